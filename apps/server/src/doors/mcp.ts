import { contextForKey, isToolToken, resolveToolToken } from "@openvibe/core/identity";
import { AppError, type Context } from "@openvibe/core/platform";
import { isInitializeRequest } from "@modelcontextprotocol/sdk/types.js";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { memberContext } from "../api/base.ts";
import { productSurface } from "./mcp/product.ts";
import { bearerOf } from "./bearer.ts";
import { createEventStores } from "./mcp/event-store.ts";
import { followResources } from "./mcp/follow-resources.ts";
import { authOfRequest, beginSession, type McpSession } from "./mcp/session.ts";
import { challengeOf } from "./oauth.ts";
import type { DoorOptions } from "./options.ts";
import { scopeOf } from "./scope.ts";

const PATH = "/mcp";
const IDLE_MS = 60 * 60_000;
const SWEEP_MS = 60_000;
const MOST_SESSIONS = 2_000;
const MOST_OF_ONE = 50;

/** The Model Context Protocol over Streamable HTTP, for whoever brings a key. Host and Origin were checked before any door. */
export function openMcpDoor(app: FastifyInstance, options: DoorOptions): { close(): Promise<void> } {
  const { platform, mcp: surface = productSurface() } = options;
  const sessions = new Map<string, McpSession>();
  const openEvents = createEventStores();
  const changes = followResources(platform, surface, sessions);
  const sweep = setInterval(() => {
    for (const session of sessions.values()) if (Date.now() - session.usedAt > IDLE_MS) void end(session);
  }, SWEEP_MS).unref();

  function end(session: McpSession): Promise<void> {
    sessions.delete(session.id);
    return session.close().catch(() => undefined);
  }

  /** A session that another key began is not there. */
  function find(request: FastifyRequest, ctx: Context): McpSession | undefined {
    const id = request.headers["mcp-session-id"];
    if (id === undefined) return undefined;
    const session = typeof id === "string" ? sessions.get(id) : undefined;
    const { id: actorId, keyId } = ctx.actor;
    if (!session || session.actorId !== actorId || session.keyId !== keyId || session.workspaceId !== ctx.workspaceId)
      throw new AppError("not_found", "This session is over. Begin a new one.");
    return session;
  }

  async function begin(ctx: Context): Promise<McpSession> {
    const own = [...sessions.values()]
      .filter(({ actorId }) => actorId === ctx.actor.id)
      .toSorted((one, other) => one.usedAt - other.usedAt);
    // Clients forget to say goodbye; the one that was silent longest goes.
    const [oldest] = own.length >= MOST_OF_ONE ? own : [];
    if (oldest) await end(oldest);
    if (sessions.size >= MOST_SESSIONS) throw new AppError("unavailable", "Too many sessions are open. Try again in a moment.");
    return beginSession(surface, ctx, openEvents(), (id) => void sessions.delete(id));
  }

  app.route({
    method: ["GET", "POST", "DELETE"],
    url: PATH,
    async handler(request, reply) {
      const ctx = await contextOf(request, reply, options);
      if (!ctx) return reply;
      const known = find(request, ctx);
      const isNew = !known && request.method === "POST" && isInitializeRequest(request.body);
      if (!known && !isNew)
        throw new AppError("bad_request", "Begin a session first: send initialize, then name the session in Mcp-Session-Id.");
      const session = known ?? (await begin(ctx));
      if (!known) sessions.set(session.id, session);
      session.ctx = ctx;
      session.usedAt = Date.now();
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
      await session.transport.handleRequest(
        Object.assign(request.raw, {
          auth: authOfRequest({ ctx, origin: options.origin(), letIn: isToolToken(bearerOf(request.headers) ?? "") }),
        }),
        reply.raw,
        request.body,
      );
      return reply;
    },
  });

  return {
    async close() {
      clearInterval(sweep);
      await changes.close();
      await Promise.all([...sessions.values()].map(end));
    },
  };
}

/** Undefined, with the answer sent, for who brings no key: a session's cookie is no key here, as any page could send it along. */
async function contextOf(request: FastifyRequest, reply: FastifyReply, options: DoorOptions): Promise<Context | undefined> {
  const token = bearerOf(request.headers);
  if (token !== undefined && isToolToken(token)) {
    const holder = await resolveToolToken(options.platform, token);
    if (holder) return contextForKey(options.platform, holder, undefined, request.id);
  } else if (request.headers.authorization) {
    try {
      return await memberContext(scopeOf(request, options));
    } catch (error) {
      if (!(error instanceof AppError && error.code === "unauthenticated")) throw error;
    }
  }
  const message = "Sign in by OAuth, or send Authorization: Bearer with an API key of OpenVibe; make one in the settings.";
  await reply
    .code(401)
    .header("www-authenticate", challengeOf(request, options, token !== undefined))
    .send({ defined: true, code: "unauthenticated", status: 401, message });
  return undefined;
}
