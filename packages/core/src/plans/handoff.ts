import { findAnswer, listProfiles } from "../agents/index.ts";
import { listMessages } from "../chat/index.ts";
import { getMembers } from "../identity/index.ts";
import { listContextItems, type ItemKind } from "../knowledge/index.ts";
import { actAs, may, SYSTEM, type Tx } from "../platform/index.ts";
import type { PlanRow, PlanTaskRow } from "./internal.ts";
import { linkToAnswer, linkToMessage, linkToPlan } from "./links.ts";

const LONGEST_RESULT = 600;
/** Items and messages of the thread, the newest. */
const LOOKED_AT = 50;
const MOST_NAMED = 5;

/** Who does a task, as people know them. */
export async function namesOfAgents(tx: Tx): Promise<(task: Pick<PlanTaskRow, "agent">) => string> {
  const names = new Map((await listProfiles(actAs(tx, SYSTEM))).map(({ agent, name }) => [agent, name]));
  return ({ agent }) => names.get(agent) ?? "an agent that is gone";
}

/**
 * What the next agent needs: the goal, what was handed on by what it waited for, what was decided and is open in the thread, what was made there, and
 * what comes after it. People read names; the ids are in the links.
 */
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
    `Goal: ${shortened(plan.request)}`,
    ...(results.length > 0 ? [`Done before:\n\n${results.join("\n")}`] : []),
    ...(await keptHere(owner, plan)),
    ...(await madeHere(owner, plan)),
    ...(next.length > 0 ? [`Waits for this: ${next.map((each) => `${each.title} (${nameOf(each)})`).join("; ")}`] : []),
  ].join("\n\n");
}

/** NOTE: words that came up beside words from outside stay where they are marked as such; here they would pass for the person's own. */
async function resultOf(owner: Tx, { messageId, note }: PlanTaskRow): Promise<string> {
  const answer = messageId === null ? undefined : await findAnswer(owner, messageId);
  if (!answer) return note;
  if (answer.tainted) return "its words are in the thread.";
  return shortened(answer.message.text);
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").replaceAll("@", "").trim();
  return line.length > LONGEST_RESULT ? `${line.slice(0, LONGEST_RESULT - 1).toWellFormed()}…` : line;
}

/** What was settled in the thread, and what is still to do. NOTE: by whom and where, not in which words: those are of others, and go with their message. */
async function keptHere(owner: Tx, plan: PlanRow): Promise<string[]> {
  if (!may(owner.actor, "knowledge:read")) return [];
  const { items } = await listContextItems(owner, { threadId: plan.threadId, limit: LOOKED_AT });
  const said = items.filter(({ sourceThreadId, sourceMessageId }) => sourceThreadId === plan.threadId && sourceMessageId !== null);
  const members = await getMembers(
    owner,
    said.map(({ authorId }) => authorId),
  );
  const line = (title: string, kind: ItemKind) => {
    const of = said.filter((item) => item.kind === kind).slice(0, MOST_NAMED);
    const links = of.map(({ id, authorId, sourceMessageId }) =>
      linkToMessage(plan, `by ${members.get(authorId)?.name ?? "somebody"}`, sourceMessageId ?? "", `&item=${id}`),
    );
    return links.length === 0 ? [] : [`${title}: ${links.join("; ")}`];
  };
  return [...line("Decided here", "decision"), ...line("Open here", "action")];
}

/** Specs and versions of apps that the thread shows, the newest of each. */
async function madeHere(owner: Tx, plan: PlanRow): Promise<string[]> {
  const { items } = await listMessages(owner, { threadId: plan.threadId, limit: LOOKED_AT });
  const made = new Map<string, string>();
  for (const { id, cards } of items)
    for (const card of cards)
      if (card.type === "spec")
        made.set(card.projectId, linkToMessage(plan, `spec, version ${card.version}`, id, `&project=${card.projectId}`));
      else if (card.type === "app") made.set(card.appId, linkToMessage(plan, `app, version ${card.version}`, id, `&app=${card.appId}`));
  return made.size === 0 ? [] : [`Made here: ${[...made.values()].join("; ")}`];
}
