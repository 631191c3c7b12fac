import { AppError } from "@openvibe/core/platform";
import { OpenAPIGenerator, type OpenAPI } from "@orpc/openapi";
import { StandardBracketNotationSerializer, StandardOpenAPIJsonSerializer, StandardOpenAPISerializer } from "@orpc/openapi-client/standard";
import { StandardOpenAPICodec, StandardOpenAPIMatcher } from "@orpc/openapi/standard";
import { OpenAPIHandler } from "@orpc/openapi/fastify";
import type { AnyProcedure } from "@orpc/server";
import { experimental_ZodSmartCoercionPlugin as CoerceQuery, ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { RequestScope } from "../api/base.ts";
import { router } from "../api/router.ts";
import { renderDocs } from "./docs.ts";
import { writeRestBody } from "./bodies.ts";
import type { DoorOptions } from "./options.ts";
import { makePlainCalls, type Call, type Interceptor } from "./plain-calls.ts";
import { scopeOf } from "./scope.ts";

const PREFIX = "/api/v1";

const plain = makePlainCalls(coercion());
const matcher = new StandardOpenAPIMatcher();
matcher.init(router);
const codec = new StandardOpenAPICodec(
  new StandardOpenAPISerializer(new StandardOpenAPIJsonSerializer(), new StandardBracketNotationSerializer()),
);
const calls = new WeakMap<AnyProcedure, Call>();

/** The same procedures as plain REST, with their OpenAPI description and a page to read it. */
export function openRestDoor(app: FastifyInstance, options: DoorOptions): void {
  const handler = new OpenAPIHandler(router, { clientInterceptors: [...plain.interceptors] });
  let described: Promise<OpenAPI.Document> | undefined;
  const describe = () => (described ??= describeApi());

  app.get(`${PREFIX}/openapi.json`, () => describe());
  app.get("/api/docs", async (_request, reply) => reply.type("text/html; charset=utf-8").send(renderDocs(await describe())));
  app.all(`${PREFIX}/*`, async (request, reply) => {
    const scope = scopeOf(request, options);
    const read = await findRead(request);
    const answer = read && (await plain.reply(read.call, read.input, scope, writeRestBody));
    if (answer)
      return reply
        .code(answer.status ?? read.status)
        .type("application/json")
        .send(answer.body);
    const { matched } = await handler.handle(request, reply, { prefix: PREFIX, context: { scope } });
    if (!matched) throw new AppError("not_found", "There is no such resource. The page /api/docs lists them all.");
    return reply;
  });
}

interface Read {
  call: Call;
  input: unknown;
  status: number;
}

/** The procedure that a GET asks for, with its input; undefined where the adapter is to look. */
async function findRead({ method, url, headers }: FastifyRequest): Promise<Read | undefined> {
  const asked = method === "GET" ? URL.parse(url, "http://localhost") : undefined;
  const match = asked && (await matcher.match("GET", `/${asked.pathname.slice(PREFIX.length + 1)}`));
  if (!match) return undefined;
  const { outputSchema, route } = match.procedure["~orpc"];
  if (!outputSchema || route.outputStructure === "detailed") return undefined;
  const input = await codec.decode(
    { method, url: asked, headers, body: async () => undefined, signal: undefined },
    match.params,
    match.procedure,
  );
  const call = calls.get(match.procedure) ?? plain.callOf(match.procedure, match.path);
  calls.set(match.procedure, call);
  return { call, input, status: route.successStatus ?? 200 };
}

/** What stands in an address is text; the schema says what it means. */
function coercion(): Interceptor {
  const given: { clientInterceptors?: Interceptor[] } = {};
  new CoerceQuery<{ scope: RequestScope }>().init(given);
  const [coerce] = given.clientInterceptors ?? [];
  if (!coerce) throw new Error("oRPC's coercion comes another way now");
  return coerce;
}

function describeApi(): Promise<OpenAPI.Document> {
  return new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] }).generate(router, {
    info: {
      title: "OpenVibe",
      version: "1",
      description:
        "Everything a person can do in OpenVibe. Send `Authorization: Bearer ov_…` with an API key made in the settings, sign in with the session " +
        "cookie, or on the server's own machine use `Authorization: Bearer <operator token>`. What comes with a key or that token is marked as by a program. A key acts in its own workspace; else name the workspace in the header `x-workspace-id` or as `?workspace=`; without, it is your first one. " +
        "Files: `POST /files?name=…` takes the bytes as they are and gives a `fileId` to send with a message; `GET /files/{fileId}/{name}` gives them back.",
    },
    servers: [{ url: PREFIX }],
    security: [{ apiKey: [] }, { session: [] }, { operator: [] }],
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "openvibe.session" },
        operator: { type: "http", scheme: "bearer" },
      },
    },
  });
}
