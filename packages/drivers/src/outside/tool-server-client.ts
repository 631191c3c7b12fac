import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { SSEClientTransport, SseError } from "@modelcontextprotocol/sdk/client/sse.js";
import { getDefaultEnvironment, StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport, StreamableHTTPError } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { OfferedTool, ServerTarget, ToolServerClient, ToolSignIns } from "@openvibe/core/connectors";
import type { Tool as ListedTool } from "@modelcontextprotocol/sdk/types.js";
import type { jsonSchemaValidator } from "@modelcontextprotocol/sdk/validation";
import { AppError } from "@openvibe/core/platform";
import { fetch as undiciFetch } from "undici";
import { publicAgent, reasonOf, type PublicAgentOptions } from "./public-agent.ts";
import { signIns } from "./sign-in.ts";

const LIMIT_MS = 60_000;
const MOST_PAGES = 20;
/** Of one answer of a server, and of all pages of its list. */
const MOST_BYTES = 4_000_000;
const MOST_CHARACTERS = 200_000;

export type ToolServerClientOptions = PublicAgentOptions;

/** A connection for each question: servers come and go, and none of them may hold anything of ours. */
export function createToolServerClient(options: ToolServerClientOptions = {}): ToolServerClient & ToolSignIns {
  const { dispatcher, check } = publicAgent(options, LIMIT_MS);
  const dialWith = (onTooMuch: (fault: AppError) => void) =>
    (async (url: string | URL, init?: RequestInit) => {
      check(String(url));
      const answer = await undiciFetch(url, { ...init, dispatcher, redirect: "error" } as Parameters<typeof undiciFetch>[1]);
      return bounded(answer, onTooMuch);
    }) as typeof fetch;

  /** The way to it, and the one that was usual before. */
  function waysTo(target: ServerTarget, onTooMuch: (fault: AppError) => void): [() => Transport, (() => Transport)?] {
    if (target.kind === "program") {
      const { command, args, env } = target;
      return [() => new StdioClientTransport({ command, args: [...args], env: { ...getDefaultEnvironment(), ...env }, stderr: "ignore" })];
    }
    const url = check(target.url);
    const headers = target.token === null ? {} : { authorization: `Bearer ${target.token}` };
    const options = { fetch: dialWith(onTooMuch), requestInit: { headers } };
    // NOTE: the SDK's own types are not written for exact optional properties.
    return [() => new StreamableHTTPClientTransport(url, options), () => new SSEClientTransport(url, options)];
  }

  /** A server that knows the way of HTTP with SSE alone, as it was until 2025, refuses the newer one: it is asked in its own. */
  async function connect(target: ServerTarget, signal: AbortSignal, onTooMuch: (fault: AppError) => void): Promise<Client> {
    const [way, older] = waysTo(target, onTooMuch);
    try {
      return await open(way(), signal);
    } catch (error) {
      if (!older || !isUnknownWay(error)) throw error;
      return await open(older(), signal).catch((fault: unknown) => {
        throw signal.aborted || isRefusal(fault) ? fault : error;
      });
    }
  }

  async function ask<T>(target: ServerTarget, signal: AbortSignal, question: (client: Client) => Promise<T>): Promise<T> {
    let client: Client | undefined;
    const over = Promise.withResolvers<never>();
    over.promise.catch(() => undefined);
    try {
      client = await connect(target, signal, over.reject);
      return await Promise.race([question(client), over.promise]);
    } catch (error) {
      if (isTimeout(signal))
        throw new AppError("unavailable", "The tool server does not answer in time. Check that it runs, and its address.");
      if (error instanceof AppError || signal.aborted) throw error;
      if (isRefusal(error)) {
        const isUnknown = codeOf(error) === 401;
        throw new AppError("unavailable", hasToken(target) ? REFUSED : TOKEN_MISSING, isUnknown ? { details: { refused: true } } : {});
      }
      const reason = target.kind === "http" && target.token ? reasonOf(error).replaceAll(target.token, "…") : reasonOf(error);
      throw new AppError("unavailable", `The tool server could not be asked (${reason}). Check that it runs, and its address.`, {
        cause: error,
      });
    } finally {
      await client?.close().catch(() => undefined);
    }
  }

  return {
    check: (url) => void check(url),
    ...signIns(
      dialWith(() => undefined),
      (address) => void check(address),
    ),
    list: (target, signal) => ask(target, signal, (client) => toolsOf(client, signal)),
    call: (target, name, input, checkTool, signal) =>
      ask(target, signal, async (client) => {
        checkTool((await toolsOf(client, signal, name)).find((tool) => tool.name === name));
        const answer = await client.callTool({ name, arguments: input as Record<string, unknown> }, undefined, {
          signal,
          timeout: LIMIT_MS,
        });
        const parts = Array.isArray(answer.content) ? (answer.content as { type: string; text?: string }[]) : [];
        const said = parts.map((part) => (part.type === "text" ? (part.text ?? "") : `[${part.type}]`)).join("\n");
        const text = said === "" && answer.structuredContent ? JSON.stringify(answer.structuredContent) : said;
        return { text: text.slice(0, MOST_CHARACTERS).replaceAll("\u0000", "").toWellFormed(), isError: answer.isError === true };
      }),
    close: () => dispatcher.destroy(),
  };
}

