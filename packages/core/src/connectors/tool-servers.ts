import { and, eq, isNull } from "drizzle-orm";
import { AppError, emit, messageOf, newId, requirePermission, write, type Context, type Tx } from "../platform/index.ts";
import { askServer, type Asked } from "./ask-server.ts";
import { isRefusal, toolSignIns, type OfferedTool } from "./driver.ts";
import { givenTools, serversOf, sizeOf } from "./given.ts";
import { clientOf, fetchServer, printOf, tokenPlace, toServer, toTold, type ServerRow } from "./internal.ts";
import { sealSignIn } from "./kept-sign-in.ts";
import { AddToolServer, ConnectorEvents, MOST_TOOLS, type ByToolServer, type ConfirmReadTools, type ToolServer } from "./model.ts";
import { toolServers } from "./tables.ts";

/** Sooner than a browser stops waiting for us, so that what is wrong is said. */
const LIMIT_MS = 15_000;
const MOST_SERVERS = 50;
/** Of a tool with all that it says of itself, in characters of JSON. */
const LONGEST_TOOL = 20_000;
const LONGEST_NAME = 200;
/** Of all tools of a server together. */
const MOST_SAID = 500_000;

/** Agents may use its tools from now on; each call waits for a person until an admin has confirmed that a tool only reads. */
export async function addToolServer(ctx: Context, input: AddToolServer): Promise<ToolServer> {
  requirePermission(ctx, "connectors:manage");
  const { name, url, token } = AddToolServer.parse(input);
  const client = clientOf(ctx);
  if (url !== null) client.check(url);
  await requireRoom(ctx);
  const id = newId("tsv");
  const sealedToken = token === undefined || token === "" ? null : ctx.platform.secrets.seal(token, tokenPlace(id));
  const asked = { id, name, url, sealedToken, sealedSignIn: null };
  const offered = await readTools(ctx, asked).catch((error: unknown) => withoutSignIn(ctx, asked, error));
  return write(ctx, "connectors:manage", async (tx) => {
    await requireRoom(tx);
    const row: ServerRow = {
      id,
      workspaceId: tx.workspaceId,
      name,
      url,
      sealedToken,
      sealedSignIn: offered === undefined ? sealSignIn(tx, id, {}) : null,
      offered: offered ?? [],
      confirmed: {},
      fault: "",
      addedBy: tx.actor.id,
      createdAt: tx.clockNow,
      readAt: offered === undefined ? null : tx.clockNow,
      removedAt: null,
    };
    const added = await tx.db.insert(toolServers).values(row).onConflictDoNothing().returning({ id: toolServers.id });
    if (added.length === 0) throw new AppError("conflict", `There is a tool server "${name}" already. Choose another name.`);
    await emit(tx, ConnectorEvents.ToolServerAdded, toTold(tx, row));
    return shownOf(tx, id);
  });
}

/** No tools yet of a server at which one has to sign in first; what else is wrong is thrown. */
async function withoutSignIn(ctx: Context, { url, sealedToken }: Asked, error: unknown): Promise<undefined> {
  const mayAsk = isRefusal(error) && url !== null && sealedToken === null;
  if (!mayAsk || !(await ctx.platform.drivers.find(toolSignIns)?.hasSignIn(url, AbortSignal.timeout(LIMIT_MS)))) throw error;
}

async function requireRoom(ctx: Context): Promise<void> {
  if ((await serversOf(ctx)).length >= MOST_SERVERS)
    throw new AppError("conflict", `There are ${MOST_SERVERS} tool servers already. Remove one first.`);
}

async function readTools(ctx: Context, row: Asked): Promise<OfferedTool[]> {
  const client = clientOf(ctx);
  const found = await askServer(ctx, row, (target) => client.list(target, AbortSignal.timeout(LIMIT_MS)));
  const byName = new Map(found.map((tool) => [tool.name, tool]));
  let said = 0;
  return [...byName.values()].slice(0, MOST_TOOLS).map((tool) => {
    const size = sizeOf(tool);
    if (size > LONGEST_TOOL || tool.name.length > LONGEST_NAME || said + size > MOST_SAID) return withoutSchema(tool);
    said += size;
    return tool;
  });
}

