import { isUnused } from "@openvibe/core/identity";
import { AppError, endOfLog, systemContext } from "@openvibe/core/platform";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { DoorOptions } from "./options.ts";

const READY_MS = 2_000;

/** `/health` says that the process runs, `/ready` that it can serve, `/metrics` how it does; the last to this machine alone. */
export function openHealthDoor(app: FastifyInstance, options: DoorOptions): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: "openvibe_http_request_seconds",
    help: "Time from a request's head to the end of its answer",
    labelNames: ["method", "route", "status"],
    buckets: [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  app.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "none";
    durations.observe({ method: request.method, route: labelOf(route, request.url), status: reply.statusCode }, reply.elapsedTime / 1_000);
    done();
  });

  const { platform, sandbox, openSignUp = true } = options;
  app.get("/health", async () => {
    const isNew = openSignUp && (await withDeadline(isUnused(platform)).catch(() => false));
    return { ok: true, ...(openSignUp ? {} : { openSignUp }), ...(isNew ? { isNew } : {}), ...(sandbox ? { sandbox } : {}) };
  });
  app.get("/ready", async (_request, reply) => {
    try {
      await withDeadline(checkReady(options));
      return { ok: true };
    } catch (error) {
      platform.log.warn({ err: error }, "not ready");
      return reply.code(503).send({ ok: false, message: error instanceof AppError ? error.message : "The platform cannot serve now." });
    }
  });
  app.get("/metrics", async (request, reply) => {
    if (!isLocal(request)) throw new AppError("not_found", "Nothing answers under this address.");
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** RPC calls are told apart by procedure, which is a closed list; anything else by route. */
function labelOf(route: string, url: string): string {
  return route === "/rpc/*" && /^\/rpc\/\w+\/\w+(\?|$)/.test(url) ? (url.split("?", 1)[0] ?? route) : route;
}

async function checkReady(options: DoorOptions): Promise<void> {
  await endOfLog(systemContext(options.platform));
  await options.checkReady?.();
}

async function withDeadline<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError("unavailable", "The database does not answer in time.")), READY_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function isLocal(request: FastifyRequest): boolean {
  const address = request.socket.remoteAddress ?? "";
  return request.headers["x-forwarded-for"] === undefined && (address === "::1" || /^(::ffff:)?127\./.test(address));
}
