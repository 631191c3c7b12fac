import { AppError } from "@openvibe/core/platform";
import type { FastifyReply, FastifyRequest } from "fastify";
import { isOwnHost } from "./origin.ts";

const OPEN = /^(?:\/mcp|(?:\/api\/auth)?\/\.well-known\/oauth-[\w/-]+|\/api\/auth\/oauth2\/(?:token|register|revoke))(?:\?|$)/;
const KEPT_MS = 600_000;

/** What assistants that live in a page of another site need: the door of MCP, and what leads to a token for it. */
export const isOpenToPages = (url: string) => OPEN.test(url);

/** Any page may ask here and read the answer, by a token of its own: a cookie that comes along is not looked at. */
export function letPagesIn(request: FastifyRequest, reply: FastifyReply, platformOrigin: string): FastifyReply | undefined {
  const { headers, method } = request;
  // A rebound name would make this machine's server a page's own.
  if (!isOwnHost(headers.host, platformOrigin)) throw new AppError("not_found", "Nothing answers under this address.");
  delete headers.cookie;
  reply.headers({
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "mcp-session-id, mcp-protocol-version, www-authenticate, retry-after, x-request-id",
    "cross-origin-resource-policy": "cross-origin",
  });
  if (method !== "OPTIONS") return undefined;
  return reply
    .code(204)
    .headers({
      "access-control-allow-methods": "GET, POST, DELETE",
      "access-control-allow-headers": "authorization, content-type, accept, mcp-session-id, mcp-protocol-version, last-event-id",
      "access-control-max-age": String(KEPT_MS / 1_000),
    })
    .send();
}
