import { and, arrayOverlaps, desc, eq, gte, inArray, lt, sql, type SQL } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import { z } from "zod";
import { ChatEvents, getThread, inSeenChannel } from "../chat/index.ts";
import { MemoryEvents } from "../memory/index.ts";
import { memories } from "../memory/tables.ts";
import {
  AppError,
  defineFollower,
  newId,
  on,
  requirePermission,
  systemContext,
  toPage,
  write,
  type Context,
  type Page,
  type Tx,
} from "../platform/index.ts";
import { events } from "../platform/tables.ts";
import { forgetTasks, forgetTasksQuoting, HoldLost, TaskSuspended, type Run } from "../runs/index.ts";
import { tasks } from "../runs/tables.ts";
import { settingOf, workspacesThatSet, SETTINGS } from "../settings/index.ts";
import { TranscriptEntry, type ListTranscripts, type Transcript, type TranscriptSummary, type TurnEnd } from "./model.ts";
import type { TurnPlan } from "./plan.ts";
import { transcripts, turnFigures } from "./tables.ts";
import { FIGURES_MS } from "./count-turns.ts";
import { namedIn } from "./named-in.ts";
import type { TurnRecord } from "./turn-record.ts";

const DAY_MS = 86_400_000;
const AT_ONCE = 1_000;
/** What a transcript is sealed for. */
export const placeOf = ({ skill, taskId, id }: { skill: string; taskId: string | null; id: string }) =>
  `transcripts/${skill === "turn" && taskId !== null ? taskId : id}`;

/** As the turn stands now; a later attempt's replaces it. */
export async function keepTranscript(run: Run, plan: TurnPlan, record: TurnRecord, end: TurnEnd | null): Promise<void> {
  const { threadId, askedFor, agent } = plan;
  await run.write("turns:record", async (tx) => {
    const { channelId } = await getThread(tx, { threadId });
    const quotes = quotedIn(plan, record);
    const about = { id: newId("trn"), skill: "turn" };
    const figures = {
      end,
      toolCalls: record.results.length,
      inputTokens: record.usage.inputTokens,
      costMicros: Math.round(record.costMicros),
      changedAt: tx.clockNow,
    };
    const state = {
      ...figures,
      outputTokens: record.usage.outputTokens,
      rounds: record.rounds,
      tainted: record.tainted,
      sealed: tx.platform.secrets.seal(JSON.stringify(record.entries), placeOf({ ...about, taskId: run.taskId })),
      quotes,
    };
    const turn = {
      workspaceId: tx.workspaceId,
      taskId: run.taskId,
      agentId: agent.actor.id,
      startedAt: new Date(tx.clockNow.getTime() - Math.round(record.spentMs)),
    };
    if (await wasForgotten(tx, run.taskId, quotes)) {
      await forgetTranscripts(tx, [run.taskId]);
      await forgetTasks(tx, [run.taskId]);
    } else
      await tx.db
        .insert(transcripts)
        .values({ ...about, threadId, channelId, askedFor, ...turn, ...state })
        .onConflictDoUpdate({ target: transcripts.taskId, targetWhere: eq(transcripts.skill, "turn"), set: state });
    await tx.db
      .insert(turnFigures)
      .values({ ...turn, ...figures })
      .onConflictDoUpdate({ target: turnFigures.taskId, set: figures });
  });
}

/** Of a turn that a person stopped, or that broke off; not of one that another attempt takes up. What goes wrong here hides nothing of what was thrown. */
export async function keepBroken(
  run: Run,
  plan: TurnPlan,
  thrown: unknown,
  keep: (end: TurnEnd | null) => Promise<unknown>,
): Promise<void> {
  if (thrown instanceof HoldLost || thrown instanceof TaskSuspended || run.signal.aborted) return;
  await keep(plan.signal.aborted ? "stopped" : null).catch((fault: unknown) =>
    plan.agent.log.warn({ err: fault }, "the transcript of a turn could not be kept"),
  );
}

/** Whether what it repeats is gone since the task began; a memory may have been forgotten by the turn itself. */
async function wasForgotten(tx: Tx, taskId: string, quotes: readonly string[]): Promise<boolean> {
  if ((await tx.db.$count(tasks, and(eq(tasks.id, taskId), eq(tasks.forgotten, true)))) > 0) return true;
  const given = quotes.filter((id) => id.startsWith("rem_"));
  if (given.length === 0 || (await tx.db.$count(memories, inArray(memories.id, given))) === given.length) return false;
  const begun = new QueryBuilder().select({ at: tasks.createdAt }).from(tasks).where(eq(tasks.id, taskId));
  const forgotten = and(
    eq(events.workspaceId, tx.workspaceId),
    eq(events.type, MemoryEvents.MemoryForgotten.type),
    gte(events.happenedAt, sql`(${begun})`),
    inArray(sql`${events.payload}->>'memoryId'`, given),
  );
  return (await tx.db.$count(events, forgotten)) > 0;
}

