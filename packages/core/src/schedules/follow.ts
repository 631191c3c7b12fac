import { and, eq, type SQL } from "drizzle-orm";
import { AgentEvents } from "../agents/index.ts";
import { ChatEvents } from "../chat/index.ts";
import { IdentityEvents } from "../identity/index.ts";
import { actAs, defineFollower, on, SYSTEM, type Tx } from "../platform/index.ts";
import { RunEvents } from "../runs/index.ts";
import { turnsOfTasks, whyEnded } from "../turns/index.ts";
import { pauseOf } from "./change-schedule.ts";
import { forgetSchedulesOf } from "./forget-schedules.ts";
import { tellRun, type RunRow } from "./internal.ts";
import { scheduleRuns, schedules } from "./tables.ts";

const GROUP = "schedule/";
const ENDED = { done: "done", failed: "failed", cancelled: "cancelled" } as const;
const isEnd = (state: string): state is keyof typeof ENDED => state in ENDED;

/** A run ends with the turn that it is; a schedule that was made of words that are taken back waits for others, one that ran for somebody who left for somebody else. */
export const schedulesFollower = defineFollower("schedules", [
  on(RunEvents.TaskChanged, async (tx, { payload: task }) => {
    const { state, groupId, id: taskId, error } = task;
    if (!isEnd(state) || groupId?.startsWith(GROUP) !== true) return;
    const found = await lockRun(tx, and(eq(scheduleRuns.taskId, taskId), eq(scheduleRuns.state, "running")));
    if (!found) return;
    const turn = (await turnsOfTasks(tx, [taskId])).get(taskId);
    const badEnd = state === "done" && turn?.end && turn.end !== "answered" ? turn.end : undefined;
    const note = error?.message ?? (badEnd ? await whyEnded(actAs(tx, SYSTEM), taskId, badEnd) : "");
    const costMicros = found.run.costMicros + (turn?.costMicros ?? 0);
    await change(tx, found, { state: badEnd ? "failed" : ENDED[state], endedAt: tx.clockNow, costMicros, note });
  }),
  // The answer of a run is asked for again where it stands: the run is at work again.
  on(AgentEvents.AnswerContinued, async (tx, { payload: { groupId, questionId, taskId } }) => {
    if (!groupId.startsWith(GROUP)) return;
    const isIts = and(eq(scheduleRuns.scheduleId, groupId.slice(GROUP.length)), eq(scheduleRuns.messageId, questionId));
    const found = await lockRun(tx, isIts);
    if (found) await change(tx, found, { state: "running", endedAt: null, taskId, note: "" });
  }),
  on(IdentityEvents.MemberRemoved, (tx, { payload: { memberId } }) => pauseOf(actAs(tx, SYSTEM), memberId)),
  on(ChatEvents.WordsTakenBack, (tx, { payload: { id } }) => forgetSchedulesOf(actAs(tx, SYSTEM), id)),
]);

async function lockRun(tx: Tx, isIt: SQL | undefined): Promise<{ run: RunRow; channelId: string } | undefined> {
  const [found] = await tx.db
    .select({ run: scheduleRuns, channelId: schedules.channelId })
    .from(scheduleRuns)
    .innerJoin(schedules, eq(schedules.id, scheduleRuns.scheduleId))
    .where(isIt)
    .for("update", { of: scheduleRuns });
  return found;
}

async function change(tx: Tx, { run, channelId }: { run: RunRow; channelId: string }, to: Partial<RunRow>): Promise<void> {
  await tx.db.update(scheduleRuns).set(to).where(eq(scheduleRuns.id, run.id));
  await tellRun(actAs(tx, SYSTEM), channelId, { ...run, ...to });
}
