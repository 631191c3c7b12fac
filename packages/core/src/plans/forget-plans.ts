import { and, eq, ne, or } from "drizzle-orm";
import { eraseMessage } from "../chat/index.ts";
import type { Tx } from "../platform/index.ts";
import { forgetQuoting } from "../turns/index.ts";
import { cancelPlan } from "./change-plan.ts";
import { tasksOf } from "./internal.ts";
import { isOver } from "./model.ts";
import { planTasks, plans } from "./tables.ts";

/** What it was about is said nowhere any more. */
const WORDLESS = { title: "Deleted plan", request: "", whyRules: null };

/** Plans that were made of a message, or whose card it carries, go with its words: what is left to do is cancelled, and what they said is gone. */
export async function forgetPlansOf(system: Tx, messageId: string): Promise<void> {
  const made = await system.db
    .select({ id: plans.id, state: plans.state, messageId: plans.messageId, reportIds: plans.reportIds })
    .from(plans)
    .where(
      and(
        eq(plans.workspaceId, system.workspaceId),
        or(eq(plans.madeFrom, messageId), eq(plans.messageId, messageId)),
        ne(plans.request, WORDLESS.request),
      ),
    );
  await forgetQuoting(
    system,
    made.map(({ id }) => id),
  );
  for (const plan of made) {
    if (!isOver(plan.state)) await cancelPlan(system, { planId: plan.id });
    const asked = (await tasksOf(system, plan.id)).flatMap((task) => task.messageId ?? []);
    await system.db.update(plans).set(WORDLESS).where(eq(plans.id, plan.id));
    const gone = { title: "Deleted task", instructions: "", handoff: "", note: "" };
    await system.db.update(planTasks).set(gone).where(eq(planTasks.planId, plan.id));
    for (const id of [plan.messageId, ...plan.reportIds, ...asked]) await eraseMessage(system, id, () => undefined);
  }
}
