import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { messages, threads } from "../chat/tables.ts";
import { contextItems } from "../knowledge/tables.ts";
import { sqlState, write, type Context, type Tx } from "../platform/index.ts";
import { getSpec } from "../projects/index.ts";
import { decisions, projects } from "../projects/tables.ts";
import { defineTask } from "../runs/index.ts";
import { decisionEntry, documentEntry, itemEntry, messageEntry, putEntries, threadEntry, type Entry } from "./entries.ts";
import { searchEntries } from "./tables.ts";

const BATCH = 500;
const TRIES = 8;
const DEADLOCK = "40P01";

/** One batch of entries after an id; the id it ended with, or undefined at the end. Rows are held, so that a change comes after it. */
type Batch = (tx: Tx, after: string) => Promise<{ entries: (Entry | undefined)[]; last: string | undefined }>;

const ofMessages: Batch = async (tx, after) => {
  const rows = await tx.db
    .select()
    .from(messages)
    .where(and(gt(messages.id, after), isNull(messages.deletedAt)))
    .orderBy(asc(messages.id))
    .limit(BATCH)
    .for("share");
  return { entries: rows.map(messageEntry), last: lastOf(rows) };
};
const ofThreads: Batch = async (tx, after) => {
  const rows = await tx.db.select().from(threads).where(gt(threads.id, after)).orderBy(asc(threads.id)).limit(BATCH).for("share");
  return { entries: rows.map(threadEntry), last: lastOf(rows) };
};
const ofItems: Batch = async (tx, after) => {
  const rows = await tx.db
    .select()
    .from(contextItems)
    .where(gt(contextItems.id, after))
    .orderBy(asc(contextItems.id))
    .limit(BATCH)
    .for("share");
  return { entries: rows.map(itemEntry), last: lastOf(rows) };
};
const ofDocuments: Batch = async (tx, after) => {
  const rows = await tx.db
    .select({ project: projects, channelId: threads.channelId })
    .from(projects)
    .innerJoin(threads, eq(threads.id, projects.threadId))
    .where(gt(projects.id, after))
    .orderBy(asc(projects.id))
    .limit(BATCH)
    .for("share", { of: projects });
  const entries: Entry[] = [];
  for (const { project, channelId } of rows) {
    const spec = project.specVersion > 0 ? (await getSpec(tx, { projectId: project.id })).spec : undefined;
    entries.push(documentEntry(project, channelId, spec));
  }
  return { entries, last: rows.length < BATCH ? undefined : rows.at(-1)?.project.id };
};

const ofDecisions: Batch = async (tx, after) => {
  const rows = await tx.db
    .select({ decision: decisions, threadId: threads.id, channelId: threads.channelId })
    .from(decisions)
    .innerJoin(projects, eq(projects.id, decisions.projectId))
    .innerJoin(threads, eq(threads.id, projects.threadId))
    .where(gt(decisions.id, after))
    .orderBy(asc(decisions.id))
    .limit(BATCH)
    .for("share", { of: decisions });
  const entries = rows.map(({ decision, threadId, channelId }) => decisionEntry(decision, threadId, channelId));
  return { entries, last: lastOf(rows.map(({ decision }) => decision)) };
};

const lastOf = (rows: readonly { id: string }[]) => (rows.length < BATCH ? undefined : rows.at(-1)?.id);

/** Fills the index from what is there, for what came in without events and after the language changed. Returns how many entries there are. */
export async function reindex(ctx: Context): Promise<number> {
  let count = 0;
  for (const batch of [ofMessages, ofThreads, ofItems, ofDocuments, ofDecisions]) {
    for (let after: string | undefined = ""; after !== undefined;) {
      const { put, last } = await putBatch(ctx, batch, after);
      count += put;
      after = last;
    }
  }
  await write(ctx, "search:write", (tx) => tx.db.delete(searchEntries).where(sql`${searchEntries.kind} = 'message' and ${isGone}`));
  return count;
}

/** The follower takes entries in the order of events, so now and then the two wait for each other, and the database ends one. */
async function putBatch(ctx: Context, batch: Batch, after: string): Promise<{ put: number; last: string | undefined }> {
  for (let tries = 1; ; tries += 1)
    try {
      return await write(ctx, "search:write", async (tx) => {
        const { entries, last } = await batch(tx, after);
        const kept = entries.filter((entry) => entry !== undefined);
        await putEntries(tx, kept);
        return { put: kept.length, last };
      });
    } catch (error) {
      if (sqlState(error) !== DEADLOCK || tries === TRIES) throw error;
    }
}

const isGone = sql`not exists (select 1 from ${messages} where ${messages.id} = ${searchEntries.refId} and ${messages.deletedAt} is null)`;

/** The same at leisure, a batch at a time. */
export const reindexTask = defineTask({
  kind: "search.reindex",
  input: z.object({}),
  run: async (run) => void (await reindex(run.ctx)),
});
