import { findAnswer, listProfiles } from "../agents/index.ts";
import { actAs, SYSTEM, type Tx } from "../platform/index.ts";
import type { PlanRow, PlanTaskRow } from "./internal.ts";
import { linkToAnswer, linkToPlan } from "./links.ts";

const LONGEST_RESULT = 600;

/** Who does a task, as people know them. */
export async function namesOfAgents(tx: Tx): Promise<(task: Pick<PlanTaskRow, "agent">) => string> {
  const names = new Map((await listProfiles(actAs(tx, SYSTEM))).map(({ agent, name }) => [agent, name]));
  return ({ agent }) => names.get(agent) ?? "an agent that is gone";
}

/** What the next agent needs: the goal, what was handed on by what it waited for, and what comes after it. People read names; the ids are in the links. */
export async function handoffFor(owner: Tx, plan: PlanRow, task: PlanTaskRow, tasks: readonly PlanTaskRow[]): Promise<string> {
  const before = tasks.filter(({ id, state }) => task.after.includes(id) && state === "done");
  const next = tasks.filter(({ after }) => after.includes(task.id));
  if (before.length === 0 && next.length === 0) return "";
  const nameOf = await namesOfAgents(owner);
  const results = await Promise.all(
    before.map(async (each) => `- ${linkToAnswer(plan, each)} (${nameOf(each)}): ${await resultOf(owner, each)}`),
  );
  return [
    `Handoff · plan ${linkToPlan(plan)}`,
    ...(results.length > 0 ? [`Done before:\n\n${results.join("\n")}`] : []),
    ...(next.length > 0 ? [`Waits for this: ${next.map((each) => `${each.title} (${nameOf(each)})`).join("; ")}`] : []),
  ].join("\n\n");
}

/** NOTE: words that came up beside words from outside stay where they are marked as such; here they would pass for the person's own. */
async function resultOf(owner: Tx, { messageId, note }: PlanTaskRow): Promise<string> {
  const answer = messageId === null ? undefined : await findAnswer(owner, messageId);
  if (!answer) return note;
  if (answer.tainted) return "its words are in the thread.";
  const line = answer.message.text.replaceAll(/\s+/g, " ").replaceAll("@", "").trim();
  return line.length > LONGEST_RESULT ? `${line.slice(0, LONGEST_RESULT - 1).toWellFormed()}…` : line;
}
