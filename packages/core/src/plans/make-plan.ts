import { and, eq } from "drizzle-orm";
import { asAgent, listProfiles, type AgentProfile } from "../agents/index.ts";
import { addToChannel, changeMessage, emitAbout, findPosted, placeOf, postMessage, type Message } from "../chat/index.ts";
import { isOffline, type CallPurpose } from "../gateway/index.ts";
import { actorOf } from "../identity/index.ts";
import {
  actAs,
  AppError,
  isTx,
  newId,
  personOf,
  requirePermission,
  SYSTEM,
  systemContext,
  write,
  type Context,
  type ToolCall,
  type Tx,
} from "../platform/index.ts";
import { limitsOf, onIn, preferOf } from "../registry/index.ts";
import { settingOf } from "../settings/index.ts";
import { bookedCalls, generateOnRecord, type CallOnRecord } from "../turns/index.ts";
import { advance } from "./advance.ts";
import { askingModels, judged } from "./beyond-rules.ts";
import { estimatePlan } from "./estimate.ts";
import { cardOf, tasksOf, toPlan, type PlanRow, type PlanTaskRow } from "./internal.ts";
import { MakePlan, PlanEvents, type Plan } from "./model.ts";
import { planTasksSkill, type Planned } from "./plan-skills.ts";
import { nextMove, requireGraph } from "./states.ts";
import { planTasks, plans } from "./tables.ts";

const MICROS_PER_CENT = 10_000;

/**
 * Turns a request into tasks and shows them in the thread. A small and cheap plan begins at once, others when a person says so. The same
 * `clientKey` twice gives the plan that is there.
 */
export async function makePlan(ctx: Context, input: MakePlan, options: Partial<ToolCall> = {}): Promise<Plan> {
  requirePermission(ctx, "plans:write");
  if (isTx(ctx)) throw new Error("a model call inside a transaction");
  const { threadId, request, title, clientKey = newId("pln") } = MakePlan.parse(input);
  const { channel: place } = await placeOf(ctx, { threadId });
  const system = systemContext(ctx.platform, ctx.workspaceId);
  const all = await listProfiles(system);
  const team = onIn(all, place.id);
  const planner = ctx.actor.kind === "agent" ? ctx : await asAgent(ctx, "orchestrator");
  const ownerId = options.madeFor ?? personOf(ctx.actor);
  const { keyId = null } = ctx.actor;
  const shownBy = { authorId: planner.actor.id, clientKey: `plan/${ownerId}/${clientKey}` };
  const posted = await findPosted(ctx, shownBy);
  const known = posted && (await findShown(ctx, posted));
  if (known) return known;
  const served = await askingModels(
    system,
    ownerId,
    team.map(({ agent }) => agent),
  );
  const planId = newId("pln", ctx.platform.clock.now().getTime());
  const purpose = { onBehalfOf: options.paidBy ?? ownerId, taskId: options.taskId, ...(await planningBy(planner, all)) };
  const { output, writtenBy, insteadOf, why, costMicros } = await planned(planner, {
    skill: planTasksSkill,
    input: { request, ...teamOf(team), rulesAlone: served.size === 0 },
    purpose,
    signal: options.signal,
    threadId,
    quotes: [planId, ...(options.messageId === undefined ? [] : [options.messageId])],
  });
  const tasks: Omit<PlanTaskRow, "planId">[] = [];
  for (const row of rowsOf(output, ctx.workspaceId, team)) {
    const task = await judged(system, { threadId, ownerId, keyId }, row);
    tasks.push({ ...task, state: task.beyondRules && !served.has(task.agent) ? "needs_model" : "waiting" });
  }
  const canBegin = nextMove({ state: "running", replans: 0 }, tasks).start.length > 0;
  const estimate = await estimatePlan(system, ownerId, tasks);
  const free = (await settingOf(ctx, "agents.planTasks")) >= tasks.length;
  const begins = free && canBegin && (await isCheap(ctx, estimate.costMicros));
  return write(ctx, "plans:write", async (tx) => {
    const owner = actAs(tx, await ownerOf(tx, ownerId));
    const { channel } = await placeOf(owner, { threadId });
    const speaker = actAs(tx, planner.actor);
    if (channel.kind === "private") await addToChannel(owner, { channelId: channel.id, memberIds: [speaker.actor.id] });
    const name = title ?? titleOf(request);
    // NOTE: that rules wrote it, and why, its card says.
    const whyRules = isOffline(writtenBy) && insteadOf !== undefined ? `${insteadOf} did not answer. ${why ?? ""}`.trim() : null;
    const by = { writtenBy, insteadOf: whyRules === null ? insteadOf : undefined };
    const message = await postMessage(speaker, { threadId, text: `Plan: ${name}`, ...by, clientKey: shownBy.clientKey });
    // NOTE: of two with one key at the same moment the second has waited for the first one's message.
    const made = await findShown(tx, message);
    if (made) return made;
    const row: PlanRow = {
      id: planId,
      workspaceId: tx.workspaceId,
      threadId,
      channelId: channel.id,
      messageId: message.id,
      title: name,
      request,
      madeFrom: options.messageId ?? null,
      state: begins ? "running" : "proposed",
      ownerId: owner.actor.id,
      keyId,
      replans: 0,
      planningMicros: costMicros,
      estimate: begins ? { ...estimate, agreedMicros: estimate.costMicros } : estimate,
      reportIds: [],
      writtenBy,
      whyRules: whyRules?.slice(0, 1_000).toWellFormed() ?? null,
      createdAt: tx.clockNow,
      changedAt: tx.clockNow,
      endedAt: null,
    };
    await tx.db.insert(plans).values(row);
    const placed = tasks.map((task) => ({ ...task, planId: row.id }));
    await tx.db.insert(planTasks).values(placed);
    const plan = await toPlan(tx, row, placed);
    await changeMessage(actAs(tx, SYSTEM), message.id, () => ({ cards: [cardOf(plan)] }));
    if (row.state === "running") return advance(tx, row);
    await emitAbout(tx, row.channelId, PlanEvents.PlanChanged, { planId: row.id, threadId, state: row.state, ownerId: row.ownerId });
    return plan;
  });
}

