import { z } from "zod";
import { asAgent, listProfiles } from "../agents/index.ts";
import { AppError } from "../platform/index.ts";
import { onIn } from "../registry/index.ts";
import { defineTask, type Run } from "../runs/index.ts";
import { generateOnRecord } from "../turns/index.ts";
import { advance, put } from "./advance.ts";
import { estimatedAnew } from "./change-plan.ts";
import { lockPlan, tasksOf, type PlanRow, type PlanTaskRow } from "./internal.ts";
import { preferredBy, rowsOf, teamOf } from "./make-plan.ts";
import { Planned, replanTasksSkill } from "./plan-skills.ts";
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
    await run.writeStep("take", "plans:write", async (tx) => {
      const plan = await lockPlan(tx, planId);
      const tasks = await tasksOf(tx, planId);
      const step = tasks.find(({ id }) => id === planTaskId);
      if (step?.state !== "replanning") return;
      if (planned === null) await put(tx, step.id, { state: "waiting" });
      else {
        const rows = rowsOf(Planned.parse(planned), tx.workspaceId, onIn(await listProfiles(tx), plan.channelId));
        const ends = rows.filter(({ id }) => !rows.some(({ after }) => after.includes(id))).map(({ id }) => id);
        const fresh = rows.map((row) => ({
          ...row,
          planId,
          position: step.position,
          after: row.after.length > 0 ? row.after : step.after,
        }));
        await tx.db.insert(planTasks).values(fresh);
        for (const each of tasks)
          if (each.after.includes(step.id)) await put(tx, each.id, { after: [...each.after.filter((id) => id !== step.id), ...ends] });
        await put(tx, step.id, { state: "cancelled", note: `Replaced: ${step.note}`, endedAt: tx.clockNow });
      }
      await advance(tx, await estimatedAnew(tx, plan));
    });
    ctx.log.info({ planId, planTaskId, anew: planned !== null }, "a plan goes on after a failure");
  },
});

async function anotherWay(run: Run, plan: PlanRow, failed: PlanTaskRow, tasks: readonly PlanTaskRow[]): Promise<Planned | null> {
  const agent = await asAgent(run.ctx, "orchestrator");
  const all = await listProfiles(run.ctx);
  const team = onIn(all, plan.channelId);
  const { title, instructions, note: why } = failed;
  const input = {
    request: plan.request,
    failed: { agent: failed.agent, title, instructions, why },
    done: tasks.filter(({ state }) => state === "done").map((task) => task.title),
    ...teamOf(team),
  };
  const purpose = {
    agentId: agent.actor.id,
    onBehalfOf: plan.ownerId,
    taskId: run.taskId,
    prefer: preferredBy(all, agent),
  };
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
