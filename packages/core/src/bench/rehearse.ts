import { AppError, explainFault, isTainting, type Tool } from "../platform/index.ts";
import {
  askModel,
  difficultyOf,
  endText,
  judge,
  readCall,
  recordOf,
  type CalledTool,
  type CallOutcome,
  type CallResult,
  type TurnPlan,
} from "../turns/index.ts";

export interface RehearsedCall {
  tool: string;
  says: string;
  /** It only reads, and has run. */
  did: boolean;
  outcome: CallOutcome;
}

export interface Rehearsal {
  text: string;
  end: string;
  calls: RehearsedCall[];
  rounds: number;
  costMicros: number;
  inputTokens: number;
  outputTokens: number;
  writtenBy: string;
  insteadOf: string | null;
}

/** A turn without effects and without a task: what reads runs, of everything else the model is told what it would have done. Nothing is kept. */
export async function rehearse(plan: TurnPlan): Promise<Rehearsal> {
  const record = recordOf(plan);
  const calls: RehearsedCall[] = [];
  const ended = (end: Parameters<typeof endText>[0]): Rehearsal => {
    const { rounds, costMicros, usage, writtenBy, insteadOf = null } = record;
    const text = [record.text.trim(), endText(end, record)].filter((part) => part !== "").join("\n\n");
    return { text, end, calls, rounds, costMicros, ...usage, writtenBy, insteadOf };
  };
  let last: readonly CallResult[] = [];
  for (let round = 1; ; round += 1) {
    if (record.costMicros > plan.limits.costMicros) return ended("too_costly");
    if (record.spentMs >= plan.limits.timeMs) return ended("too_long");
    const isLast = round >= plan.limits.rounds;
    try {
      const difficulty = difficultyOf({ isLast, tools: plan.tools, results: last });
      const reply = await askModel(plan, record.left(), record.prompt(isLast), isLast ? [] : plan.tools, difficulty, (text) =>
        plan.onText(text),
      );
      record.takeReply(round, reply);
      record.text += record.text === "" ? reply.text : `\n\n${reply.text}`;
      if (reply.isLate) return ended("too_long");
      if (reply.calls.length === 0) return ended(record.text.trim() === "" ? "model_failed" : "answered");
      if (isLast) return ended("too_many_rounds");
      const results: CallResult[] = [];
      for (const call of reply.calls) results.push(await tryCall(plan, call, record.tainted, calls));
      record.takeResults(round, results);
      last = results;
      if (record.mistakes >= plan.limits.mistakes) return ended("too_many_mistakes");
    } catch (error) {
      plan.signal.throwIfAborted();
      const expected = explainFault(error);
      if (!expected) throw error;
      record.fault = expected.message;
      return ended("model_failed");
    }
  }
}

async function tryCall(plan: TurnPlan, call: CalledTool, tainted: boolean, calls: RehearsedCall[]): Promise<CallResult> {
  const result = (outcome: CallOutcome, output: string, taints = false): CallResult => {
    return { callId: call.id, tool: call.tool, outcome, output: output.slice(0, 20_000).toWellFormed(), taints, durationMs: 0 };
  };
  const read = readCall(plan, call);
  if ("mistake" in read) {
    calls.push({ tool: call.tool.slice(0, 80), says: read.mistake, did: false, outcome: "mistaken" });
    return result("mistaken", read.mistake);
  }
  const { tool, input } = read;
  const hands = await plan.handsNow();
  const { text: says } = await tool.says(input, hands);
  const governs = await tool.governs(input, hands);
  const verdict = judge({ tool, input, governs, actor: hands.actor, tainted, asksForWrites: plan.asksForWrites });
  const told: Told = (outcome, output, did = false, taints = did && tool.taints === true) => {
    calls.push({ tool: tool.name, says, did, outcome });
    return result(outcome, output, taints);
  };
  if (verdict.kind === "deny") return told("denied", `Refused: ${verdict.why}`);
  if (tool.effect !== "read" || verdict.kind === "ask" || tool.outward === true)
    return told("done", `This is a rehearsal: nothing was done. You would have done: ${says}`);
  return runReading({ ...plan, hands }, tool, input, told);
}

type Told = (outcome: CallOutcome, output: string, did?: boolean, taints?: boolean) => CallResult;

async function runReading(plan: TurnPlan, tool: Tool, input: unknown, told: Told): Promise<CallResult> {
  try {
    const output = await tool.run(plan.hands, input, { signal: plan.signal });
    return told("done", typeof output === "string" ? output : (JSON.stringify(output) ?? "done"), true, isTainting(tool, output));
  } catch (error) {
    plan.signal.throwIfAborted();
    if (error instanceof AppError) return told("failed", error.message, true);
    plan.agent.log.error({ err: error, tool: tool.name }, "a tool broke in a rehearsal");
    return told("failed", "Something went wrong inside this tool.", true);
  }
}
