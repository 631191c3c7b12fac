import { writerBefore, type Difficulty } from "../gateway/index.ts";
import { AppError, messageOf } from "../platform/index.ts";
import { HoldLost, TaskSuspended, type Run } from "../runs/index.ts";
import { askModel, type Reply } from "./ask-model.ts";
import { callTool, readCall, runsBeside, type CallPlace, type CallResult, type ReadCall } from "./call-tool.ts";
import { bookedCalls } from "./booked-calls.ts";
import { keepBefore } from "./calls-in-journal.ts";
import { difficultyOf } from "./difficulty.ts";
import { recordOf, type TurnRecord } from "./turn-record.ts";
import type { TurnEnd } from "./model.ts";
import type { TurnPlan, TurnReport } from "./plan.ts";
import { endText, isUntouched, unseenText } from "./report.ts";
import { shownIn } from "./show-files.ts";
import { sealedJournal, type SealedJournal } from "./sealed-journal.ts";
import { brokenBefore, type BrokenOff } from "./tool-calls.ts";
import { keepBroken, keepTranscript } from "./transcripts.ts";

/** A task is tried so often; what still fails then is said instead of thrown. */
const LAST_ATTEMPT = 3;
/** The same call once more than this is answered with its result of before. */
const SAME_CALL = 2;

/**
 * One turn of a model with tools, inside a task: ask, act, look, until it answers or reaches a bound. Each model call and each tool call is a
 * step of the task's journal, so that another worker goes on where a killed one stopped. It always ends with words.
 */
export async function takeTurn(run: Run, asked: TurnPlan): Promise<TurnReport> {
  const before = await keepBefore(run, asked);
  const plan = { ...asked, before, shown: await shownIn(asked.hands, asked.questionId) };
  const record = recordOf(plan);
  const broken = run.attempt === 1 ? [] : await brokenBefore(run.ctx, run.taskId);
  try {
    const end = await rounds(run, plan, record, broken);
    const by = isUntouched(record) ? {} : { writtenBy: record.writtenBy, insteadOf: record.insteadOf };
    const told = end === "stopped" ? "" : (plan.closing?.(record.results, record.text) ?? "");
    const closing = [endText(end, record), unseenText(end, record), told].filter((each) => each !== "").join(" ");
    if (closing !== "") {
      say(plan, record, record.text === "" ? closing : `\n\n${closing}`, true);
      record.entries.push({ type: "report", text: closing });
    }
    await keep(run, plan, record, end);
    return {
      end,
      text: record.text,
      isCut: end === "answered" && record.isCut,
      mayGoOn: record.mayGoOn,
      tainted: record.tainted,
      rounds: record.rounds,
      costMicros: record.costMicros,
      ...by,
    };
  } catch (error) {
    await keepBroken(run, plan, error, (end) => keep(run, plan, record, end));
    throw error;
  }
}

async function keep(run: Run, plan: TurnPlan, record: TurnRecord, end: TurnEnd | null): Promise<void> {
  record.takeCalls(await bookedCalls(plan.agent, run.taskId));
  await keepTranscript(run, plan, record, end);
}

async function rounds(run: Run, plan: TurnPlan, record: TurnRecord, broken: readonly BrokenOff[]): Promise<TurnEnd> {
  const journal = sealedJournal(run, plan.quotes);
  let last: readonly CallResult[] = [];
  for (let round = 1; ; round += 1) {
    const bound = boundOf(plan, record);
    if (bound) return bound;
    const isLast = round >= plan.limits.rounds;
    record.entries.push(...broken.filter((each) => each.round === round));
    const reply = await ask({ run, plan, record, journal }, round, {
      isLast,
      difficulty: difficultyOf({ isLast, tools: plan.tools, results: last }),
    });
    if (typeof reply === "string") return reply;
    record.takeReply(round, reply);
    if (reply.refused) return declined(record);
    if (reply.isLate) return "too_long";
    if (reply.calls.length === 0) return record.text.trim() === "" ? "model_failed" : "answered";
    if (isLast) return "too_many_rounds";
    const results: CallResult[] = [];
    try {
      await act({ run, plan, record, journal }, round, reply, results);
    } finally {
      // What was done before somebody stopped it was done.
      record.takeResults(round, results);
    }
    last = results;
    if (results.some(({ outcome }) => outcome === "unknown")) {
      plan.signal.throwIfAborted();
      return "outcome_unknown";
    }
    if (record.mistakes >= plan.limits.mistakes) return "too_many_mistakes";
  }
}

/** What it asked for beside its refusal is not done. */
function declined(record: TurnRecord): TurnEnd {
  record.fault = "The model declined to answer this.";
  return "model_failed";
}