/** NOTE: the SDK waits on for an answer whose stream broke off, so that it was too large is told beside it. What is counted is unpacked. */
function bounded({ body, status, statusText, headers }: Response, onTooMuch: (fault: AppError) => void): Response {
  let bytes = 0;
  const counted = body?.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, controller) {
        bytes += piece.byteLength;
        if (bytes <= MOST_BYTES) return controller.enqueue(piece);
        const fault = new AppError("too_large", TOO_MUCH);
        onTooMuch(fault);
        controller.error(fault);
      },
    }),
  );
  return new Response(counted ?? null, { status, statusText, headers });
}

const codeOf = (error: unknown) => (error instanceof StreamableHTTPError || error instanceof SseError ? error.code : undefined);
const isRefusal = (error: unknown) => [401, 403].includes(codeOf(error) ?? 0);
const isTimeout = ({ reason }: AbortSignal) => reason instanceof DOMException && reason.name === "TimeoutError";
const isUnknownWay = (error: unknown) => [400, 404, 405, 406, 415, 422, 501].includes(codeOf(error) ?? 0);

/** What a tool says that its answers look like is not looked at: to compile a schema of a server, or to match its patterns, can take for ever. */
const UNCHECKED: jsonSchemaValidator = {
  getValidator: () => (input) => ({ valid: true, data: input as never, errorMessage: undefined }),
};

/** NOTE: the SDK waits without end for a server that opens a stream and says nothing in it. */
async function open(transport: Transport, signal: AbortSignal): Promise<Client> {
  const client = new Client({ name: "openvibe", version: "1.0.0" }, { jsonSchemaValidator: UNCHECKED });
  const over = Promise.withResolvers<never>();
  const end = () => over.reject(signal.reason);
  signal.addEventListener("abort", end, { once: true });
  try {
    signal.throwIfAborted();
    await Promise.race([client.connect(transport, { signal }), over.promise]);
    return client;
  } catch (error) {
    await client.close().catch(() => undefined);
    throw error;
  } finally {
    signal.removeEventListener("abort", end);
  }
}

const TOO_MUCH = "The tool server says more at once than can be taken in (4 MB). Ask whoever runs it for an address with fewer tools.";
const REFUSED = "The tool server refuses the token. Check it.";
const TOKEN_MISSING = "The tool server asks who you are. Give it a token.";
const hasToken = (target: ServerTarget) => target.kind === "http" && target.token !== null;

/** All that it lists; with a name as far as to that. */
async function toolsOf(client: Client, signal: AbortSignal, name?: string): Promise<OfferedTool[]> {
  const found: OfferedTool[] = [];
  let listed = 0;
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each page says where the next begins
    const { tools, nextCursor } = await client.listTools(cursor === undefined ? {} : { cursor }, { signal });
    listed += JSON.stringify(tools).length;
    if (listed > MOST_BYTES) throw new AppError("too_large", TOO_MUCH);
    found.push(...tools.map(toOffered));
    cursor = nextCursor;
    if (cursor === undefined || tools.some((tool) => tool.name === name)) break;
  }
  return found;
}

function toOffered({ name, title, description = "", inputSchema, annotations }: ListedTool): OfferedTool {
  const readOnly = annotations?.readOnlyHint === true;
  return plain({ name, title: title ?? annotations?.title ?? name, description, inputSchema, readOnly });
}

/** Without what a database cannot hold. */
function plain(tool: OfferedTool): OfferedTool {
  const reviver = (_: string, value: unknown): unknown =>
    typeof value === "string" ? value.replaceAll("\u0000", "").toWellFormed() : value;
  return JSON.parse(JSON.stringify(tool), reviver) as OfferedTool;
}
