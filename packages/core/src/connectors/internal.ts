import { createHash } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { AppError, canonical, type Context } from "../platform/index.ts";
import { keptSignIn } from "./kept-sign-in.ts";
import {
  operatorPrograms,
  toolServerClient,
  type OfferedTool,
  type ServerTarget,
  toolSignIns,
  type ToolServerClient,
  type ToolSignIns,
} from "./driver.ts";
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
export function toServer(ctx: Context, row: ServerRow, given: ReadonlySet<OfferedTool>): ToolServer {
  const tools = row.offered.map((offered) => {
    const { since: _, leftOut, ...tool } = offered;
    const why = leftOut ? ("long" as const) : given.has(offered) ? null : ("many" as const);
    return { ...tool, confirmed: isConfirmed(row, offered), leftOut: why };
  });
  return { ...aboutOf(ctx, row), tools };
}

function aboutOf(ctx: Context, row: ServerRow): Omit<ToolServer, "tools"> {
  const { id, name, url, sealedToken, sealedSignIn, fault, addedBy, createdAt, readAt } = row;
  const { held, by = null } = keptSignIn(ctx, row);
  const signIn = sealedSignIn === null ? "none" : held ? "done" : "needed";
  return { id, name, url, hasToken: sealedToken !== null, signIn, signedInBy: held ? by : null, fault, addedBy, createdAt, readAt };
}

export function toTold(ctx: Context, row: ServerRow): ToolServerTold {
  const confirmed = row.offered.filter((tool) => isConfirmed(row, tool)).map(({ name }) => name);
  return { ...aboutOf(ctx, row), toolCount: row.offered.length, confirmed };
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

export function signInsOf(ctx: Context): ToolSignIns {
  const signIns = ctx.platform.drivers.find(toolSignIns);
  if (!signIns) throw new AppError("conflict", "This server is set up to sign in at no tool servers.");
  return signIns;
}

export function clientOf(ctx: Context): ToolServerClient {
  const client = ctx.platform.drivers.find(toolServerClient);
  if (!client) throw new AppError("conflict", "This server is set up to reach no tool servers.");
  return client;
}
