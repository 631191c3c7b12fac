import { and, eq } from "drizzle-orm";
import { ChatEvents } from "../chat/index.ts";
import { IdentityEvents } from "../identity/index.ts";
import { actAs, defineFollower, on, SYSTEM } from "../platform/index.ts";
import { RunEvents } from "../runs/index.ts";
import { turnsOfTasks, whyEnded } from "../turns/index.ts";
import { pauseOf } from "./change-schedule.ts";
import { forgetSchedulesOf } from "./forget-schedules.ts";
import { tellRun } from "./internal.ts";
import { scheduleRuns, schedules } from "./tables.ts";

const ENDED = { done: "done", failed: "failed", cancelled: "cancelled" } as const;
const isEnd = (state: string): state is keyof typeof ENDED => state in ENDED;

/** A run ends with the turn that it is; a schedule that was made of words that are taken back waits for others, one that ran for somebody who left for somebody else. */
export const schedulesFollower = defineFollower("schedules", [
  on(RunEvents.TaskChanged, async (tx, { payload: task }) => {
    const { state, groupId, id: taskId, error } = task;
    if (!isEnd(state) || groupId?.startsWith("schedule/") !== true) return;
    const open = and(eq(scheduleRuns.taskId, taskId), eq(scheduleRuns.state, "running"));
    const [found] = await tx.db
      .select({ run: scheduleRuns, channelId: schedules.channelId })
      .from(scheduleRuns)
      .innerJoin(schedules, eq(schedules.id, scheduleRuns.scheduleId))
      .where(open)
      .for("update", { of: scheduleRuns });
    if (!found) return;
    const turn = (await turnsOfTasks(tx, [taskId])).get(taskId);
    const badEnd = state === "done" && turn?.end && turn.end !== "answered" ? turn.end : undefined;
    const note = error?.message ?? (badEnd ? await whyEnded(actAs(tx, SYSTEM), taskId, badEnd) : "");
    const change = { state: badEnd ? ("failed" as const) : ENDED[state], endedAt: tx.clockNow, costMicros: turn?.costMicros ?? 0, note };
    await tx.db.update(scheduleRuns).set(change).where(eq(scheduleRuns.id, found.run.id));
    await tellRun(actAs(tx, SYSTEM), found.channelId, { ...found.run, ...change });
  }),
  on(IdentityEvents.MemberRemoved, (tx, { payload: { memberId } }) => pauseOf(actAs(tx, SYSTEM), memberId)),
  on(ChatEvents.WordsTakenBack, (tx, { payload: { id } }) => forgetSchedulesOf(actAs(tx, SYSTEM), id)),
]);
