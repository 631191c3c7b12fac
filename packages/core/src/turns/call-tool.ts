import { isAllowed, noteMade, questionOf, requestApproval, standingOf } from "../approvals/index.ts";
import { emitAbout, getThread } from "../chat/index.ts";
import { screenOutput, screenValue } from "../gateway/index.ts";
import { actAs, AppError, explainFault, isTainting, type Context, type ShownFile, type Tool } from "../platform/index.ts";
import { HoldLost, TaskSuspended, type Run } from "../runs/index.ts";
import { z } from "zod";
import type { CalledTool } from "./ask-model.ts";
import { TurnEvents, type CallOutcome } from "./model.ts";
import { namedIn } from "./named-in.ts";
import type { TurnPlan } from "./plan.ts";
import { judge, mayStandIn, type Question } from "./policy.ts";
import type { SealedJournal } from "./sealed-journal.ts";

export interface CallResult {
  callId: string;
  tool: string;
  outcome: CallOutcome;
  output: string;
  /** The output holds words from outside. */
  taints: boolean;
  /** What the model is to look at, by ids. */
  shown?: readonly ShownFile[];
  durationMs: number;
}

/** Where a call stands in its turn: the names of its steps, the same for each attempt. */
export interface CallPlace {
  run: Run;
  plan: TurnPlan;
  journal: SealedJournal;
  round: number;
  index: number;
  call: CalledTool;
  /** As it was when the model called: what comes back in the same round it has not read yet. */
  tainted: boolean;
  writtenBy: string;
}

/** What it takes to run a call that nobody has to be asked about any more. */
export type RunPlace = Pick<CallPlace, "run" | "journal" | "round" | "index" | "call"> & {
  plan: Pick<TurnPlan, "agent" | "hands" | "paidBy" | "madeFor" | "questionId" | "signal">;
};

const LONGEST_OUTPUT = 20_000;
/** Of an intent without a result. */
export const CUT_SHORT = "It was begun, and nobody knows whether it happened. It is not tried again.";
const IN_DOUBT = " (this was begun before, and nobody knows whether it happened: it may happen twice)";

export interface ReadCall {
  tool: Tool;
  input: unknown;
}

/** The tool that is meant and its input, or what is wrong with the call, for the model to mend. */
export function readCall(plan: TurnPlan, call: CalledTool): ReadCall | { mistake: string } {
  const tool = plan.tools.find(({ name }) => name === call.tool);
  if (!tool)
    return { mistake: `There is no tool "${call.tool.slice(0, 80)}". There are: ${plan.tools.map(({ name }) => name).join(", ")}.` };
  let given: unknown;
  try {
    // NOTE: without hidden characters and secrets: what a person is shown is all there is.
    const { text } = screenOutput(call.input);
    given = text.trim() === "" ? {} : screenValue(JSON.parse(text));
  } catch {
    return { mistake: "The arguments are no JSON. Call it again with valid arguments." };
  }
  const read = tool.input.safeParse(given);
  // NOTE: as given, not as read: the tool reads it itself, and what was asked about is what the model wrote.
  return read.success ? { tool, input: given } : { mistake: `The arguments do not fit: ${z.prettifyError(read.error).slice(0, 1_000)}` };
}

/** Whether calls beside it may run at the same time. What only reads governs nothing. */
export function runsBeside(place: CallPlace, { tool, input }: ReadCall): boolean {
  return tool.effect === "read" && judge(questionAbout(place, tool, input, false)).kind === "run";
}

/** One call, from the question whether it may be to its recorded result. */
export async function callTool(asked: CallPlace, { tool, input }: ReadCall): Promise<CallResult> {
  const hands = await asked.plan.handsNow().catch(unlessGone);
  if (!hands) return deny(asked, tool, "The agent, or the person it acts for, is not in the workspace any more.");
  const place = { ...asked, plan: { ...asked.plan, hands } };
  const question = questionAbout(place, tool, input, await tool.governs(input, place.plan.hands));
  const verdict = judge(question);
  if (verdict.kind === "deny") return deny(place, tool, verdict.why);
  if (verdict.kind === "ask") {
    const missing = await missingIn(place, tool, input);
    if (missing !== undefined) return place.journal.step(stepOf("tool", place), async () => resultOf(place, tool, "failed", missing));
    const refused = await askPerson(place, question);
    if (refused !== undefined) return deny(place, tool, refused);
  }
  place.plan.onActivity?.(`using ${tool.title.toLowerCase()}`.slice(0, 40));
  try {
    if (tool.effect === "read") return await runPlainly(place, tool, input);
    if (tool.effect === "write" && !tool.ownTransactions) return await runInStep(place, tool, input);
    return await runOnce(place, tool, input);
  } finally {
    place.plan.onActivity?.(null);
  }
}

