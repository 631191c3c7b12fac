import { MCP_RESOURCE, OPEN_OAUTH_PATHS } from "@openvibe/core/identity";
import { KEY_PERMISSIONS } from "@openvibe/core/identity/model";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { DoorOptions } from "./options.ts";
import { isOwnHost } from "./origin.ts";

const SCOPES = Object.keys(KEY_PERMISSIONS);
const RESOURCE_METADATA = "/.well-known/oauth-protected-resource";
const SERVER_METADATA = "/.well-known/oauth-authorization-server";

/** Where a tool finds out how to be let in: RFC 9728 of the door of MCP, and RFC 8414 of who lets it in, which is this server too. */
export function openOauthDoor(app: FastifyInstance, options: DoorOptions): void {
  for (const path of [RESOURCE_METADATA, `${RESOURCE_METADATA}/mcp`])
    app.get(path, (request) => {
      const base = baseOf(request, options);
      return {
        resource: `${base}/mcp`,
        authorization_servers: [`${base}/api/auth`],
        scopes_supported: SCOPES,
        bearer_methods_supported: ["header"],
        resource_name: "OpenVibe",
      };
    });
  for (const path of [`${SERVER_METADATA}/api/auth`, `/api/auth${SERVER_METADATA}`, SERVER_METADATA])
    app.get(path, (request) => {
      const issuer = `${baseOf(request, options)}/api/auth`;
      return {
        issuer,
        authorization_endpoint: `${issuer}/oauth2/authorize`,
        token_endpoint: `${issuer}/oauth2/token`,
        registration_endpoint: `${issuer}/oauth2/register`,
        revocation_endpoint: `${issuer}/oauth2/revoke`,
        scopes_supported: [...SCOPES, "offline_access"],
        response_types_supported: ["code"],
        response_modes_supported: ["query"],
        grant_types_supported: ["authorization_code", "refresh_token"],
        token_endpoint_auth_methods_supported: ["none"],
        revocation_endpoint_auth_methods_supported: ["none"],
        code_challenge_methods_supported: ["S256"],
        authorization_response_iss_parameter_supported: true,
      };
    });
}

/** Of an answer to whoever brought no good token. */
export function challengeOf(request: FastifyRequest, options: DoorOptions, broughtOne: boolean): string {
  const metadata = `resource_metadata="${baseOf(request, options)}${RESOURCE_METADATA}/mcp"`;
  return `Bearer realm="OpenVibe", ${metadata}${broughtOne ? ', error="invalid_token"' : ""}`;
}

export const isOpenOauthPath = (path: string) => OPEN_OAUTH_PATHS.includes(path);

/** The same request with this server's `/mcp` under the one name that tokens carry; any other resource stays and is refused as unknown. */
export async function forMcp(request: Request, path: string, platformOrigin: string): Promise<Request> {
  const inBody = request.method === "POST" && request.headers.get("content-type")?.includes("application/x-www-form-urlencoded") === true;
  const url = new URL(request.url);
  if (path === "authorize") {
    rename(url.searchParams, platformOrigin, true);
    readScope(url.searchParams);
  }
  if (!inBody) return new Request(url, request);
  const form = new URLSearchParams(await request.text());
  rename(form, platformOrigin, path === "authorize");
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  return new Request(url, { method: request.method, headers, body: form.toString() });
}

/** Rights that are none here are left aside, and who names none asks for all: the person chooses. Every tool is let in until it is disconnected. */
function readScope(params: URLSearchParams): void {
  const asked = new Set(params.get("scope")?.split(" "));
  const known = SCOPES.filter((scope) => asked.has(scope));
  params.set("scope", [...(known.length > 0 ? known : SCOPES), "offline_access"].join(" "));
}

function rename(params: URLSearchParams, platformOrigin: string, always: boolean): void {
  const asked = params.getAll("resource");
  if (asked.length === 0 && !always) return;
  params.delete("resource");
  for (const each of asked.length === 0 ? [MCP_RESOURCE] : asked)
    params.append("resource", isMcp(each, platformOrigin) ? MCP_RESOURCE : each);
}

function isMcp(resource: string, platformOrigin: string): boolean {
  if (!URL.canParse(resource)) return false;
  const { host, pathname, search, protocol } = new URL(resource);
  return /^https?:$/.test(protocol) && isOwnHost(host, platformOrigin) && pathname === "/mcp" && search === "";
}

/** As the tool reaches this server: the host was checked before any door. */
function baseOf({ headers }: FastifyRequest, options: DoorOptions): string {
  const base = new URL(options.origin());
  base.host = headers.host ?? base.host;
  return base.origin;
}
