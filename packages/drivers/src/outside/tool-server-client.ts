import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { getDefaultEnvironment, StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport, StreamableHTTPError } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { OfferedTool, ServerTarget, ToolServerClient } from "@openvibe/core/connectors";
import type { Tool as ListedTool } from "@modelcontextprotocol/sdk/types.js";
import { AppError } from "@openvibe/core/platform";
import { fetch as undiciFetch } from "undici";
import { publicAgent, reasonOf, type PublicAgentOptions } from "./public-agent.ts";

const LIMIT_MS = 60_000;
const MOST_PAGES = 20;
const MOST_CHARACTERS = 200_000;

export type ToolServerClientOptions = PublicAgentOptions;

/** A connection for each question: servers come and go, and none of them may hold anything of ours. */
export function createToolServerClient(options: ToolServerClientOptions = {}): ToolServerClient {
  const { dispatcher, check } = publicAgent(options, LIMIT_MS);
  const dial = ((url: string | URL, init?: RequestInit) => {
    check(String(url));
    return undiciFetch(url, { ...init, dispatcher, redirect: "error" } as Parameters<typeof undiciFetch>[1]);
  }) as unknown as typeof fetch;

  function transportTo(target: ServerTarget): Transport {
    if (target.kind === "program") {
      const { command, args, env } = target;
      return new StdioClientTransport({ command, args: [...args], env: { ...getDefaultEnvironment(), ...env }, stderr: "ignore" });
    }
    const headers = target.token === null ? {} : { authorization: `Bearer ${target.token}` };
    // NOTE: the SDK's own types are not written for exact optional properties.
    return new StreamableHTTPClientTransport(check(target.url), { fetch: dial, requestInit: { headers } });
  }

  async function ask<T>(target: ServerTarget, signal: AbortSignal, question: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ name: "openvibe", version: "1.0.0" });
    try {
      await client.connect(transportTo(target), { signal });
      return await question(client);
    } catch (error) {
      if (error instanceof AppError || signal.aborted) throw error;
      const refused = error instanceof StreamableHTTPError && (error.code === 401 || error.code === 403);
      if (refused)
        throw new AppError("unavailable", `The tool server ${hasToken(target) ? "refuses the token" : "asks for a token"}. Check it.`);
      const reason = target.kind === "http" && target.token ? reasonOf(error).replaceAll(target.token, "…") : reasonOf(error);
      throw new AppError("unavailable", `The tool server could not be asked (${reason}). Check that it runs, and its address.`, {
        cause: error,
      });
    } finally {
      await client.close().catch(() => undefined);
    }
  }

  return {
    check: (url) => void check(url),
    list: (target, signal) => ask(target, signal, (client) => toolsOf(client, signal)),
    call: (target, name, input, checkTool, signal) =>
      ask(target, signal, async (client) => {
        checkTool((await toolsOf(client, signal)).find((tool) => tool.name === name));
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

const hasToken = (target: ServerTarget) => target.kind === "http" && target.token !== null;

async function toolsOf(client: Client, signal: AbortSignal): Promise<OfferedTool[]> {
  const found: OfferedTool[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each page says where the next begins
    const { tools, nextCursor } = await client.listTools(cursor === undefined ? {} : { cursor }, { signal });
    found.push(...tools.map(toOffered));
    cursor = nextCursor;
    if (cursor === undefined) break;
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
