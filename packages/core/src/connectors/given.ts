import { asc, and, eq, isNull } from "drizzle-orm";
import { toolCatalog, type Context } from "../platform/index.ts";
import type { OfferedTool } from "./driver.ts";
import type { ServerRow } from "./internal.ts";
import { MOST_GIVEN } from "./model.ts";
import { namesOf } from "./names.ts";
import { toolServers } from "./tables.ts";

/** In characters of JSON: what a turn's prompt holds of them beside everything else. */
const MOST_ROOM = 200_000;

export interface GivenTool {
  row: ServerRow;
  offered: OfferedTool;
  /** What it is called here. */
  name: string;
}

/** The servers of the workspace, by name. */
export function serversOf(ctx: Context): Promise<ServerRow[]> {
  return ctx.db
    .select()
    .from(toolServers)
    .where(and(eq(toolServers.workspaceId, ctx.workspaceId), isNull(toolServers.removedAt)))
    .orderBy(asc(toolServers.name));
}

/**
 * What an agent is given of the servers' tools, all or those of these names: providers refuse a call with more than 128, and all of it stands in
 * each prompt. The first of each server, then the second of each, until there are enough; one that has no room left is passed over.
 */
export function givenTools(ctx: Context, rows: readonly ServerRow[], wanted: readonly string[] | null = null): GivenTool[] {
  const catalog = (ctx.platform.drivers.find(toolCatalog) ?? []).map(({ name }) => name);
  const lists = rows.map((row) => namedTools(row, catalog).filter(({ name }) => wanted === null || wanted.includes(name)));
  const longest = Math.max(0, ...lists.map((list) => list.length));
  const inTurn = Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list[place] ?? [])).flat();
  const given = new Set<GivenTool>();
  let room = MOST_ROOM;
  for (const tool of inTurn) {
    const size = sizeOf(tool.offered);
    if (given.size >= MOST_GIVEN || size > room) continue;
    room -= size;
    given.add(tool);
  }
  return lists.flat().filter((tool) => given.has(tool));
}

function namedTools(row: ServerRow, catalog: readonly string[]): GivenTool[] {
  const usable = row.offered.filter(({ leftOut }) => leftOut !== true);
  const byName = new Map(usable.map((offered) => [offered.name, offered]));
  const names = namesOf(row.name, [...byName.keys()], catalog);
  return [...names].flatMap(([own, name]) => {
    const offered = byName.get(own);
    return offered ? [{ row, offered, name }] : [];
  });
}

export const sizeOf = (tool: OfferedTool): number => JSON.stringify(tool).length;
