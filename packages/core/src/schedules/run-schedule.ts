import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { postMessage } from "../chat/index.ts";
import { actorOf } from "../identity/index.ts";
import { actAs, AppError, newId, SYSTEM, withKey, write, type Context, type Tx } from "../platform/index.ts";
import { whyOff } from "../registry/index.ts";
import { addTasks, defineTask } from "../runs/index.ts";
import { momentsAfter } from "./calendar.ts";
import { requireAgent } from "./create-schedule.ts";
import { lockOwn, planNext, tellChanged, tellRun, toRun, type RunRow, type ScheduleRow } from "./internal.ts";
import type { BySchedule, RunReason, ScheduleRun } from "./model.ts";
import { scheduleRuns, schedules } from "./tables.ts";

/** A run that begins so much after it was due is said to be late. */
export const LATE_MS = 10 * 60_000;

/** The moment has come, or came while no worker was there. */
export const dueTask = defineTask({
  kind: "schedules.due",
  input: z.object({ scheduleId: z.string(), dueAt: z.coerce.date() }),
  timeoutMs: 60_000,
  async run(run, { scheduleId, dueAt }) {
    await run.writeStep("begin", "schedules:write", async (tx) => {
      const [row] = await tx.db
        .select()
        .from(schedules)
        .where(and(eq(schedules.id, scheduleId), eq(schedules.workspaceId, tx.workspaceId), isNull(schedules.removedAt)))
        .for("update");
      if (!row || row.pausedAt || row.nextAt?.getTime() !== dueAt.getTime()) return;
      const late = tx.clockNow.getTime() - dueAt.getTime() > LATE_MS;
      const paused = await begin(tx, row, late ? "late" : "due", dueAt);
      // NOTE: counted from now on, so that of several that were missed one is made up for.
      const nextAt = paused === undefined ? (momentsAfter(row, tx.clockNow, 1)[0] ?? null) : null;
      const next = { nextAt, ...(paused === undefined ? {} : { pausedAt: tx.clockNow, pausedBecause: paused }) };
      await tx.db.update(schedules).set(next).where(eq(schedules.id, row.id));
      await planNext(tx, { ...row, nextAt });
      await tellChanged(tx, row);
    });
  },
});

/** Once, beside the calendar; for its owner, on whose behalf it runs, and for admins. */
export function runScheduleNow(ctx: Context, { scheduleId }: BySchedule): Promise<ScheduleRun> {
  return write(ctx, "schedules:write", async (tx) => {
    const row = await lockOwn(tx, scheduleId);
    if (await runningOf(tx, row.id)) throw new AppError("conflict", "It is running. Wait until it has ended.");
    const why = await begin(tx, row, "now", tx.clockNow);
    if (why !== undefined) throw new AppError("conflict", why);
    const run = await runningOf(tx, row.id);
    if (!run) throw new AppError("conflict", "It could not begin.");
    return toRun(run);
  });
}

async function runningOf(tx: Tx, scheduleId: string): Promise<RunRow | undefined> {
  const [run] = await tx.db
    .select()
    .from(scheduleRuns)
    .where(and(eq(scheduleRuns.scheduleId, scheduleId), eq(scheduleRuns.state, "running")));
  return run;
}

/** Asks the agent in the thread, as its owner would. Says why the schedule cannot go on, where it cannot. */
async function begin(tx: Tx, row: ScheduleRow, reason: RunReason, dueAt: Date): Promise<string | undefined> {
  const run: RunRow = {
    id: newId("srn", tx.clockNow.getTime()),
    workspaceId: tx.workspaceId,
    scheduleId: row.id,
    state: "running",
    reason,
    dueAt,
    startedAt: tx.clockNow,
    endedAt: null,
    messageId: null,
    taskId: null,
    costMicros: 0,
    note: "",
  };
  const system = actAs(tx, SYSTEM);
  const keep = async (changed: Partial<RunRow>) => {
    const kept = { ...run, ...changed };
    await tx.db.insert(scheduleRuns).values(kept);
    await tellRun(system, row.channelId, kept);
  };
  const skip = async (note: string) => {
    await keep({ state: "skipped", endedAt: tx.clockNow, note });
    return undefined;
  };
  if (await runningOf(tx, row.id)) return skip("The run before had not ended.");
  const off = await whyOff(tx, row.agent, row.channelId);
  // NOTE: a switch of the channel's alone, which may be turned on again by the next time.
  if (off?.here && reason !== "now") return skip(off.says);
  try {
    await keep(await ask(system, row, run.id));
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "unavailable") throw error;
    if (reason === "now") throw error;
    await keep({ state: "failed", endedAt: tx.clockNow, note: error.message });
    return error.message;
  }
}

async function ask(system: Tx, row: ScheduleRow, runId: string): Promise<{ messageId: string; taskId: string }> {
  const { title, instructions, agent, threadId, channelId } = row;
  const handle = await requireAgent(system, agent, channelId);
  const owner = actAs(system, withKey(await actorOf(system, { kind: "person", id: row.ownerId }), row.keyId));
  const text = `⏰ ${title}: @${handle} ${instructions}`;
  // NOTE: quiet, so that the agent takes it up once, by the task below.
  const message = await postMessage(owner, { threadId, text, quiet: true, clientKey: `schedule/${runId}` });
  const [taskId = ""] = await addTasks(system, [
    {
      kind: "agents.turn",
      input: { messageId: message.id, threadId, text: instructions, agent },
      groupId: `schedule/${row.id}`,
      channelId,
      aboutMessageId: message.id,
    },
  ]);
  return { messageId: message.id, taskId };
}
