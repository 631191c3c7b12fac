import { createHash } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { AppError, canonical, type Context } from "../platform/index.ts";
import { operatorPrograms, toolServerClient, type OfferedTool, type ServerTarget, type ToolServerClient } from "./driver.ts";
import type { ToolServer, ToolServerTold } from "./model.ts";
import { toolServers } from "./tables.ts";

export type ServerRow = typeof toolServers.$inferSelect;

export const tokenPlace = (id: string): string => `tool_servers/${id}/token`;

/** What a tool is, whichever way its schema was kept: another description or schema under the same name is another tool, and has to be looked at again. */
export function printOf({ name, description, inputSchema, readOnly }: OfferedTool): string {
  return createHash("sha256")
    .update(canonical([name, description, inputSchema, readOnly]))
    .digest("hex");
}

export const isConfirmed = (row: ServerRow, tool: OfferedTool): boolean =>
  tool.leftOut !== true && tool.readOnly && row.confirmed[tool.name] === printOf(tool);

/** `given`: those of its tools that an agent is given. */
export function toServer(row: ServerRow, given: ReadonlySet<OfferedTool>): ToolServer {
  const tools = row.offered.map((offered) => {
    const { since: _, leftOut, ...tool } = offered;
    const why = leftOut ? ("long" as const) : given.has(offered) ? null : ("many" as const);
    return { ...tool, confirmed: isConfirmed(row, offered), leftOut: why };
  });
  return { ...aboutOf(row), tools };
}

function aboutOf({ id, name, url, sealedToken, fault, addedBy, createdAt, readAt }: ServerRow): Omit<ToolServer, "tools"> {
  return { id, name, url, hasToken: sealedToken !== null, fault, addedBy, createdAt, readAt };
}

export function toTold(row: ServerRow): ToolServerTold {
  const confirmed = row.offered.filter((tool) => isConfirmed(row, tool)).map(({ name }) => name);
  return { ...aboutOf(row), toolCount: row.offered.length, confirmed };
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