function unlessGone(error: unknown): undefined {
  if (!(error instanceof AppError && (error.code === "forbidden" || error.code === "not_found"))) throw error;
}

function questionAbout({ plan, tainted }: CallPlace, tool: Tool, input: unknown, governs: boolean): Question {
  const inDoubt = plan.before?.some((each) => each.type === "result" && each.tool === tool.name && each.outcome === "unknown") ?? false;
  return { tool, input, governs, actor: plan.hands.actor, tainted, inDoubt, asksForWrites: plan.asksForWrites };
}

const stepOf = (kind: string, { round, index }: RunPlace) => `${kind}/${round}/${index}`;

/** The refusal is in the event log, once. */
function deny(place: CallPlace, tool: Tool, reason: string): Promise<CallResult> {
  const { plan, tainted } = place;
  return place.journal.writeStep(stepOf("tool", place), "turns:deny", async (tx) => {
    const { channelId } = await getThread(tx, plan);
    const { threadId, askedFor } = plan;
    const agentId = plan.agent.actor.id;
    await emitAbout(actAs(tx, plan.agent.actor), channelId, TurnEvents.CallDenied, {
      threadId,
      agentId,
      askedFor,
      tool: tool.name,
      reason,
      tainted,
    });
    return resultOf(place, tool, "denied", `Refused: ${reason} Do not try it another way; tell the person.`);
  });
}

/** What the call names and is not there: told at once, as nobody need decide what cannot be done. Found once, so that what was asked stays asked. */
async function missingIn(place: CallPlace, tool: Tool, input: unknown): Promise<string | undefined> {
  const says = () => tool.says(input, place.plan.hands);
  const { missing } = await place.journal.step(stepOf("named", place), async () => ({ missing: (await says()).missing ?? null }));
  return missing ?? undefined;
}

/** Waits for a person without holding a worker; what is thrown on the way passes. Undefined: go ahead. */
async function askPerson(place: CallPlace, question: Question): Promise<string | undefined> {
  const { run, plan, journal } = place;
  const { tool, input } = question;
  const { threadId, projectId, agent, askedFor, approvalHours: expiresInHours } = plan;
  const { behind } = tool;
  const call = { threadId, tool: tool.name, behind, input };
  const asked = await journal.step(stepOf("allowed", place), async () => ({
    of: behind ?? null,
    stands:
      mayStandIn(question) &&
      (await isAllowed(agent, {
        ...call,
        agentId: agent.actor.id,
        projectId: projectId ?? null,
        tainted: question.tainted,
        since: tool.since,
      })),
  }));
  if (asked.stands) return asked.of === (behind ?? null) ? undefined : REFUSALS.changed;
  await plan.onAsk?.();
  const { id } = await journal.writeStep(stepOf("approval", place), "chat:write", async (tx) => {
    const { permission, effect, title } = tool;
    const told = await tool.says(input, actAs(tx, plan.hands.actor));
    const says = question.inDoubt ? { ...told, text: `${told.text}${IN_DOUBT}` } : told;
    const { keyId } = plan.hands.actor;
    const request = { ...call, title, permission, effect, says, taskId: run.taskId, askedFor, keyId, expiresInHours };
    const { tainted, writtenBy } = place;
    const eachTime = !mayStandIn(question);
    return requestApproval(actAs(tx, agent.actor), { ...request, projectId: projectId ?? null, tainted, eachTime, writtenBy });
  });
  return decisionOn(run, agent, id, call);
}

/** Why not; undefined: go ahead. What is thrown while it waits passes. */
export async function decisionOn(
  run: Run,
  ctx: Context,
  approvalId: string,
  call: Parameters<typeof standingOf>[2],
): Promise<string | undefined> {
  for (;;) {
    const { state, reason } = await standingOf(ctx, approvalId, call);
    if (state === "approved") return undefined;
    if (state !== "pending") return `${REFUSALS[state]}${reason === "" ? "" : ` ${reason}`}`;
    await run.ask(questionOf(approvalId));
  }
}

export const REFUSALS = {
  denied: "A person said no.",
  expired: "It was not allowed in time.",
  withdrawn: "The request was withdrawn.",
  changed: "What was to run is not what was asked about: the call, or the server behind the tool, is another by now. Ask again.",
} as const;

/** May run twice when it is cut short. */
function runPlainly(place: CallPlace, tool: Tool, input: unknown): Promise<CallResult> {
  return place.journal.step(stepOf("tool", place), () => attempt(place, tool, input, "failed"));
}