/** Whether a plan that costs so much begins by itself. */
export async function isCheap(ctx: Context, costMicros: number): Promise<boolean> {
  return costMicros <= (await settingOf(ctx, "agents.taskLimitCents")) * MICROS_PER_CENT;
}

/** The plan whose card this message carries. */
async function findShown(ctx: Context, { id: messageId }: Pick<Message, "id">): Promise<Plan | undefined> {
  const [row] = await ctx.db
    .select()
    .from(plans)
    .where(and(eq(plans.workspaceId, ctx.workspaceId), eq(plans.messageId, messageId)));
  return row && toPlan(ctx, row, await tasksOf(ctx, row.id));
}

/** With what it cost: of the task in which it is asked for, whose limit holds for it, or of one of its own. */
async function planned<Input>(planner: Context, call: CallOnRecord<Input, Planned>) {
  const { taskId = newId("tsk") } = call.purpose ?? {};
  const before = (await bookedCalls(planner, taskId)).costMicros;
  const made = await generateOnRecord(planner, { ...call, purpose: { ...call.purpose, taskId } });
  return { ...made, costMicros: (await bookedCalls(planner, taskId)).costMicros - before };
}

/** Who plans, with the models that it has for hard work and what a task of it may cost. */
export async function planningBy(planner: Context, all: readonly AgentProfile[]): Promise<Omit<CallPurpose, "skill">> {
  const { id: agentId } = planner.actor;
  const profile = all.find(({ memberId }) => memberId === agentId);
  if (!profile) return { agentId };
  return { agentId, prefer: preferOf(profile, "hard"), costLimitMicros: (await limitsOf(planner, profile)).costMicros };
}

export function teamOf(team: readonly AgentProfile[]): { agents: string[]; titles: Record<string, string> } {
  return {
    agents: team.map(({ agent }) => agent),
    titles: Object.fromEntries(team.map(({ agent, name, title }) => [agent, `${name}, ${title}`])),
  };
}

/** As rows that wait, with ids for keys. A model may name what is not there; the rules do not. */
export function rowsOf({ tasks }: Planned, workspaceId: string, team: readonly AgentProfile[]): Omit<PlanTaskRow, "planId">[] {
  const ids = new Map(tasks.map(({ key }) => [key, newId("ptk")]));
  if (ids.size < tasks.length)
    throw new AppError("unavailable", "The plan that was made contradicts itself. Try again, or say it in other words.");
  const fallback = team.find(({ agent }) => agent === "orchestrator")?.agent ?? team[0]?.agent;
  if (fallback === undefined) throw new AppError("conflict", "No agent is turned on that could do it.");
  const rows = tasks.map(({ key, agent, title, instructions, after }, position) => ({
    id: ids.get(key) ?? "",
    workspaceId,
    agent: team.some((each) => each.agent === agent) ? agent : fallback,
    title: cut(title, 120),
    instructions: instructions.slice(0, 8_000).toWellFormed(),
    after: [...new Set(after.flatMap((each) => ids.get(each) ?? []))],
    position,
    state: "waiting" as const,
    mark: null,
    beyondRules: false,
    attempt: 0,
    handoff: "",
    note: "",
    messageId: null,
    answerId: null,
    taskId: null,
    costMicros: 0,
    startedAt: null,
    endedAt: null,
  }));
  requireGraph(rows);
  return rows;
}

async function ownerOf(tx: Tx, id: string) {
  return id === tx.actor.id ? tx.actor : actorOf(tx, { kind: "person", id });
}

function titleOf(request: string): string {
  const line = request.split("\n")[0]?.replaceAll(/\s+/g, " ").trim() ?? "";
  return cut(line, 100);
}

const cut = (line: string, longest: number): string =>
  line.length <= longest
    ? line
    : `${line
        .slice(0, longest - 1)
        .trimEnd()
        .toWellFormed()}…`;
