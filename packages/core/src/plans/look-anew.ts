import { and, desc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { defineTask } from "../runs/index.ts";
import { advance } from "./advance.ts";
import { estimatedAnew, wakeResting } from "./change-plan.ts";
import { lockPlan, tasksOf } from "./internal.ts";
import { isOpen, type PlanState } from "./model.ts";
import { plans } from "./tables.ts";

const OPEN: readonly PlanState[] = ["proposed", "paused", "needs_model", "running"];
/** Of a workspace, the newest. An older one is estimated when it is started. */
const MOST = 100;

/**
 * A model came or went: plans that have not begun, or rest, say what they cost now and what of them needs one. None of them begins by that; one at
 * work says that the rest of it can go on, or no longer can, and what it costs then.
 */
export const lookAnewTask = defineTask({
  kind: "plans.look_anew",
  input: z.object({}),
  async run(run) {
    const { ctx } = run;
    const isOpenStill = and(eq(plans.workspaceId, ctx.workspaceId), inArray(plans.state, [...OPEN]));
    const found = await ctx.db.select({ id: plans.id }).from(plans).where(isOpenStill).orderBy(desc(plans.id)).limit(MOST);
    for (const { id } of found)
      await run.write("plans:write", async (tx) => {
        const row = await lockPlan(tx, id);
        if (!OPEN.includes(row.state)) return;
        const asks = (await tasksOf(tx, id)).some((task) => isOpen(task) && task.beyondRules);
        const next = await estimatedAnew(tx, row);
        if (row.state === "running") return void (asks && (await advance(tx, next)));
        if (!asks && next.estimate.costMicros === row.estimate.costMicros) return;
        await wakeResting(tx, id);
        await advance(tx, next);
      });
  },
});
