import { AppError, messageOf, type Context } from "../platform/index.ts";
import type { OnWait, RateLimits } from "../admission/index.ts";
import { isImpatience, openAttempt, type Attempt, type Spent } from "./attempt.ts";
import type { Hedge } from "./hedge.ts";
import { AnswerFault, modelDriver, type ModelFault, type UsableAccount } from "../keys/index.ts";
import { NO_TOKENS } from "../models/index.ts";
import type { Candidate } from "./route.ts";
import { gatewayState } from "./state.ts";

export interface Chain<Result> {
  /** Who was meant to answer, even where the money for it is not there. */
  meant: Candidate | undefined;
  candidates: readonly Candidate[];
  inputTokens: number;
  /** The input and the output that are reckoned with. */
  tokens: number;
  limits: RateLimits;
  onWait: OnWait | undefined;
  signal: AbortSignal;
  send: Send<Result>;
  /** Told of what an attempt used that failed or came second. */
  onSpent(spent: Spent): void;
  /** Whether the money for another attempt is there. */
  cover(spent: Spent): Promise<boolean>;
  /** Where a slow answer is worth a second request. */
  hedge: Hedge<Result> | undefined;
}

export type Send<Result> = (candidate: Candidate, account: UsableAccount | undefined, attempt: Attempt) => Promise<Result>;

export interface Answered<Result> {
  result: Result;
  candidate: Candidate;
  account: UsableAccount | undefined;
  attempt: Attempt;
  /** The model that was asked first, where another one answered. */
  fallbackFrom: string | undefined;
  /** Why that one did not, in plain words, where asking it has shown that. */
  fallbackReason: string | undefined;
  /** Gives the place at the provider back, once the answer has ended: well, with a fault of the provider's, or otherwise. */
  release(how?: "ok" | ModelFault): void;
}

export interface Failure {
  candidate: Candidate;
  fault: ModelFault;
  error: unknown;
  /** What it used can not be afforded twice. */
  isLast: boolean;
  /** Nothing was sent: our own limits for the provider are used up, or another call probes whether it is back. */
  unsent?: "full" | "probed";
}

export type Timed<Result> = Chain<Result> & {
  deadlineAt: number;
  /** Whether another provider could answer, as far as is known. */
  elsewhere: () => boolean;
};
export type Asked<Result> = Failure | Omit<Answered<Result>, "fallbackFrom" | "fallbackReason">;

/** Where another call has just found out more. */
export const NOT_ASKED: ModelFault = { kind: "unavailable", message: "" };

/** One request to one account; it waits its turn before. */
export async function tryOnce<Result>(
  ctx: Context,
  chain: Timed<Result>,
  candidate: Candidate,
  account: UsableAccount | undefined,
): Promise<Asked<Result>> {
  const { admission, health, patience, pace } = gatewayState(ctx);
  const { limits, tokens, signal, deadlineAt, elsewhere, onWait } = chain;
  const { provider, ref } = candidate;
  signal.throwIfAborted();
  let leave: (() => void) | undefined;
  try {
    const ownAddress = account?.ownKey === true && account.account.baseUrl !== undefined;
    const { workspaceId } = ctx;
    leave = account && (await admission.enter({ workspaceId, provider, ownAddress, tokens, limits, signal, elsewhere, onWait }));
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    return { candidate, fault: faultOf(ctx, error), error, isLast: false, unsent: "full" };
  }
  const ended = account && health.started(account, ref);
  if (account && !ended) {
    leave?.();
    return { candidate, fault: health.leftAlone(account, ref) ?? NOT_ASKED, error: undefined, isLast: false, unsent: "probed" };
  }
  const attempt = openAttempt(patience, deadlineAt, signal);
  const release = (how?: "ok" | ModelFault) => {
    if (account && how === "ok") health.succeeded(account, ref);
    if (account && how && how !== "ok") health.failed(account, ref, how);
    attempt.close();
    leave?.();
    ended?.();
  };
  const startedAt = performance.now();
  try {
    const result = await chain.send(candidate, account, attempt);
    if (chain.hedge) pace.note(ref, chain.hedge.until, performance.now() - startedAt);
    return { result, candidate, account, attempt, release };
  } catch (error) {
    const fault = faultOf(ctx, error);
    release(signal.aborted ? undefined : fault);
    // NOTE: what we hung up on was read by then, and will be on the bill.
    const isLeft = account && (signal.aborted || isImpatience(attempt.signal.reason));
    const tokensUsed = attempt.used ?? (isLeft ? { ...NO_TOKENS, inputTokens: chain.inputTokens } : undefined);
    const spent = tokensUsed && { candidate, account, tokens: tokensUsed };
    if (spent) chain.onSpent(spent);
    signal.throwIfAborted();
    const isLast = spent !== undefined && !(await chain.cover(spent));
    return { candidate, fault, error, isLast };
  }
}

/** What went wrong, as the driver reads it; our own faults say it themselves. */
export function faultOf({ platform }: Context, error: unknown): ModelFault {
  if (error instanceof AnswerFault) return error.fault;
  if (error instanceof AppError)
    return error.code === "too_many_requests"
      ? { kind: "rate_limited", message: error.message, isOurs: true }
      : { kind: "unavailable", message: error.message };
  return platform.drivers.find(modelDriver)?.faultOf(error) ?? { kind: "unavailable", message: messageOf(error) };
}
