import type { AnswerContinued } from "../agents/index.ts";
import { findActor } from "../identity/index.ts";
import { may, type StoredEvent, type Tx } from "../platform/index.ts";
import { advance, put } from "./advance.ts";
import { lockPlan, planOfGroup, tasksOf, type PlanRow, type PlanTaskRow } from "./internal.ts";
import { next } from "./states.ts";

/**
 * The answer of a task is asked for again where it stands in the thread: the task is at work by that. Where the person who asked may say so, its
 * plan goes on as it would from its board; else it waits for somebody who may.
 */
export async function takeUpAnew(system: Tx, { actor, payload }: StoredEvent<AnswerContinued>): Promise<void> {
  const planId = planOfGroup(payload.groupId);
  if (planId === undefined) return;
  const plan = await lockPlan(system, planId);
  if (plan.state === "done" || plan.state === "cancelled") return;
  const tasks = await tasksOf(system, planId);
  const step = tasks.find(({ messageId }) => messageId === payload.questionId);
  if (!step || !isAskedAnew(step)) return;
  const { taskId } = payload;
  const begun = { attempt: step.attempt + 1, startedAt: system.clockNow, endedAt: null };
  await put(system, step.id, { ...begun, state: "running", taskId, note: "", mark: null });
  for (const { id, state } of tasks) if (state === "skipped") await put(system, id, { state: "waiting", endedAt: null, note: "" });
  const goesOn = !payload.byProgram && (await mayGoOn(system, plan, actor.id));
  await advance(system, { ...plan, state: stateOf(plan, step, goesOn), endedAt: null });
}

/** What failed or lacked its model, what was stopped and is as it was then, and what nobody has heard yet that it ended. */
const isAskedAnew = ({ state, mark }: PlanTaskRow): boolean =>
  state === "failed" ||
  state === "needs_model" ||
  state === "replanning" ||
  state === "running" ||
  (state === "waiting" && mark === "stopped");

async function mayGoOn(system: Tx, { ownerId }: PlanRow, personId: string): Promise<boolean> {
  const [owner, asker] = await Promise.all([ownerId, personId].map((id) => findActor(system, { kind: "person", id })));
  return owner !== undefined && asker !== undefined && (personId === ownerId || may(asker, "agents:manage"));
}

function stateOf({ state }: PlanRow, { mark }: PlanTaskRow, goesOn: boolean): PlanRow["state"] {
  if (state === "paused") return goesOn && mark === "stopped" ? next(state, "resumed") : state;
  if (state !== "failed" && state !== "needs_model") return state;
  const tried = next(state, "retried");
  return goesOn ? tried : next(tried, "paused");
}
