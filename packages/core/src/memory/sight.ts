import { inOpenChannel, inSeenChannel, maySeeChannel } from "../chat/index.ts";
import { makeContext, type Context } from "../platform/index.ts";
import { and, eq, or, type SQL } from "drizzle-orm";
import type { MemoryScope } from "./model.ts";
import type { Shelf } from "./read-memories.ts";
import { memories } from "./tables.ts";

/** Who asks, for whom, and where the answer will be read. */
export interface Sight {
  /** Whose own memories are seen; nobody's when undefined. */
  personId: string | undefined;
  /** Of projects, only this one's. */
  projectId?: string | undefined;
  scope?: MemoryScope | undefined;
  /** The channel whose readers will read what is recalled: what comes from another private one stays out. */
  channelId?: string | undefined;
  /** Only what every member may read. */
  openOnly: boolean;
}

/** A person sees their own and what is shared. An agent speaks to others, so it sees of talk only what all may read whom it tells. */
export function sightOf(ctx: Context, narrowed: { projectId?: string | undefined; scope?: MemoryScope | undefined } = {}): Sight {
  const isPerson = ctx.actor.kind === "person";
  return {
    personId: isPerson ? ctx.actor.id : undefined,
    openOnly: ctx.actor.kind === "agent" && ctx.actor.audienceOf === undefined,
    ...narrowed,
  };
}

/** Which shelves the index may look at. The statement that reads the texts asks the database the same again. */
export async function shelvesSeen(ctx: Context, sight: Sight, shelves: Iterable<Shelf>): Promise<(shelf: Shelf) => boolean> {
  const asked = sight.openOnly || sight.channelId !== undefined ? openly(ctx) : ctx;
  const channels = new Set<string>();
  for (const { channelId } of shelves) if (channelId !== null) channels.add(channelId);
  const seen = new Set<string>();
  for (const id of channels) if (id === sight.channelId || (await maySeeChannel(asked, id))) seen.add(id);
  return ({ scope, scopeId, channelId }) => {
    if (sight.scope !== undefined && scope !== sight.scope) return false;
    if (scope === "person" && scopeId !== sight.personId) return false;
    if (scope === "project" && sight.projectId !== undefined && scopeId !== sight.projectId) return false;
    return channelId === null || seen.has(channelId);
  };
}

/** The same as a condition; what row-level security does not know of people and channels. */
export function inSight(ctx: Context, sight: Sight): SQL | undefined {
  const { personId, projectId, scope, channelId, openOnly } = sight;
  const own = personId === undefined ? undefined : and(eq(memories.scope, "person"), eq(memories.scopeId, personId));
  const ofProject = and(eq(memories.scope, "project"), projectId === undefined ? undefined : eq(memories.scopeId, projectId));
  const open = inOpenChannel(memories.channelId);
  const here = channelId === undefined ? open : or(eq(memories.channelId, channelId), open);
  return and(
    scope === undefined ? undefined : eq(memories.scope, scope),
    or(own, ofProject, eq(memories.scope, "workspace")),
    inSeenChannel(ctx, memories.channelId),
    openOnly || channelId !== undefined ? here : undefined,
  );
}

function openly(ctx: Context): Context {
  const { platform, workspaceId, actor } = ctx;
  return makeContext(platform, { workspaceId, actor: { ...actor, openOnly: true } });
}
