import { inArray } from "drizzle-orm";
import { getProfile } from "../agents/index.ts";
import { getThread, holdMessage } from "../chat/index.ts";
import { messages } from "../chat/tables.ts";
import { getMembers } from "../identity/index.ts";
import { AppError, personOf, write, type Context, type Tx } from "../platform/index.ts";
import { keepPlan, type PlanTaskRow } from "./internal.ts";
import { isOpen, isOver, type PlanRecord, type PlanTaskRecord } from "./model.ts";
import { requireGraph } from "./states.ts";
import { planTasks, plans } from "./tables.ts";

/**
 * One that was made elsewhere, of a thread that is here. What ran is paused, what was proposed waits for a person, and nothing begins. What can
 * still run belongs to whoever brings it, as its agents act with its owner's rights. False when it is here already.
 */
export function importPlan(ctx: Context, record: PlanRecord): Promise<boolean> {
  const { tasks, costMicros: _, progress: __, callsFor: ___, ...plan } = record;
  // NOTE: what somebody agreed to elsewhere nobody has here.
  const { agreedMicros: ____, ...estimate } = record.estimate;
  return write(ctx, "plans:write", async (tx) => {
    const { channelId } = await getThread(tx, plan);
    const state = plan.state === "running" ? "paused" : plan.state;
    const row = { ...plan, estimate, state, channelId, reportIds: [], workspaceId: tx.workspaceId, ownerId: await ownerOf(tx, record) };
    const added = await tx.db.insert(plans).values(row).onConflictDoNothing().returning({ id: plans.id });
    if (added.length === 0) return false;
    requireGraph(tasks);
    if (!isOver(state))
      for (const agent of new Set(tasks.filter((task) => isLeft(task) || isOpen(task)).map((task) => task.agent)))
        await getProfile(tx, { agent });
    const said = await wordsOf(tx, record);
    const rows = tasks.map((task) => rowOf(task, said)).map((task) => ({ ...task, planId: plan.id, workspaceId: tx.workspaceId }));
    const placed =
      rows.length === 0 ? [] : await tx.db.insert(planTasks).values(rows).onConflictDoNothing().returning({ id: planTasks.id });
    if (placed.length < rows.length) throw new AppError("conflict", "Some of their tasks belong to other plans.");
    await keepPlan(tx, { ...row, reportIds: record.reportIds.filter((each) => said.get(each)?.text.includes(plan.id)) });
    return true;
  });
}

const isLeft = ({ state }: Pick<PlanTaskRecord, "state">) => state === "waiting" || state === "running" || state === "replanning";

async function ownerOf(tx: Tx, { state, ownerId }: PlanRecord): Promise<string> {
  if (state !== "done" && state !== "cancelled") return personOf(tx.actor);
  if ((await getMembers(tx, [ownerId])).get(ownerId)?.kind !== "person")
    throw new AppError("not_found", "Whose they were is not known here.");
  return ownerId;
}

type Words = ReadonlyMap<string, typeof messages.$inferSelect>;

/** The messages of its thread that it names: one shows it. NOTE: an archive is older than what was deleted since, and brings no words back. */
async function wordsOf(tx: Tx, { id, threadId, messageId, madeFrom, request, tasks, reportIds }: PlanRecord): Promise<Words> {
  const sources = [messageId, ...(madeFrom === null ? [] : [madeFrom])];
  for (const source of sources) await holdMessage(tx, { id: source, threadId });
  const named = [...sources, ...reportIds, ...tasks.flatMap((task) => [task.messageId ?? [], task.answerId ?? []].flat())];
  const found = await tx.db
    .select()
    .from(messages)
    .where(inArray(messages.id, [...new Set(named)]));
  const said = new Map(found.map((message) => [message.id, message]));
  if (request !== "" && sources.some((source) => said.get(source)?.deletedAt))
    throw new AppError("conflict", "The message that they were made of, or that shows them, was deleted here.");
  const card = said.get(messageId);
  const isShown = card?.cards.some((each) => each.type === "plan" && each.planId === id) || card?.deletedAt;
  if (card?.threadId !== threadId || !isShown) throw new AppError("not_found", "No message of their thread shows them.");
  return new Map([...said].filter(([, message]) => message.threadId === threadId));
}

/** NOTE: what its agent was asked is deleted with its plan, so a message that is not such a question is not taken for one. */
function rowOf({ asksAt: _, ...task }: PlanTaskRecord, said: Words): Omit<PlanTaskRow, "planId" | "workspaceId"> {
  const asked = said.get(task.messageId ?? "");
  const isAsked = asked?.quiet === true && asked.text.includes(`**${task.title}**`);
  const isTakenBack = [...said.values()].some(({ id, deletedAt }) => deletedAt && task.handoff.includes(id));
  return {
    ...task,
    ...(isLeft(task) ? { state: "waiting", startedAt: null, endedAt: null } : {}),
    handoff: isTakenBack ? "" : task.handoff,
    messageId: isAsked ? task.messageId : null,
    answerId: said.has(task.answerId ?? "") ? task.answerId : null,
    taskId: null,
  };
}