interface Turning {
  run: Run;
  plan: TurnPlan;
  record: TurnRecord;
  journal: SealedJournal;
}

function boundOf({ limits }: TurnPlan, record: TurnRecord): TurnEnd | undefined {
  if (record.costMicros > limits.costMicros) return "too_costly";
  if (record.spentMs >= limits.timeMs) return "too_long";
  return undefined;
}

/** A model call as a step. One that was made before is said again at once; where none can be made, why the turn ends. */
async function ask(
  { run, plan, record, journal }: Turning,
  round: number,
  { isLast, difficulty }: { isLast: boolean; difficulty: Difficulty },
): Promise<Reply | TurnEnd> {
  let saidHere = "";
  const askedAt = performance.now();
  const speak = (text: string) => {
    if (text === "") return;
    if (saidHere === "" && record.text !== "" && !record.text.endsWith("\n")) say(plan, record, "\n\n");
    saidHere += text;
    say(plan, record, text);
  };
  try {
    const reply = await journal.step(`model/${round}`, () =>
      askModel(plan, record.left(), record.prompt(isLast), isLast ? [] : plan.tools, difficulty, speak),
    );
    speak(reply.text.slice(saidHere.length));
    return reply;
  } catch (error) {
    // NOTE: who wrote these words may have seen the files.
    record.tainted ||= saidHere !== "" && record.shown.length > 0;
    if (error instanceof TaskSuspended || error instanceof HoldLost || run.signal.aborted) throw error;
    record.rounds = round;
    record.spentMs += performance.now() - askedAt;
    const why = plan.signal.aborted ? "It was stopped." : faultIn(error);
    record.entries.push({ type: "broke_off", round, text: saidHere, why });
    if (plan.signal.aborted) throw error;
    const mayReturn = !(error instanceof AppError) || ["unavailable", "too_many_requests", "conflict"].includes(error.code);
    if (mayReturn && run.attempt < LAST_ATTEMPT) throw error;
    if (!(error instanceof AppError)) plan.agent.log.error({ err: error }, "a model call broke");
    if (saidHere !== "") record.takeWriter(writerBefore(error));
    record.fault = why;
    record.mayGoOn = !(error instanceof AppError && FAULTS_OF_REQUESTS.has(error.details?.["fault"]));
    return isOverTaskLimit(error) && record.costMicros > 0 ? "too_costly" : "model_failed";
  }
}

/** Asked again they are the same. */
const FAULTS_OF_REQUESTS: ReadonlySet<unknown> = new Set(["refused", "too_long"]);

/** What is left for the task pays for no further call. */
const isOverTaskLimit = (error: unknown) =>
  error instanceof AppError && error.code === "over_budget" && error.details?.["scope"] === "task";

const faultIn = (error: unknown) => (error instanceof AppError ? messageOf(error) : "Something went wrong on our side.");

function say(plan: TurnPlan, record: TurnRecord, text: string, isReport = false): void {
  record.text += text;
  plan.onText(text, isReport);
}

/** All calls of a round, into `results`: those that only read at the same time, the others one by one and in their order. */
async function act(turning: Turning, round: number, reply: Reply, results: CallResult[]): Promise<void> {
  const { run, plan, record, journal } = turning;
  const { tainted } = record;
  let beside: Promise<CallResult>[] = [];
  const gather = async () => {
    const settled = await Promise.allSettled(beside);
    beside = [];
    for (const each of settled) {
      if (each.status === "rejected") throw each.reason;
      results.push(each.value);
    }
  };
  for (const [index, call] of reply.calls.entries()) {
    const place: CallPlace = { run, plan, journal, round, index, call, tainted, writtenBy: reply.writtenBy };
    const read = readOnce(turning, place);
    if ("mistake" in read) {
      await gather();
      results.push({ callId: call.id, tool: call.tool, outcome: "mistaken", output: read.mistake, taints: false, durationMs: 0 });
      continue;
    }
    if (runsBeside(place, read)) {
      beside.push(callTool(place, read));
      continue;
    }
    await gather();
    const result = await callTool(place, read);
    results.push(result);
    if (result.outcome === "unknown") break;
  }
  await gather();
}

/** The call, unless it makes no sense, or was made again and again: then what is wrong with it. */
function readOnce({ plan, record }: Turning, { call }: CallPlace): ReadCall | { mistake: string } {
  const read = readCall(plan, call);
  if ("mistake" in read) return read;
  if (record.countCall(call) > SAME_CALL)
    return { mistake: "You have called this with the same arguments before. Use the result you have, or say what is missing." };
  return read;
}
