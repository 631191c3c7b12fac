import { AppError, messageOf, type Context } from "../platform/index.ts";
import type { RateLimits } from "./admission.ts";
import { openAttempt, type Attempt, type Spent } from "./attempt.ts";
import { pause, waitBefore } from "./backoff.ts";
import { AnswerFault, FINAL, PASSING, plainError } from "./faults.ts";
import { modelDriver, type ModelFault, type UsableAccount } from "../keys/index.ts";
import type { Candidate } from "./route.ts";
import { gatewayState } from "./state.ts";

const MOST_ATTEMPTS = 3;

export interface Chain<Result> {
  candidates: readonly Candidate[];
  /** The input and the output that are reckoned with. */
  tokens: number;
  limits: RateLimits;
  signal: AbortSignal;
  send: Send<Result>;
  /** Told of what a failed attempt used; false when the money for another one is not there. */
  onSpent(spent: Spent): Promise<boolean>;
}

export type Send<Result> = (candidate: Candidate, account: UsableAccount | undefined, attempt: Attempt) => Promise<Result>;

export interface Answered<Result> {
  result: Result;
  candidate: Candidate;
  account: UsableAccount | undefined;
  attempt: Attempt;
  /** The model that was asked first, where another one answered. */
  fallbackFrom: string | undefined;
  /** Gives the place at the provider back; once the answer is complete. */
  release(): void;
}

interface Failure {
  candidate: Candidate;
  fault: ModelFault;
  error: unknown;
  /** What it used can not be afforded twice. */
  isLast: boolean;
}

/** Asks one model after the other, each with all its accounts and again where that may help, until one answers. */
export async function askInTurn<Result>(ctx: Context, chain: Chain<Result>): Promise<Answered<Result>> {
  let failure: Failure | undefined;
  const deadlineAt = performance.now() + gatewayState(ctx).patience.callMs;
  for (const candidate of chain.candidates) {
    if (failure && performance.now() >= deadlineAt) break;
    const more = candidate !== chain.candidates.at(-1);
    const answered = await askOne(ctx, { ...chain, deadlineAt }, candidate, more);
    if ("result" in answered) return { ...answered, fallbackFrom: failure && chain.candidates[0]?.ref };
    // NOTE: why the model that was meant failed says more than why rules cannot do it.
    if (!candidate.offline || !failure) failure = answered;
    const { kind, status } = answered.fault;
    ctx.log.warn({ model: candidate.ref, fault: kind, status }, "a model did not answer");
    if (FINAL.has(kind) || answered.isLast) break;
  }
  if (!failure) throw new AppError("unavailable", "No model can answer this. An admin can add a key in the settings under Models.");
  if (failure.error instanceof AppError) throw failure.error;
  throw plainError(failure.candidate.ref, failure.fault, failure.error);
}

type Timed<Result> = Chain<Result> & { deadlineAt: number };
type Asked<Result> = Failure | Omit<Answered<Result>, "fallbackFrom">;

async function askOne<Result>(ctx: Context, chain: Timed<Result>, candidate: Candidate, more: boolean): Promise<Asked<Result>> {
  if (candidate.offline) return { ...(await tryOnce(ctx, chain, candidate, undefined)), candidate };
  const { health } = gatewayState(ctx);
  let failure: Failure = {
    candidate,
    fault: { kind: "unavailable", message: "it failed too often lately" },
    error: undefined,
    isLast: false,
  };
  for (let attempts = 0; attempts < MOST_ATTEMPTS; attempts += 1) {
    const picked = health.pick(candidate.accounts, candidate.ref);
    if (!("account" in picked)) {
      const wait = picked.freeInMs === undefined || more ? undefined : waitBefore(attempts, picked.freeInMs);
      if (picked.freeInMs !== undefined) failure = limited(failure, picked.freeInMs);
      if (wait === undefined) return failure;
      await pause(wait, chain.signal);
      continue;
    }
    const answered = await tryOnce(ctx, chain, candidate, picked.account);
    if ("result" in answered) return answered;
    failure = answered;
    const { fault } = answered;
    const otherKeys = candidate.accounts.length > 1 && fault.kind !== "bad_request" && fault.kind !== "too_long";
    if (answered.isLast || FINAL.has(fault.kind) || (!PASSING.has(fault.kind) && !otherKeys)) return failure;
    const wait = fault.kind === "rate_limited" && (otherKeys || more) ? 0 : waitBefore(attempts, fault.retryAfterMs);
    // NOTE: who let us wait in vain for one answer is not waited for again while others can be asked.
    const isOver = (fault.kind === "timeout" && more) || performance.now() + (wait ?? 0) >= chain.deadlineAt;
    if (wait === undefined || isOver || attempts + 1 === MOST_ATTEMPTS) return failure;
    await pause(wait, chain.signal);
  }
  return failure;
}

async function tryOnce<Result>(
  ctx: Context,
  chain: Timed<Result>,
  candidate: Candidate,
  account: UsableAccount | undefined,
): Promise<Asked<Result>> {
  const { admission, health, patience } = gatewayState(ctx);
  const { limits, tokens, signal, deadlineAt } = chain;
  signal.throwIfAborted();
  const leave = account && (await admission.enter({ workspaceId: ctx.workspaceId, provider: candidate.provider, tokens, limits, signal }));
  const ended = account && health.started(account);
  const attempt = openAttempt(patience, deadlineAt, signal);
  const release = () => {
    attempt.close();
    leave?.();
    ended?.();
  };
  try {
    const result = await chain.send(candidate, account, attempt);
    if (account) health.succeeded(account, candidate.ref);
    return { result, candidate, account, attempt, release };
  } catch (error) {
    release();
    const isLast = attempt.used !== undefined && !(await chain.onSpent({ candidate, account, tokens: attempt.used }));
    signal.throwIfAborted();
    const fault = faultOf(ctx, error);
    if (account) health.failed(account, candidate.ref, fault);
    return { candidate, fault, error, isLast };
  }
}

function limited(failure: Failure, freeInMs: number): Failure {
  const message = `free in ${Math.ceil(freeInMs / 1000)} s`;
  return { ...failure, fault: { kind: "rate_limited", retryAfterMs: freeInMs, message }, error: undefined };
}

/** What went wrong, as the driver reads it; our own faults say it themselves. */
export function faultOf({ platform }: Context, error: unknown): ModelFault {
  if (error instanceof AnswerFault) return error.fault;
  if (error instanceof AppError)
    return { kind: error.code === "too_many_requests" ? "rate_limited" : "unavailable", message: error.message };
  return platform.drivers.find(modelDriver)?.faultOf(error) ?? { kind: "unavailable", message: messageOf(error) };
}
