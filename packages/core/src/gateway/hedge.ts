import type { Until } from "../admission/index.ts";
import type { UsableAccount } from "../keys/index.ts";
import type { CallTokens } from "../models/index.ts";
import type { Context } from "../platform/index.ts";
import { Outrun } from "./attempt.ts";
import { tryOnce, type Answered, type Asked, type Timed } from "./try-once.ts";
import type { Candidate } from "./route.ts";
import { gatewayState } from "./state.ts";

/** What a call that may be asked twice brings along. */
export interface Hedge<Result> {
  until: Until;
  /** Whether the money for a second request is there. */
  hold(candidate: Candidate): Promise<boolean>;
  /** Lets an answer go that came second. Says what it used, as far as that is known. */
  discard(answered: Pick<Answered<Result>, "result" | "attempt">): Promise<CallTokens | undefined>;
  /** The call's books wait for it. */
  losing(lost: Promise<void>): void;
}

interface Target {
  candidate: Candidate;
  account: UsableAccount;
}

interface Lane<Result> {
  asked: Promise<Asked<Result>>;
  /** Resolves when what it used is known. */
  lose(): Promise<void>;
}

/**
 * Asks one, and when it takes longer than it nearly always does, the next account or model besides. Whose words come first answers; the other
 * one is let go, and both are paid.
 */
export async function tryHedged<Result>(ctx: Context, chain: Timed<Result>, hedge: Hedge<Result>, first: Target): Promise<Asked<Result>> {
  const { pace, patience } = gatewayState(ctx);
  const one = open(ctx, chain, hedge, first);
  const unknown = hedge.until === "whole" ? patience.hedgeWholeMs : patience.hedgeMs;
  if (!(await isSlow(one.asked, pace.p95(first.candidate.ref, hedge.until) ?? unknown))) return one.asked;
  const second = pickSecond(ctx, chain, first);
  if (!second) return one.asked;
  // NOTE: the first one goes on, whatever keeps us from a second, and however long it takes to say whether there is money for it.
  const holding = hedge.hold(second.candidate).catch(() => false);
  const isAnswered = one.asked.then(() => undefined);
  const isPaid = await Promise.race([holding, isAnswered.catch(() => undefined)]);
  if (isPaid === undefined) hedge.losing(holding.then(() => undefined));
  if (!isPaid) return one.asked;
  const two = open(ctx, chain, hedge, second);
  try {
    const [won, answered] = await Promise.any([one, two].map(answerOf));
    hedge.losing((won === one ? two : one).lose());
    return answered;
  } catch {
    return one.asked;
  }
}

function open<Result>(ctx: Context, chain: Timed<Result>, hedge: Hedge<Result>, { candidate, account }: Target): Lane<Result> {
  const lane = new AbortController();
  const asked = tryOnce(ctx, { ...chain, signal: AbortSignal.any([chain.signal, lane.signal]) }, candidate, account);
  return {
    asked,
    async lose() {
      lane.abort(new Outrun("another one was faster"));
      const answered = await asked.catch(() => undefined);
      if (!answered || !("result" in answered)) return;
      const tokens = await hedge.discard(answered);
      answered.release();
      if (tokens) chain.onSpent({ candidate, account, tokens });
    },
  };
}

function isSlow(asked: Promise<unknown>, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), ms);
    const over = () => {
      clearTimeout(timer);
      resolve(false);
    };
    asked.then(over, over);
  });
}

async function answerOf<Result>(lane: Lane<Result>): Promise<readonly [Lane<Result>, Exclude<Asked<Result>, { fault: unknown }>]> {
  const answered = await lane.asked;
  if ("fault" in answered) throw new Error(answered.fault.message);
  return [lane, answered];
}

/** Another account of the same model, else the next model; never the rules, which are always faster. */
function pickSecond<Result>(ctx: Context, { candidates }: Timed<Result>, { candidate, account }: Target): Target | undefined {
  const { health } = gatewayState(ctx);
  const others = candidate.accounts.filter((each) => each !== account);
  for (const each of [{ ...candidate, accounts: others }, ...candidates.slice(candidates.indexOf(candidate) + 1)]) {
    const picked = health.pick(each.accounts, each.ref);
    if ("account" in picked) return { candidate: each.ref === candidate.ref ? candidate : each, account: picked.account };
  }
  return undefined;
}
