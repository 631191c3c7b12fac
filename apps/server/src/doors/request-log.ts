import type { FastifyInstance } from "fastify";
import { HOOKS } from "./hooks.ts";
import type { DoorOptions } from "./options.ts";

const QUIET = /^\/(health|ready|metrics|_next\/|socket\.io\/)/;

/** One line for each request that matters, with who asked and where. Query strings are left out: they may hold what is private. */
export function logRequests(app: FastifyInstance, { platform }: Pick<DoorOptions, "platform">): void {
  // Its fields are known and hold no secret, so they need not be searched for any.
  const log = platform.log.child({}, { redact: { paths: ["address.none"] } });
  app.addHook("onResponse", (request, reply, done) => {
    const whole = request.url.split("?", 1)[0] ?? "";
    // The rest of such a path is a secret.
    const path = whole.startsWith(HOOKS) ? HOOKS : whole;
    const level = reply.statusCode >= 500 ? "warn" : QUIET.test(path) ? "trace" : "info";
    log[level](
      {
        requestId: request.id,
        workspaceId: request.scope?.workspaceId,
        actor: request.scope?.actorId,
        method: request.method,
        path,
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime * 10) / 10,
        address: request.ip,
      },
      "request",
    );
    done();
  });
}
