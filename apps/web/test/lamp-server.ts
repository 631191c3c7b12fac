import { once } from "node:events";
import { createServer } from "node:http";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { z } from "zod";

/** An MCP server with a tool that reads and one that acts, and what was done with it; with so many others, and one that says too much of itself. */
export async function startLampServer(others = 0) {
  const switched: boolean[] = [];
  const http = createServer((request, response) => {
    const mcp = new McpServer({ name: "lamps", version: "1.0.0" });
    mcp.registerTool(
      "list",
      { title: "List the lamps", description: "Says which lamps are on.", annotations: { readOnlyHint: true } },
      () => ({ content: [{ type: "text", text: "none" }] }),
    );
    mcp.registerTool("switch", { title: "Switch the lamps", description: "Switches them.", inputSchema: { on: z.boolean() } }, ({ on }) => {
      switched.push(on);
      return { content: [{ type: "text", text: on ? "They are on." : "They are off." }] };
    });
    for (let at = 1; at <= others; at += 1) mcp.registerTool(`dim_${at}`, { title: `Dim lamp ${at}` }, () => ({ content: [] }));
    if (others > 0) mcp.registerTool("poem", { title: "Say a poem", description: "So long. ".repeat(3_000) }, () => ({ content: [] }));
    const transport = new StreamableHTTPServerTransport({});
    void mcp.connect(transport as Parameters<McpServer["connect"]>[0]).then(() => transport.handleRequest(request, response));
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const address = http.address();
  return {
    url: `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}/mcp`,
    switched,
    close: () =>
      new Promise<void>((closed) => {
        http.close(() => closed());
        http.closeAllConnections();
      }),
  };
}
