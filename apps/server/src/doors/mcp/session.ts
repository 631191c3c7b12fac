import { randomUUID } from "node:crypto";
import { AppError, explainFault, type Context } from "@openvibe/core/platform";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { AuthInfo } from "@modelcontextprotocol/sdk/server/auth/types.js";
import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  LoggingLevelSchema,
  ReadResourceRequestSchema,
  SetLevelRequestSchema,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
  type CallToolResult,
  type ServerNotification,
  type ServerRequest,
} from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import type { SessionEvents } from "./event-store.ts";
import { sayWhatIsWrong } from "./say-what-is-wrong.ts";
import type { McpPeer, McpSurface, McpTool } from "./surface.ts";

const RETRY_MS = 1_000;
const MOST_SUBSCRIPTIONS = 100;
const LEVELS = LoggingLevelSchema.options;
const GENERIC = "Something went wrong on our side. It has been logged; try again in a moment.";

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** Each request brings its own context: keys of one member may have different rights. */
export const authOfRequest = (asked: Asked): AuthInfo => ({ token: "", clientId: asked.ctx.actor.id, scopes: [], extra: { asked } });

interface Asked {
  ctx: Context;
  /** Where people reach OpenVibe. */
  origin: string;
  /** Whether its person let this very program in, and so takes its word for theirs. A key is a program's, whoever holds it. */
  letIn: boolean;
}

function askedIn({ authInfo }: Extra): Asked {
  const asked = authInfo?.extra?.["asked"];
  if (!asked) throw new Error("a request of MCP came without its context");
  return asked as Asked;
}
const contextIn = (extra: Extra): Context => askedIn(extra).ctx;

/** One client's conversation. It belongs to the key that it was begun with: no other one opens it, were it the same person's. */
export interface McpSession {
  readonly id: string;
  readonly actorId: string;
  readonly keyId: string | undefined;
  readonly workspaceId: string;
  readonly transport: StreamableHTTPServerTransport;
  readonly subscriptions: ReadonlySet<string>;
  /** The context of the last request. */
  ctx: Context;
  usedAt: number;
  tellChanged(uri: string): void;
  close(): Promise<void>;
}

export async function beginSession(
  surface: McpSurface,
  ctx: Context,
  events: SessionEvents,
  ended: (id: string) => void,
): Promise<McpSession> {
  const id = randomUUID();
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: () => id,
    onsessionclosed: () => ended(id),
    eventStore: events,
    retryInterval: RETRY_MS,
  });
  const server = new Server(
    { name: "openvibe", title: "OpenVibe", version: "1" },
    {
      ...(surface.instructions ? { instructions: surface.instructions } : {}),
      capabilities: { tools: {}, prompts: {}, resources: { subscribe: true }, completions: {}, logging: {} },
    },
  );
  server.onclose = () => events.end();
  const subscriptions = new Set<string>();
  const session: McpSession = {
    id,
    actorId: ctx.actor.id,
    keyId: ctx.actor.keyId,
    workspaceId: ctx.workspaceId,
    transport,
    subscriptions,
    ctx,
    usedAt: Date.now(),
    tellChanged: (uri) => void server.sendResourceUpdated({ uri }).catch(() => undefined),
    close: () => server.close(),
  };
  answerTools(server, surface);
  answerResources(server, surface, subscriptions);
  answerPrompts(server, surface);
  await server.connect(transport);
  return session;
}