/** The effect and its record are one transaction. */
async function runInStep(place: CallPlace, tool: Tool, input: unknown): Promise<CallResult> {
  const { plan, journal } = place;
  const startedAt = performance.now();
  try {
    return await journal.writeStep(stepOf("tool", place), tool.permission, async (tx) => {
      const result = doneBy(place, tool, await tool.run(actAs(tx, plan.hands.actor), input, callOf(place)), startedAt);
      await noteMade(tx, { taskId: place.run.taskId, tool: tool.name, input }, memoriesIn(result.output));
      return result;
    });
  } catch (error) {
    mustPass(place, error);
    return journal.step(stepOf("tool", place), async () => failure(place, tool, error, "failed", startedAt));
  }
}

/** What cannot be taken back: the intent is recorded before, and an intent without a result is never tried again. */
export async function runOnce(place: RunPlace, tool: Tool, input: unknown): Promise<CallResult> {
  const { journal } = place;
  let isFresh = false;
  await journal.step(stepOf("intent", place), async () => {
    isFresh = true;
    return { tool: tool.name, at: place.plan.agent.platform.clock.now() };
  });
  return journal.step(stepOf("tool", place), async () =>
    isFresh ? attempt(place, tool, input, "unknown") : resultOf(place, tool, "unknown", CUT_SHORT),
  );
}

async function attempt(place: RunPlace, tool: Tool, input: unknown, onFault: "failed" | "unknown"): Promise<CallResult> {
  const startedAt = performance.now();
  try {
    const output = await tool.run(place.plan.hands, input, callOf(place));
    return doneBy(place, tool, output, startedAt);
  } catch (error) {
    // NOTE: what a person stopped has begun all the same, and whoever goes on from there is to know it.
    const isStopped = onFault === "unknown" && place.plan.signal.aborted && !place.run.signal.aborted;
    if (isStopped && !(error instanceof AppError)) return resultOf(place, tool, "unknown", CUT_SHORT, performance.now() - startedAt);
    if (!isStopped) mustPass(place, error);
    return failure(place, tool, error, onFault, startedAt);
  }
}

/** What is no answer of the tool: the task waits, is no longer ours, or was stopped. */
function mustPass({ run, plan }: RunPlace, error: unknown): void {
  if (error instanceof TaskSuspended || error instanceof HoldLost || run.signal.aborted || plan.signal.aborted) throw error;
}

/** A refusal of the product says that nothing happened; of anything else nobody knows. */
function failure(place: RunPlace, tool: Tool, error: unknown, onFault: "failed" | "unknown", startedAt: number): CallResult {
  const expected = explainFault(error);
  if (!expected) place.plan.agent.log.error({ err: error, tool: tool.name }, "a tool broke");
  const message = expected ? expected.message : "Something went wrong inside this tool.";
  const outcome = error instanceof AppError && error.code !== "unavailable" ? "failed" : onFault;
  return resultOf(place, tool, outcome, message, performance.now() - startedAt);
}

/** Those that a call made, or changed. */
export const memoriesIn = (output: string): string[] => namedIn(output).filter((id) => id.startsWith("rem_"));

function callOf({ run, round, index, plan }: RunPlace) {
  const { signal, questionId: messageId, paidBy, madeFor } = plan;
  const callId = `${run.taskId}/${round}/${index}`;
  return {
    signal: AbortSignal.any([run.signal, signal]),
    callId,
    taskId: run.taskId,
    paidBy,
    madeFor,
    ...(messageId === undefined ? {} : { messageId }),
  };
}

function doneBy(place: RunPlace, tool: Tool, output: unknown, startedAt: number): CallResult {
  const result = resultOf(place, tool, "done", textOf(output), performance.now() - startedAt);
  const shown = tool.shows?.(output) ?? [];
  return { ...result, taints: isTainting(tool, output), ...(shown.length > 0 ? { shown } : {}) };
}

function resultOf({ call }: RunPlace, tool: Tool, outcome: CallOutcome, output: string, durationMs = 0): CallResult {
  const isLong = output.length > LONGEST_OUTPUT;
  const shown = isLong ? `${output.slice(0, LONGEST_OUTPUT)}\n… ${output.length - LONGEST_OUTPUT} characters left out …` : output;
  // NOTE: a failure may quote what came from outside too.
  const taints = tool.taints === true && outcome !== "denied";
  return { callId: call.id, tool: tool.name, outcome, output: shown.toWellFormed(), taints, durationMs };
}

function textOf(output: unknown): string {
  return typeof output === "string" ? output : (JSON.stringify(output) ?? "done");
}
