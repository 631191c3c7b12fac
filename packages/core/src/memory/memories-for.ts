import { and, asc, eq, isNull } from "drizzle-orm";
import { listReaders, type Voice } from "../chat/index.ts";
import { getMembers } from "../identity/index.ts";
import { requirePermission, type Context } from "../platform/index.ts";
import type { PaidBy } from "./embedding.ts";
import { toMemory } from "./internal.ts";
import { isCurrent } from "./list-memories.ts";
import type { Memory } from "./model.ts";
import { recallIn, tokensOf } from "./recall.ts";
import { inSight, type Sight } from "./sight.ts";
import { memories } from "./tables.ts";
import { sourceMessages, voicesOf } from "./voices-of.ts";

/** What an agent is given of memory at most, unless it is asked for otherwise. */
const MEMORY_TOKENS = 800;
const MOST = 20;
const MOST_CRITICAL = 50;

export interface KnownMemories {
  items: Memory[];
  /** The messages whose words are in them, and the memories themselves. */
  quotes: string[];
  voices: Voice[];
  tokens: number;
}

/**
 * What an agent that writes in a thread is to remember: what is critical first, then what fits the question. Only what everybody who reads the
 * thread may read; a person's own only where they are alone with agents.
 */
export async function memoriesFor(
  ctx: Context,
  input: PaidBy & { threadId: string; query: string; budgetTokens?: number },
): Promise<KnownMemories> {
  requirePermission(ctx, "memory:read");
  const { threadId, query: asked, budgetTokens = MEMORY_TOKENS, ...paidBy } = input;
  const query = asked.trim().slice(0, 4_000);
  const sight = await sightIn(ctx, threadId, paidBy.projectId);
  const items: Memory[] = [];
  let left = budgetTokens;
  const take = (memory: Memory, least: number) => {
    const cost = tokensOf(memory);
    if (left - cost < least || items.some(({ id }) => id === memory.id)) return;
    items.push(memory);
    left -= cost;
  };
  for (const memory of await readCritical(ctx, sight)) take(memory, budgetTokens / 2);
  const found = query === "" ? [] : (await recallIn(ctx, sight, { query, limit: MOST, budgetTokens }, paidBy)).items;
  for (const { memory } of found) take(memory, 0);
  const quotes = [...items.map(({ id }) => id), ...sourceMessages(items)];
  return { items, quotes, voices: await voicesOf(ctx, items), tokens: budgetTokens - left };
}

async function sightIn(ctx: Context, threadId: string, projectId: string | undefined): Promise<Sight> {
  const { channelId, kind, count, memberIds } = await listReaders(ctx, { threadId });
  // NOTE: a list that is cut off names some readers and not others.
  const isWhole = kind === "direct" && count === memberIds.length;
  const people = isWhole ? [...(await getMembers(ctx, memberIds)).values()].filter((member) => member.kind === "person") : [];
  const [person, ...others] = people;
  return { personId: others.length === 0 ? person?.id : undefined, projectId: projectId ?? NO_PROJECT, channelId, openOnly: false };
}

/** What a project remembers is for talk about that project. */
const NO_PROJECT = "none";

async function readCritical(ctx: Context, sight: Sight): Promise<Memory[]> {
  const rows = await ctx.db
    .select()
    .from(memories)
    .where(
      and(
        eq(memories.workspaceId, ctx.workspaceId),
        eq(memories.importance, "critical"),
        isNull(memories.supersededBy),
        isCurrent(ctx),
        inSight(ctx, sight),
      ),
    )
    .orderBy(asc(memories.id))
    .limit(MOST_CRITICAL);
  return rows.map(toMemory);
}
