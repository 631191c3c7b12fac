import { createApiKey, type KeyPermission } from "@openvibe/core/identity";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import type { Person } from "./open-server.ts";

export const keyOf = async ({ ctx }: Person, permissions: readonly KeyPermission[]) =>
  (await createApiKey(ctx, { name: "assistant", permissions: [...permissions] })).key;

/** The official client, let in by a key. */
export async function connectClient(origin: string, key: string, options: ConstructorParameters<typeof Client>[1] = {}) {
  const client = new Client({ name: "test", version: "1" }, options);
  const transport = new StreamableHTTPClientTransport(new URL("/mcp", origin), {
    requestInit: { headers: { authorization: `Bearer ${key}` } },
  });
  await client.connect(transport);
  return { client, transport };
}

/** Calls a tool; gives its words and what it says in structure. */
export const callOn =
  (client: Client) =>
  async (name: string, input: Record<string, unknown> = {}) => {
    const { isError, content, structuredContent } = (await client.callTool({ name, arguments: input })) as CallToolResult;
    const text = content.map((part) => (part.type === "text" ? part.text : "")).join("");
    return { isError, text, data: (structuredContent ?? {}) as Record<string, string> };
  };
