import { z } from "zod";
import { asAgent, listProfiles } from "../agents/index.ts";
import { oneLine } from "../chat/index.ts";
import { actAs, AppError, SYSTEM, type Tx } from "../platform/index.ts";
import { onIn } from "../registry/index.ts";
import { defineTask, type Run } from "../runs/index.ts";
import { settingOf } from "../settings/index.ts";
import { bookedCalls, generateOnRecord } from "../turns/index.ts";
import { advance, put } from "./advance.ts";
import { estimatedAnew } from "./change-plan.ts";
import { keepPlan, lockPlan, tasksOf, type PlanRow, type PlanTaskRow } from "./internal.ts";
import { isCheap, planningBy, rowsOf, teamOf } from "./make-plan.ts";
import { MOST_TASKS, Planned, replanTasksSkill } from "./plan-skills.ts";
import { tellOfMore } from "./report.ts";
import { next } from "./states.ts";
import { planTasks } from "./tables.ts";

/** A task of a plan failed: another way by a language model, or the same way once more where there is none. */
export const replanTask = defineTask({
  kind: "plans.replan",
  input: z.object({ planId: z.string(), planTaskId: z.string() }),
  timeoutMs: 5 * 60_000,
  waits: true,
  async run(run, { planId, planTaskId }) {
    const { ctx } = run;
    const read = await run.write("plans:write", async (tx) => {
      const plan = await lockPlan(tx, planId);
      return { plan, tasks: await tasksOf(tx, planId) };
    });
    const failed = read.tasks.find(({ id }) => id === planTaskId);
    if (failed?.state !== "replanning") return;
    const planned = await run.step("plan", () => anotherWay(run, read.plan, failed, read.tasks));
    const { costMicros } = await bookedCalls(ctx, run.taskId);
    await run.writeStep("take", "plans:write", async (tx) => {
      const row = await lockPlan(tx, planId);
      const plan = { ...row, planningMicros: row.planningMicros + costMicros };
      const step = (await tasksOf(tx, planId)).find(({ id }) => id === planTaskId);
      if (step?.state !== "replanning") return void (await keepPlan(tx, plan));
      const added = planned === null ? 0 : await replace(tx, plan, step, Planned.parse(planned));
      if (added === 0) await put(tx, step.id, { state: "waiting" });
      const anew = await estimatedAnew(tx, plan);
      await advance(tx, (await isAgreed(tx, plan, anew, added)) ? anew : await askAnew(tx, anew, step, added));
    });
    ctx.log.info({ planId, planTaskId, anew: planned !== null }, "a plan goes on after a failure");
  },
});

/** Puts the other way into the plan, as far as a plan may hold it; how many tasks that are. */
async function replace(tx: Tx, plan: PlanRow, step: PlanTaskRow, planned: Planned): Promise<number> {
  const tasks = await tasksOf(tx, plan.id);
  if (roomIn(tasks) < planned.tasks.length) return 0;
  const rows = rowsOf(planned, tx.workspaceId, onIn(await listProfiles(tx), plan.channelId));
  const ends = rows.filter(({ id }) => !rows.some(({ after }) => after.includes(id))).map(({ id }) => id);
  const note = `Instead of “${oneLine(step.title)}”`;
  const fresh = rows.map((row) => ({
    ...row,
    planId: plan.id,
    position: step.position,
    note,
    mark: "instead" as const,
    taskId: step.taskId,
    after: row.after.length > 0 ? row.after : step.after,
  }));
  await tx.db.insert(planTasks).values(fresh);
  for (const each of tasks)
    if (each.after.includes(step.id)) await put(tx, each.id, { after: [...each.after.filter((id) => id !== step.id), ...ends] });
  await put(tx, step.id, { state: "cancelled", mark: "replaced", note: `Replaced: ${step.note}`, endedAt: tx.clockNow });
  return fresh.length;
}

/** For what takes the place of one of them. */
const roomIn = (tasks: readonly PlanTaskRow[]): number => MOST_TASKS + 1 - tasks.filter(({ state }) => state !== "cancelled").length;

/** Whether it goes on unasked: with no more new tasks than a plan begins with by itself, and at no higher cost than that or than was agreed to. */
async function isAgreed(tx: Tx, before: PlanRow, after: PlanRow, added: number): Promise<boolean> {
  if (added === 0 || before.state !== "running") return true;
  const { costMicros, agreedMicros = before.estimate.costMicros } = after.estimate;
  return added <= (await settingOf(tx, "agents.planTasks")) && (costMicros <= agreedMicros || (await isCheap(tx, costMicros)));
}

const askAnew = (tx: Tx, plan: PlanRow, failed: PlanTaskRow, added: number): Promise<PlanRow> =>
  tellOfMore(actAs(tx, SYSTEM), { ...plan, state: next(plan.state, "paused") }, failed, added);

async function anotherWay(run: Run, plan: PlanRow, failed: PlanTaskRow, tasks: readonly PlanTaskRow[]): Promise<Planned | null> {
  const agent = await asAgent(run.ctx, "orchestrator");
  const all = await listProfiles(run.ctx);
  const team = onIn(all, plan.channelId);
  const { title, instructions, note: why } = failed;
  const input = {
    request: plan.request,
    failed: { agent: failed.agent, title, instructions, why },
    done: tasks.filter(({ state }) => state === "done").map((task) => task.title),
    room: roomIn(tasks),
    ...teamOf(team),
  };
  const of = { onBehalfOf: plan.ownerId, taskId: run.taskId };
  const purpose = { ...of, ...(await planningBy(agent, all)) };
  try {
    const about = { threadId: plan.threadId, quotes: [plan.id] };
    const { output } = await generateOnRecord(agent, { skill: replanTasksSkill, input, signal: run.signal, purpose, ...about });
    rowsOf(output, run.ctx.workspaceId, team);
    return output;
  } catch (error) {
    run.signal.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    return null;
  }
}
