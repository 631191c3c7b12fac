import { APIError } from "better-auth/api";
import { and, asc, eq, inArray, lt, notExists } from "drizzle-orm";
import { z } from "zod";
import { newId, type Platform } from "../platform/index.ts";
import { oauthClients, oauthConsents } from "./tables.ts";

const MOST_CLIENTS = 2_000;
const DAY_MS = 24 * 60 * 60_000;
/** Programs whose own scheme is no domain in reverse. Any other could be one that the system itself answers to. */
const KNOWN_SCHEMES = new Set(["cursor:", "vscode:", "vscode-insiders:", "windsurf:", "raycast:", "warp:"]);
const REVERSE_DOMAIN = /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+:$/;
const THIS_MACHINE = new Set(["localhost", "127.0.0.1", "[::1]"]);

export const isThisMachine = (hostname: string) => THIS_MACHINE.has(hostname);

/** Of what a tool says of itself (RFC 7591), what is used. It keeps no secret, whatever it asks for, and its rights are chosen at the consent page. */
const RegisterTool = z.object({
  client_name: z
    .string()
    .transform((name) =>
      name
        .replaceAll(/[\p{Cc}\p{Cs}\p{Bidi_C}]/gu, "")
        .trim()
        .slice(0, 80)
        .toWellFormed(),
    )
    .optional(),
  redirect_uris: z
    .array(
      z
        .string()
        .max(2_000)
        .refine(isWayBack, { error: ({ input }) => `${String(input)}: ${WAYS_BACK}` }),
    )
    .min(1, "Name at least one redirect URI.")
    .max(20),
});

const WAYS_BACK =
  "a way back is an https: address, http: on localhost, 127.0.0.1 or [::1], or the scheme of an app, a domain in reverse such as com.example.app:/callback; without user, password or fragment.";

/** RFC 8252: a host, this machine, or the private scheme of an app. */
export function isWayBack(address: string): boolean {
  if (!URL.canParse(address) || address.includes("#")) return false;
  const { protocol, hostname, username, password, pathname } = new URL(address);
  if (username !== "" || password !== "") return false;
  if (protocol === "https:") return true;
  if (protocol === "http:") return isThisMachine(hostname);
  const isPlace = hostname !== "" || pathname.startsWith("/");
  return isPlace && (KNOWN_SCHEMES.has(protocol) || REVERSE_DOMAIN.test(protocol));
}

/** Takes a tool in that anybody may be: it can do nothing until a person lets it. */
export async function registerTool(platform: Platform, body: unknown): Promise<Response> {
  const read = RegisterTool.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    const error = issue?.path[0] === "redirect_uris" ? "invalid_redirect_uri" : "invalid_client_metadata";
    throw new APIError("BAD_REQUEST", { error, error_description: issue?.message ?? "" });
  }
  await makeRoom(platform);
  const { client_name: name = "", redirect_uris: redirectUris } = read.data;
  const clientId = newId("ocl");
  const now = platform.clock.now();
  const shape = { grantTypes: ["authorization_code", "refresh_token"], responseTypes: ["code"], tokenEndpointAuthMethod: "none" };
  await platform.database
    .unbound()
    .insert(oauthClients)
    .values({ id: clientId, clientId, name: name || null, redirectUris, applicationType: "native", createdAt: now, ...shape });
  return Response.json(
    {
      client_id: clientId,
      client_id_issued_at: Math.floor(now.getTime() / 1_000),
      ...(name ? { client_name: name } : {}),
      redirect_uris: redirectUris,
      grant_types: shape.grantTypes,
      response_types: shape.responseTypes,
      token_endpoint_auth_method: shape.tokenEndpointAuthMethod,
    },
    { status: 201, headers: { "cache-control": "no-store" } },
  );
}

export const dayBefore = (now: Date) => new Date(now.getTime() - DAY_MS);

/** Those whom nobody let in within a day. */
export async function forgetUnusedTools({ database, clock }: Platform): Promise<void> {
  const db = database.unbound();
  await db.delete(oauthClients).where(and(lt(oauthClients.createdAt, dayBefore(clock.now())), isUnused(db)));
}

/** Of those whom nobody let in the oldest gives way: knocking closes the door to nobody else. */
async function makeRoom({ database }: Platform): Promise<void> {
  const db = database.unbound();
  const known = await db.$count(oauthClients);
  if (known < MOST_CLIENTS) return;
  const unused = db.select({ id: oauthClients.id }).from(oauthClients).where(isUnused(db));
  const oldest = unused.orderBy(asc(oauthClients.createdAt)).limit(known - MOST_CLIENTS + 1);
  const gone = await db.delete(oauthClients).where(inArray(oauthClients.id, oldest)).returning({ id: oauthClients.id });
  if (gone.length === 0) throw new APIError("TOO_MANY_REQUESTS", { message: "Too many tools were let in. Disconnect one first." });
}

function isUnused(db: ReturnType<Platform["database"]["unbound"]>) {
  return notExists(db.select({ id: oauthConsents.id }).from(oauthConsents).where(eq(oauthConsents.clientId, oauthClients.clientId)));
}
