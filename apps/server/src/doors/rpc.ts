import { AppError } from "@openvibe/core/platform";
import { isProcedure } from "@orpc/server";
import { RPCHandler } from "@orpc/server/fastify";
import type { FastifyInstance } from "fastify";
import { router } from "../api/router.ts";
import { readRpcBody, writeRpcBody } from "./bodies.ts";
import type { DoorOptions } from "./options.ts";
import { makePlainCalls, type Call } from "./plain-calls.ts";
import { scopeOf } from "./scope.ts";

const plain = makePlainCalls();

/** Typed procedures for the web app and the command line. */
export function openRpcDoor(app: FastifyInstance, options: DoorOptions): void {
  const handler = new RPCHandler(router, { clientInterceptors: [...plain.interceptors] });
  const calls = plainCalls();

  app.all("/rpc/*", async (request, reply) => {
    const scope = scopeOf(request, options);
    const call = request.method === "POST" && isJson(request.headers["content-type"]) ? calls.get(pathOf(request.url)) : undefined;
    const sent = call && readRpcBody(request.body);
    const answer = sent && (await plain.reply(call, sent.input, scope, writeRpcBody));
    if (answer)
      return reply
        .code(answer.status ?? 200)
        .type("application/json")
        .send(answer.body);
    const { matched } = await handler.handle(request, reply, { prefix: "/rpc", context: { scope } });
    if (!matched) throw new AppError("not_found", "There is no such procedure. Reload the page: it may be older than the server.");
    return reply;
  });
}

/** The procedures that say what they answer, by path: the wire is oRPC's. */
function plainCalls(): ReadonlyMap<string, Call> {
  const calls = new Map<string, Call>();
  for (const [module, procedures] of Object.entries(router)) {
    for (const [name, procedure] of Object.entries(procedures as Record<string, unknown>)) {
      if (isProcedure(procedure) && procedure["~orpc"].outputSchema)
        calls.set(`/rpc/${module}/${name}`, plain.callOf(procedure, [module, name]));
    }
  }
  return calls;
}

function pathOf(url: string): string {
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}

const isJson = (type: string | undefined) => type !== undefined && type.startsWith("application/json");
