import { vouchFor } from "../agents/index.ts";
import { dollars } from "../billing/model.ts";
import { getMessage, oneLine, postMessage } from "../chat/index.ts";
import { actAs, AppError, type Tx } from "../platform/index.ts";
import { askingModels } from "./beyond-rules.ts";
import { namesOfAgents } from "./handoff.ts";
import type { PlanRow, PlanTaskRow } from "./internal.ts";
import { linkToAnswer, linkToModels, linkToPlan } from "./links.ts";

/** Says in the thread how a plan ended: what came of each task, with the way there, and what is left to do. */
export async function reportOn(system: Tx, plan: PlanRow, tasks: readonly PlanTaskRow[]): Promise<PlanRow> {
  return told(system, plan, await reportText(system, plan, tasks));
}

/** Says in the thread that another way is there for a task that failed, which is more than was agreed to. */
export async function tellOfMore(system: Tx, plan: PlanRow, failed: PlanTaskRow, added: number): Promise<PlanRow> {
  const { costMicros } = plan.estimate;
  const cost = costMicros === 0 ? "" : ` What is planned now would cost about ${dollars(costMicros)}.`;
  const next = await told(
    system,
    plan,
    `The plan ${linkToPlan(plan)} waits for you: “${oneLine(failed.title)}” failed, and the other way to it takes ${added === 1 ? "another task" : `${added} tasks`}.${cost} Look at the plan, then press “Go on”.`,
  );
  // NOTE: it repeats nothing but a title that the owner's own messages have.
  for (const id of next.reportIds.slice(plan.reportIds.length)) await vouchFor(system, id);
  return next;
}

/** Says in the thread that whom the plan is for has left, and how it can go on. */
export function tellOfLeft(system: Tx, plan: PlanRow): Promise<PlanRow> {
  const words = `The plan ${linkToPlan(plan)} is paused: who it ran for is no longer here. Whoever changes what one of its tasks is to do takes it over, and can let it go on.`;
  return told(system, plan, words);
}

/** As who showed the plan; the plan knows what was said of it. */
async function told(system: Tx, plan: PlanRow, words: string): Promise<PlanRow> {
  try {
    const { authorId, writtenBy } = await getMessage(system, { messageId: plan.messageId });
    const speaker = actAs(system, { kind: "agent", id: authorId, can: new Set(["chat:read", "chat:write"]) });
    const { threadId } = plan;
    const text = words.slice(0, 20_000).toWellFormed();
    const clientKey = `plan/${plan.id}/${plan.reportIds.length}`;
    const { id } = await postMessage(speaker, { threadId, text, clientKey, ...(writtenBy === null ? {} : { writtenBy }) });
    return { ...plan, reportIds: [...plan.reportIds, id] };
  } catch (error) {
    // NOTE: a plan ends or pauses whether or not there is still a place to say so.
    if (!(error instanceof AppError) || error.code === "unavailable") throw error;
    system.log.warn({ err: error, planId: plan.id }, "how a plan stands could not be said in its thread");
    return plan;
  }
}

function howFar(done: number, all: number): string {
  if (all < 2) return all === 1 ? "1 task" : "no task is left of it";
  return done === all ? `all ${all} tasks` : `${done} of ${all} tasks done`;
}

async function reportText(system: Tx, plan: PlanRow, tasks: readonly PlanTaskRow[]): Promise<string> {
  const nameOf = await namesOfAgents(system);
  const counted = tasks.filter(({ state }) => state !== "cancelled");
  const being = (...states: readonly PlanTaskRow["state"][]) => counted.filter(({ state }) => states.includes(state));
  const done = being("done");
  const left = being("failed", "skipped");
  const needsModel = plan.state === "needs_model";
  const lacking = being("needs_model").map(({ agent }) => agent);
  const mayGoOn = needsModel && (await askingModels(system, plan.ownerId, lacking)).size > 0;
  const dropped = tasks.filter(({ state }) => state === "cancelled");
  const line = (task: PlanTaskRow) => `- ${linkToAnswer(plan, task)} (${nameOf(task)})${task.note === "" ? "" : `: ${task.note}`}`;
  const part = (title: string, of: readonly PlanTaskRow[]) => (of.length === 0 ? [] : [`**${title}**\n\n${of.map(line).join("\n")}`]);
  return [
    `The plan ${linkToPlan(plan)} ${plan.state === "done" ? "is done" : mayGoOn ? "can go on" : needsModel ? "waits for a language model" : "could not be finished"}: ${howFar(done.length, counted.length)}.`,
    ...part("Done", done),
    ...part("Needs a model", being("needs_model")),
    ...part("Waits for those", being("waiting")),
    ...part("Not done", left),
    ...part("Given up for another way", dropped),
    ...(needsModel
      ? [
          mayGoOn
            ? "There is a language model. Press “Go on” on the plan to have the rest done."
            : `The offline rules cannot do this. Add a model's key under ${linkToModels(plan)}, then press “Go on” on the plan.`,
        ]
      : []),
    ...(left.length > 0 ? ["Open the plan to have a task tried again; what waited for it goes on then."] : []),
  ].join("\n\n");
}