function answerTools(server: Server, surface: McpSurface): void {
  const chosen: { projectId?: string } = {};
  let level = LEVELS.indexOf("info");
  server.setRequestHandler(SetLevelRequestSchema, ({ params }) => {
    level = LEVELS.indexOf(params.level);
    return {};
  });
  server.setRequestHandler(ListToolsRequestSchema, (_, extra) => ({
    tools: surface
      .tools(contextIn(extra))
      .map(({ run: _, inputSchema, ...tool }) => ({ ...tool, inputSchema: { ...inputSchema, type: "object" as const } })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const ctx = contextIn(extra);
    const tool = surface.tools(ctx).find(({ name }) => name === params.name);
    if (!tool) throw new Refusal(ErrorCode.InvalidParams, `There is no tool ${params.name}, or you may not use it.`);
    const peer = peerOf(server, extra, chosen, (asked) => LEVELS.indexOf(asked) >= level);
    try {
      return await tool.run(ctx, params.arguments ?? {}, peer);
    } catch (error) {
      return failure(ctx, tool, params.arguments ?? {}, error);
    }
  });
}

function peerOf(
  server: Server,
  extra: Extra,
  chosen: { projectId?: string },
  isHeard: (level: (typeof LEVELS)[number]) => boolean,
): McpPeer {
  const progressToken = extra._meta?.progressToken;
  const mine = { relatedRequestId: extra.requestId };
  const client = server.getClientVersion();
  const { origin, letIn } = askedIn(extra);
  return {
    signal: extra.signal,
    name: (client?.title ?? client?.name ?? "").trim().slice(0, 60) || "An assistant",
    origin,
    canAsk: letIn && server.getClientCapabilities()?.elicitation !== undefined,
    chosen,
    async log(level, data) {
      if (isHeard(level)) await extra.sendNotification({ method: "notifications/message", params: { level, logger: "openvibe", data } });
    },
    async progress(progress, total, message) {
      if (progressToken === undefined) return;
      const params = { progressToken, progress, total, ...(message ? { message } : {}) };
      await extra.sendNotification({ method: "notifications/progress", params });
    },
    ask: (params) => server.elicitInput(params, mine),
    sample: (params) => server.createMessage(params, mine),
    endStream: () => extra.closeSSEStream?.(),
  };
}

/** What is expected is told to the model, which can do better; anything else is logged and told as such. */
function failure(ctx: Context, { name, inputSchema }: McpTool, given: object, error: unknown): CallToolResult {
  const told = explainFault(error)?.message ?? (error instanceof z.ZodError ? sayWhatIsWrong(error, given, inputSchema) : undefined);
  if (told === undefined) ctx.log.error({ err: error, tool: name }, "a tool of MCP failed");
  return { isError: true, content: [{ type: "text", text: told ?? GENERIC }] };
}

/** Goes out under its code, in these very words: those of `McpError` have its code in front, and the client puts it there again. */
class Refusal extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

function answerResources(server: Server, surface: McpSurface, subscriptions: Set<string>): void {
  const read = async (uri: string, extra: Extra) => {
    const found = await orRefusal(() => surface.readResource(contextIn(extra), uri));
    if (!found) throw new Refusal(-32_002, `There is no resource ${uri}, or you may not read it.`);
    return found;
  };
  server.setRequestHandler(ListResourcesRequestSchema, ({ params }, extra) =>
    orRefusal(() => surface.listResources(contextIn(extra), params?.cursor)),
  );
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates: [...surface.templates] }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }, extra) => read(params.uri, extra));
  server.setRequestHandler(SubscribeRequestSchema, async ({ params }, extra) => {
    await read(params.uri, extra);
    if (subscriptions.size >= MOST_SUBSCRIPTIONS)
      throw new Refusal(ErrorCode.InvalidRequest, `A session follows at most ${MOST_SUBSCRIPTIONS} resources. Leave one first.`);
    subscriptions.add(params.uri);
    return {};
  });
  server.setRequestHandler(UnsubscribeRequestSchema, ({ params }) => {
    subscriptions.delete(params.uri);
    return {};
  });
}

function answerPrompts(server: Server, surface: McpSurface): void {
  server.setRequestHandler(ListPromptsRequestSchema, () => ({ prompts: [...surface.prompts] }));
  server.setRequestHandler(GetPromptRequestSchema, async ({ params }, extra) => {
    const prompt = surface.prompts.find(({ name }) => name === params.name);
    const input = params.arguments ?? {};
    const missing = prompt?.arguments?.filter(({ name, required }) => required && input[name] === undefined) ?? [];
    if (missing.length > 0) throw new Refusal(ErrorCode.InvalidParams, `Missing: ${missing.map(({ name }) => name).join(", ")}`);
    const found = prompt && (await orRefusal(() => surface.getPrompt(contextIn(extra), params.name, input)));
    if (!found) throw new Refusal(ErrorCode.InvalidParams, `There is no prompt ${params.name}.`);
    return found;
  });
  server.setRequestHandler(CompleteRequestSchema, async ({ params: { ref, argument } }, extra) => {
    const of = ref.type === "ref/prompt" ? { prompt: ref.name } : { template: ref.uri };
    return {
      completion: await orRefusal(() => surface.complete(contextIn(extra), { ...of, argument: argument.name, value: argument.value })),
    };
  });
}

async function orRefusal<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof AppError) throw new Refusal(ErrorCode.InvalidParams, error.message);
    throw error;
  }
}
