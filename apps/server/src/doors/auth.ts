import { authOf, CLIENT_ADDRESS_HEADER, ensureMcpResource, forgetSession, forgetTool } from "@openvibe/core/identity";
import { AppError } from "@openvibe/core/platform";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { forMcp, isOpenOauthPath } from "./oauth.ts";
import type { DoorOptions } from "./options.ts";

/** Sign-up, sign-in, sign-out and profile: better-auth under /api/auth. */
export function openAuthDoor(app: FastifyInstance, options: DoorOptions): void {
  const { platform } = options;
  void app.register((scope, _, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      ["application/json", "application/x-www-form-urlencoded"],
      { parseAs: "buffer", bodyLimit: 64 * 1024 },
      (_request, body, parsed) => parsed(null, body),
    );
    scope.all("/api/auth/*", async (request, reply) => {
      const oauth = oauthPathOf(request);
      if (oauth !== undefined) {
        if (!isOpenOauthPath(oauth)) throw new AppError("not_found", "Nothing answers under this address.");
        await ensureMcpResource(platform);
      }
      const asked = toFetchRequest(request, options.origin());
      const answer = await authOf(platform).handler(oauth === undefined ? asked : await forMcp(asked, oauth, options.origin()));
      // NOTE: after the handler, so that no reading in between brings the old state back.
      if (request.method !== "GET") forgetSession(platform, request.headers);
      const clientId = oauth === undefined ? undefined : toolOf(request);
      if (clientId !== undefined) await forgetTool(platform, clientId);
      reply.code(answer.status);
      for (const [name, value] of answer.headers) if (name !== "set-cookie") reply.header(name, value);
      const cookies = answer.headers.getSetCookie();
      if (cookies.length > 0) reply.header("set-cookie", cookies);
      return reply.send(answer.body ? Buffer.from(await answer.arrayBuffer()) : null);
    });
    done();
  });
}

/** Whatever follows `/oauth2/`, also of the plugin's pages for administrators, whom this platform knows by its own roles. */
function oauthPathOf({ url }: FastifyRequest): string | undefined {
  const { pathname } = new URL(url, "http://localhost");
  return /^\/api\/auth\/(?:admin\/)?\/*oauth2\/(.*)$/i.exec(decodeURI(pathname))?.[1];
}

/** Which tool asks for tokens, or gives some back. */
function toolOf({ method, body }: FastifyRequest): string | undefined {
  const clientId = method === "POST" && body instanceof Buffer ? new URLSearchParams(body.toString()).get("client_id") : null;
  return clientId !== null && /^[\w-]{1,100}$/.test(clientId) ? clientId : undefined;
}

function toFetchRequest(request: FastifyRequest, origin: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !name.startsWith("x-forwarded-")) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  headers.set(CLIENT_ADDRESS_HEADER, request.ip);
  // The host that the origin check has let pass, which may be another name of this machine.
  const url = new URL(request.url, origin);
  url.host = request.headers.host ?? url.host;
  return new Request(url, {
    method: request.method,
    headers,
    ...(request.body instanceof Buffer ? { body: new Uint8Array(request.body) } : {}),
  });
}