/** Enough to be shown. */
function withoutSchema({ name, title, description, readOnly }: OfferedTool): OfferedTool {
  const begin = (text: string, most: number) => text.slice(0, most).toWellFormed();
  return {
    name: begin(name, LONGEST_NAME),
    title: begin(title, 80),
    description: begin(description, 300),
    inputSchema: {},
    readOnly,
    leftOut: true,
  };
}

export async function listToolServers(ctx: Context): Promise<ToolServer[]> {
  requirePermission(ctx, "connectors:read");
  return shown(ctx);
}

async function shown(ctx: Context): Promise<ToolServer[]> {
  const rows = await serversOf(ctx);
  const given = new Set(givenTools(ctx, rows).map(({ offered }) => offered));
  return rows.map((row) => toServer(ctx, row, given));
}

async function shownOf(ctx: Context, serverId: string): Promise<ToolServer> {
  const server = (await shown(ctx)).find(({ id }) => id === serverId);
  if (!server) throw new AppError("not_found", "There is no such tool server. Reload the list.");
  return server;
}

/** Asks the server again what it has; a tool that is another by now is no longer confirmed. */
export async function refreshToolServer(ctx: Context, { serverId }: ByToolServer): Promise<ToolServer> {
  requirePermission(ctx, "connectors:manage");
  const row = await fetchServer(ctx, serverId);
  const found = await readTools(ctx, row).then(
    (offered) => ({ offered: dated(ctx, row, offered), fault: "" }),
    (error: unknown) => ({ offered: row.offered, fault: messageOf(error).slice(0, 300) }),
  );
  return write(ctx, "connectors:manage", (tx) => changeServer(tx, serverId, { ...found, readAt: tx.clockNow }));
}

/** A tool that is not what it was under its name is a new one: what was allowed of the old one does not hold for it. */
function dated({ platform }: Context, { offered: before }: ServerRow, offered: readonly OfferedTool[]): OfferedTool[] {
  const known = new Map(before.map((tool) => [printOf(tool), tool.since]));
  const now = platform.clock.now().toISOString();
  return offered.map((tool) => {
    const print = printOf(tool);
    const since = known.has(print) ? known.get(print) : now;
    return since === undefined ? tool : { ...tool, since };
  });
}

/** Only what the server itself calls read-only can be confirmed. */
export function confirmReadTools(ctx: Context, { serverId, tools }: ConfirmReadTools): Promise<ToolServer> {
  return write(ctx, "connectors:manage", async (tx) => {
    const row = await fetchServer(tx, serverId);
    const chosen = row.offered.filter(({ name, leftOut }) => !leftOut && tools.includes(name));
    const [changing] = chosen.filter(({ readOnly }) => !readOnly);
    if (changing) throw new AppError("bad_request", `The server does not say that "${changing.name}" only reads, so it keeps asking.`);
    return changeServer(tx, serverId, { confirmed: Object.fromEntries(chosen.map((tool) => [tool.name, printOf(tool)])) });
  });
}

/** Told to everybody who sees the list. */
export async function changeServer(tx: Tx, serverId: string, changed: Partial<ServerRow>): Promise<ToolServer> {
  const [row] = await tx.db
    .update(toolServers)
    .set(changed)
    .where(and(eq(toolServers.id, serverId), isNull(toolServers.removedAt)))
    .returning();
  if (!row) throw new AppError("not_found", "There is no such tool server. Reload the list.");
  await emit(tx, ConnectorEvents.ToolServerChanged, toTold(tx, row));
  return shownOf(tx, serverId);
}

/** Agents can use it no more. */
export async function removeToolServer(ctx: Context, { serverId }: ByToolServer): Promise<void> {
  await write(ctx, "connectors:manage", async (tx) => {
    await fetchServer(tx, serverId);
    await tx.db
      .update(toolServers)
      .set({ removedAt: tx.clockNow, sealedToken: null, sealedSignIn: null })
      .where(eq(toolServers.id, serverId));
    await emit(tx, ConnectorEvents.ToolServerRemoved, { serverId });
  });
}
