import { and, eq } from "drizzle-orm";
import { inSeenChannel } from "../chat/index.ts";
import { isOffline, type Writer } from "../gateway/index.ts";
import { requirePermission, systemContext, toolCatalog, type Context } from "../platform/index.ts";
import { callsInJournal } from "./calls-in-journal.ts";
import type { ToolUse, TranscriptEntry, TurnEnd } from "./model.ts";
import { sayEnd, withoutAgain } from "./report.ts";
import { transcripts } from "./tables.ts";
import { entriesIn } from "./transcripts.ts";
import { turnsBefore } from "./turns-before.ts";

/**
 * What a turn did, or may have done, with these tools, for one that goes on with the same answer or gives it afresh; nothing where its transcript
 * is gone. With the language model that called the last of it, and the messages and memories that it repeats. Where it was over before it did anything, of the one that it goes on from.
 */
export async function callsBefore(
  ctx: Context,
  taskId: string | undefined,
  tools: ReadonlySet<string>,
): Promise<{ before: TranscriptEntry[]; tainted: boolean; by: string | undefined; quotes: readonly string[] }> {
  for await (const turn of turnsBefore(systemContext(ctx.platform, ctx.workspaceId), taskId)) {
    const [kept, journal] = await Promise.all([readEntries(ctx, turn.taskId), callsInJournal(ctx, turn.taskId)]);
    if (kept || journal.calls.length > 0) return madeWith(tools, kept, journal);
  }
  return { before: [], tainted: false, by: undefined, quotes: [] };
}

type Calls = Awaited<ReturnType<typeof callsBefore>>;
type Kept = Awaited<ReturnType<typeof readEntries>>;

function madeWith(tools: ReadonlySet<string>, kept: Kept, journal: Awaited<ReturnType<typeof callsInJournal>>): Calls {
  const entries = journal.calls.length > 0 ? journal.calls : (kept?.entries ?? []);
  // NOTE: what else was in play in a turn without a transcript nobody knows.
  const tainted = kept?.tainted === true || journal.tainted || (!kept && entries.length > 0);
  const mayBeDone = (entry: TranscriptEntry) =>
    entry.type === "reply" || (entry.type === "result" && tools.has(entry.tool) && ["done", "unknown"].includes(entry.outcome));
  const before = entries.filter(mayBeDone);
  const isDone = ({ id }: { id: string }) => before.some((entry) => entry.type === "result" && entry.callId === id);
  const by = before.findLast((entry) => entry.type === "reply" && !isOffline(entry.model) && entry.calls.some(isDone));
  return { before, tainted, by: by?.type === "reply" ? by.model : undefined, quotes: [...(kept?.quotes ?? []), ...journal.quotes] };
}

/** Who began an answer that a turn goes on with: a language model, where one has written or called something of it. */
export function begunBy(writer: Writer | undefined, caller: string | undefined): Writer | undefined {
  const isModels = writer !== undefined && !isOffline(writer.writtenBy);
  return caller === undefined || isModels ? writer : { writtenBy: caller, insteadOf: undefined };
}

export type BrokenOff = Extract<TranscriptEntry, { type: "broke_off" }>;

/** The rounds that broke off in earlier attempts at the same turn. */
export async function brokenBefore(system: Context, taskId: string): Promise<BrokenOff[]> {
  return ((await readEntries(system, taskId))?.entries ?? []).filter((entry) => entry.type === "broke_off");
}

/** For people who look at work from outside: why a turn came to no answer, in the words of the model's fault where there was one. */
export async function whyEnded(system: Context, taskId: string, end: Exclude<TurnEnd, "answered">): Promise<string> {
  const { entries = [] } = (end === "model_failed" ? await readEntries(system, taskId) : undefined) ?? {};
  const last = entries.findLast(({ type }) => type === "reply" || type === "broke_off");
  return last?.type === "broke_off" ? withoutAgain(last.why) : sayEnd(end);
}

/** Which tools these turns called, in their order, of talk that the actor may read; what went in and came out is for admins alone. */
export async function toolCallsOf(ctx: Context, taskIds: readonly string[]): Promise<{ uses: ToolUse[]; tainted: boolean }> {
  requirePermission(ctx, "agents:read");
  const found = (await Promise.all(taskIds.map((taskId) => readEntries(ctx, taskId)))).flatMap((each) => each ?? []);
  const catalog = ctx.platform.drivers.find(toolCatalog) ?? [];
  // NOTE: a turn that goes on from another has the calls of that one among its own.
  const called = new Map(found.flatMap(({ entries }) => entries).map((entry) => [JSON.stringify(entry), entry]));
  const uses = [...called.values()].flatMap((entry): ToolUse[] => {
    if (entry.type !== "result") return [];
    const { tool, outcome, durationMs } = entry;
    const known = catalog.find(({ name }) => name === tool);
    return [{ tool, title: known?.title ?? tool, effect: known?.effect ?? null, outcome, durationMs }];
  });
  return { uses, tainted: found.some(({ tainted }) => tainted) };
}

async function readEntries(
  ctx: Context,
  taskId: string,
): Promise<{ entries: TranscriptEntry[]; tainted: boolean; quotes: readonly string[] } | undefined> {
  const [row] = await ctx.db
    .select()
    .from(transcripts)
    .where(
      and(
        eq(transcripts.taskId, taskId),
        eq(transcripts.skill, "turn"),
        eq(transcripts.workspaceId, ctx.workspaceId),
        inSeenChannel(ctx, transcripts.channelId),
      ),
    );
  return row && { entries: entriesIn(ctx, row), tainted: row.tainted, quotes: row.quotes };
}
