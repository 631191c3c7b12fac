import { isOperatorToken, resolveOperator, resolveSession, type SignedIn } from "@openvibe/core/identity";
import { AppError } from "@openvibe/core/platform";
import type { FastifyRequest } from "fastify";
import type { RequestScope } from "../api/base.ts";
import { bearerOf, keyHolderOf } from "./bearer.ts";
import type { DoorOptions } from "./options.ts";

/** What the `openvibe` command speaks; whoever has the token at another door is a program. */
const COMMAND_DOOR = "/rpc/";

/** The request as procedures see it, made once for each request. */
export function scopeOf(request: FastifyRequest, { platform, operatorToken }: DoorOptions): RequestScope {
  if (request.scope) return request.scope;
  const { headers } = request;
  const { workspace } = request.query as { workspace?: unknown };
  const scope: RequestScope = {
    platform,
    requestId: request.id,
    headers,
    workspaceQuery: typeof workspace === "string" ? workspace : undefined,
    keyHolder: () => keyHolderOf(platform, bearerOf(headers)),
    async authenticate(): Promise<SignedIn | undefined> {
      if (!headers.authorization) return resolveSession(platform, headers);
      const token = bearerOf(headers);
      if (headers.origin !== undefined || !token || !isOperatorToken(token, operatorToken))
        throw new AppError(
          "unauthenticated",
          "This token is not valid. Use an API key, or the one in the file operator-token of the data directory.",
        );
      return resolveOperator(platform, { byHand: request.url.startsWith(COMMAND_DOOR) });
    },
  };
  request.scope = scope;
  return scope;
}

declare module "fastify" {
  interface FastifyRequest {
    scope: RequestScope | undefined;
  }
}
