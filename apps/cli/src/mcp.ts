import type { Readable, Writable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { StreamableHTTPClientTransport, StreamableHTTPError } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import {
  InitializeResultSchema,
  isInitializedNotification,
  isInitializeRequest,
  isJSONRPCRequest,
  type JSONRPCMessage,
  type JSONRPCRequest,
} from "@modelcontextprotocol/sdk/types.js";

const UNREACHABLE = -32_000;
/** So long an answer that is under way is still waited for once the client has said all it has to say. */
const LAST_ANSWERS_MS = 5_000;

/** Speaks MCP on the given streams for a server that speaks it over HTTP, until the client hangs up. Nothing else is written there. */
export async function proxyMcp(
  server: { address: string; token: string },
  streams: { input: Readable; output: Writable } = { input: process.stdin, output: process.stdout },
): Promise<void> {
  const here = new StdioServerTransport(streams.input, streams.output);
  const unanswered = new Set<string | number>();
  const silent = Promise.withResolvers<void>();
  let isOver = false;
  const tell = (message: JSONRPCMessage) => {
    void here.send(message);
    if ("id" in message && message.id !== undefined && !isJSONRPCRequest(message)) unanswered.delete(message.id);
    if (isOver && unanswered.size === 0) silent.resolve();
  };
  let there = await openSession(server, tell);
  let renewing: Promise<void> | undefined;
  /** The server was started anew, or forgot a session that was long silent: the client's own words begin another. */
  const renew = async () => {
    const gone = there;
    const next = await openSession(server, tell);
    await next.repeat(gone.opening);
    there = next;
    // What is under way there gets its own answer: only the server knows whether it took it.
    void gone.closeWhenIdle();
  };
  const send = async (message: JSONRPCMessage) => {
    const used = there;
    try {
      await used.send(message);
    } catch (error) {
      if (!(error instanceof StreamableHTTPError && error.code === 404) || isInitializeRequest(message)) throw error;
      if (there === used) await (renewing ??= renew().finally(() => (renewing = undefined)));
      await there.send(message);
    }
  };
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- transports of the SDK have no other way
  here.onmessage = (message) => {
    if (isJSONRPCRequest(message)) unanswered.add(message.id);
    send(message).catch((error: unknown) => {
      // Whoever waits for an answer gets the reason.
      if (isJSONRPCRequest(message)) tell(refusal(message.id, error));
      else process.stderr.write(`${saidBy(error)}\n`);
    });
  };
  const over = Promise.withResolvers<void>();
  streams.input.once("end", over.resolve);
  streams.input.once("close", over.resolve);
  await here.start();
  await over.promise;
  isOver = true;
  if (unanswered.size > 0) await Promise.race([silent.promise, setTimeout(LAST_ANSWERS_MS, undefined, { ref: false })]);
  await there.transport.terminateSession().catch(() => undefined);
  await there.transport.close();
  await here.close();
}

interface Opening {
  initialize?: JSONRPCRequest;
  initialized?: JSONRPCMessage;
}

async function openSession(server: { address: string; token: string }, tell: (message: JSONRPCMessage) => void) {
  const transport = new StreamableHTTPClientTransport(new URL("/mcp", server.address), {
    requestInit: { headers: { authorization: `Bearer ${server.token}` } },
  });
  const opening: Opening = {};
  const begun = Promise.withResolvers<void>();
  let isRepeated = false;
  const underWay = new Set<Promise<void>>();
  const send = async (message: JSONRPCMessage) => {
    if (isJSONRPCRequest(message) && isInitializeRequest(message)) opening.initialize = message;
    if (isInitializedNotification(message)) opening.initialized = message;
    const sending = transport.send(message);
    underWay.add(sending);
    await sending.finally(() => underWay.delete(sending));
  };
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- as above
  transport.onmessage = (message) => {
    if (isJSONRPCRequest(message) || !("id" in message) || message.id !== opening.initialize?.id) return tell(message);
    const { success, data } = InitializeResultSchema.safeParse("result" in message ? message.result : undefined);
    if (success) transport.setProtocolVersion(data.protocolVersion);
    begun.resolve();
    // The client has had this answer, from the session before.
    if (!isRepeated) tell(message);
  };
  await transport.start();
  return {
    transport,
    opening,
    send,
    async closeWhenIdle() {
      await Promise.allSettled(underWay);
      await transport.close();
    },
    async repeat({ initialize, initialized }: Opening) {
      isRepeated = true;
      if (!initialize) return;
      await send(initialize);
      await begun.promise;
      if (initialized) await send(initialized);
    },
  };
}

const refusal = (id: string | number, error: unknown): JSONRPCMessage => ({
  jsonrpc: "2.0",
  id,
  error: { code: UNREACHABLE, message: saidBy(error) },
});

const NO_KEY = "OpenVibe does not accept this key. Make one in its settings under API keys, and put it into OPENVIBE_API_KEY.";

/** The server's own words, where it said some. */
function saidBy(error: unknown): string {
  if (error instanceof StreamableHTTPError && error.code === 401) return NO_KEY;
  const text = error instanceof Error ? error.message : String(error);
  const [, told] = /"message":("(?:[^"\\]|\\.)*")/.exec(text) ?? [];
  return told === undefined ? text : String(JSON.parse(told));
}