/** What it was given, and what its tools read. */
function quotedIn({ quotes }: TurnPlan, { entries }: TurnRecord): string[] {
  const read = entries.flatMap((entry) => (entry.type === "result" ? namedIn(entry.output) : []));
  return [...new Set([...quotes, ...read])];
}

/** Newest first; of talk that the actor may read, as nobody stands above that. */
export async function listTranscripts(ctx: Context, input: ListTranscripts): Promise<Page<TranscriptSummary>> {
  requirePermission(ctx, "turns:read_transcripts");
  const rows = await ctx.db
    .select()
    .from(transcripts)
    .where(
      and(
        eq(transcripts.workspaceId, ctx.workspaceId),
        inSeenChannel(ctx, transcripts.channelId),
        input.threadId ? eq(transcripts.threadId, input.threadId) : undefined,
        input.agentId ? eq(transcripts.agentId, input.agentId) : undefined,
        input.cursor ? lt(transcripts.id, input.cursor) : undefined,
      ),
    )
    .orderBy(desc(transcripts.id))
    .limit(input.limit + 1);
  return toPage(rows.map(summaryOf), input.limit, ({ id }) => id);
}

/** In full, as JSON that can be kept elsewhere. */
export async function getTranscript(ctx: Context, { transcriptId }: { transcriptId: string }): Promise<Transcript> {
  requirePermission(ctx, "turns:read_transcripts");
  const [row] = await ctx.db
    .select()
    .from(transcripts)
    .where(and(eq(transcripts.id, transcriptId), eq(transcripts.workspaceId, ctx.workspaceId), inSeenChannel(ctx, transcripts.channelId)));
  if (!row) throw new AppError("not_found", "There is no such transcript. It may have been deleted for its age.");
  return { ...summaryOf(row), entries: entriesIn(ctx, row) };
}

export function entriesIn({ platform }: Context, row: typeof transcripts.$inferSelect): TranscriptEntry[] {
  return z.array(TranscriptEntry).parse(JSON.parse(platform.secrets.open(row.sealed, placeOf(row))));
}

function summaryOf({
  workspaceId: _,
  channelId: _channel,
  sealed: _sealed,
  quotes: _quotes,
  ...summary
}: typeof transcripts.$inferSelect): TranscriptSummary {
  return summary;
}

/** What a message said, or what was remembered, is gone, and so is every transcript that repeats it, with the journal it was made of. */
export const transcriptsFollower = defineFollower("turns", [
  on(ChatEvents.WordsTakenBack, (tx, { payload: { id } }) => forgetQuoting(tx, [id])),
  on(MemoryEvents.MemoryForgotten, (tx, { payload: { memoryId } }) => forgetQuoting(tx, [memoryId])),
]);

/** Those that repeat one of these messages or memories, or were given one of these summaries, with their journals. */
export async function forgetQuoting(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await forgetThese(tx, arrayOverlaps(transcripts.quotes, [...ids]));
  await forgetTasksQuoting(tx, ids);
}

/** With the journals that they were made of; how many there were. */
async function forgetThese(tx: Tx, which: SQL): Promise<number> {
  const gone = await tx.db
    .delete(transcripts)
    .where(and(eq(transcripts.workspaceId, tx.workspaceId), which))
    .returning({ taskId: transcripts.taskId });
  await forgetTasks(
    tx,
    gone.flatMap(({ taskId }) => taskId ?? []),
  );
  return gone.length;
}

/** Of these tasks, as what they said is gone. */
export async function forgetTranscripts(tx: Tx, taskIds: readonly string[]): Promise<void> {
  if (taskIds.length === 0) return;
  await tx.db.delete(transcripts).where(and(eq(transcripts.workspaceId, tx.workspaceId), inArray(transcripts.taskId, [...taskIds])));
}

/** Those that are older than their workspace keeps them, with their journals, and figures that nobody counts any more. A chore over all workspaces. */
export async function pruneTranscripts(system: Context): Promise<void> {
  const { platform } = system;
  const now = platform.clock.now().getTime();
  const own = await workspacesThatSet(system, "agents.transcriptDays");
  await write(system, "turns:prune", (tx) => tx.db.delete(turnFigures).where(lt(turnFigures.changedAt, new Date(now - FIGURES_MS))));
  const shortest = Math.min(SETTINGS["agents.transcriptDays"].default, ...own.map(({ value }) => value));
  const old = await system.db
    .selectDistinct({ workspaceId: transcripts.workspaceId })
    .from(transcripts)
    .where(lt(transcripts.changedAt, new Date(now - shortest * DAY_MS)));
  for (const { workspaceId } of old)
    for (let more = true; more;)
      more = await write(systemContext(platform, workspaceId), "turns:prune", async (tx) => {
        const before = new Date(now - (await settingOf(tx, "agents.transcriptDays")) * DAY_MS);
        const due = and(eq(transcripts.workspaceId, workspaceId), lt(transcripts.changedAt, before));
        const some = new QueryBuilder().select({ id: transcripts.id }).from(transcripts).where(due).limit(AT_ONCE);
        return (await forgetThese(tx, inArray(transcripts.id, some))) === AT_ONCE;
      });
}
