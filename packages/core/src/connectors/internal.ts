import { createHash } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { AppError, canonical, type Context } from "../platform/index.ts";
import { operatorPrograms, toolServerClient, type OfferedTool, type ServerTarget, type ToolServerClient } from "./driver.ts";
import type { ToolServer } from "./model.ts";
import { toolServers } from "./tables.ts";

export type ServerRow = typeof toolServers.$inferSelect;

export const tokenPlace = (id: string): string => `tool_servers/${id}/token`;

/** What a tool is, whichever way its schema was kept: another description or schema under the same name is another tool, and has to be looked at again. */
export function printOf({ name, description, inputSchema, readOnly }: OfferedTool): string {
  return createHash("sha256")
    .update(canonical([name, description, inputSchema, readOnly]))
    .digest("hex");
}

export const isConfirmed = (row: ServerRow, tool: OfferedTool): boolean => tool.readOnly && row.confirmed[tool.name] === printOf(tool);

export function toServer(row: ServerRow): ToolServer {
  const { id, name, url, fault, addedBy, createdAt, readAt } = row;
  const tools = row.offered.map(({ since: _, ...tool }) => ({ ...tool, confirmed: isConfirmed(row, tool) }));
  return { id, name, url, hasToken: row.sealedToken !== null, tools, fault, addedBy, createdAt, readAt };
}

export async function fetchServer(ctx: Context, id: string): Promise<ServerRow> {
  const [row] = await ctx.db
    .select()
    .from(toolServers)
    .where(and(eq(toolServers.id, id), eq(toolServers.workspaceId, ctx.workspaceId), isNull(toolServers.removedAt)));
  if (!row) throw new AppError("not_found", "There is no such tool server. Reload the list.");
  return row;
}

export function targetOf(ctx: Context, row: Pick<ServerRow, "id" | "name" | "url" | "sealedToken">): ServerTarget {
  if (row.url !== null) {
    const token = row.sealedToken === null ? null : ctx.platform.secrets.open(row.sealedToken, tokenPlace(row.id));
    return { kind: "http", url: row.url, token };
  }
  const program = ctx.platform.drivers.find(operatorPrograms)?.[row.name];
  if (!program) throw new AppError("not_found", `The operator has named no program "${row.name}". Give an address, or ask the operator.`);
  return program;
}

export function clientOf(ctx: Context): ToolServerClient {
  const client = ctx.platform.drivers.find(toolServerClient);
  if (!client) throw new AppError("conflict", "This server is set up to reach no tool servers.");
  return client;
}
