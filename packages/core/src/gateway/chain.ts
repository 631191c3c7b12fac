import { AppError, type Context } from "../platform/index.ts";
import { pause, tellOfWait, waitBefore, type AccountHealth } from "../admission/index.ts";
import { FINAL, PASSING, plainError, reasonOf, vendorName } from "../keys/index.ts";
import { tryHedged } from "./hedge.ts";
import type { Candidate } from "./route.ts";
import { gatewayState } from "./state.ts";
import { NOT_ASKED, tryOnce, type Answered, type Asked, type Chain, type Failure, type Timed } from "./try-once.ts";

const MOST_ATTEMPTS = 3;

interface Others {
  /** Whether anybody can be asked after this one, were it the rules. */
  any: boolean;
  /** Whether another model can. */
  models: boolean;
  /** Whether another model of the same provider has failed. */
  failedBefore: boolean;
}

/** Asks one model after the other, each with all its accounts and again where that may help, until one answers. */
export async function askInTurn<Result>(ctx: Context, chain: Chain<Result>): Promise<Answered<Result>> {
  let failure: Failure | undefined;
  /** Of the model that was meant to answer. */
  let why = SLOW;
  const { patience, health } = gatewayState(ctx);
  const deadlineAt = performance.now() + patience.callMs;
  /** The last of each provider. */
  const failed = new Map<string, Failure>();
  /** The money for another model is not there; rules cost nothing. */
  let isSpent = false;
  for (const [at, candidate] of chain.candidates.entries()) {
    if (failure && performance.now() >= deadlineAt) break;
    // NOTE: our limits are of the provider, whichever its model.
    if (failed.get(candidate.provider)?.unsent === "full") continue;
    if (isSpent && !candidate.offline) continue;
    const after = chain.candidates.slice(at + 1);
    const others = { any: after.length > 0, models: after.some(({ offline }) => !offline), failedBefore: failed.has(candidate.provider) };
    const elsewhere = () => after.some((each) => each.provider !== candidate.provider && mayAnswer(health, each));
    const answered = await askOne(ctx, { ...chain, deadlineAt, elsewhere }, candidate, others);
    if ("result" in answered) return { ...answered, ...fallbackOf(answered.candidate, chain, why) };
    if (candidate.ref === chain.meant?.ref) why = reasonOf(answered.fault);
    // NOTE: why the model that was meant failed says more than why rules cannot do it.
    if (!candidate.offline || !failure) failure = answered;
    const { kind, status } = answered.fault;
    failed.set(candidate.provider, answered);
    ctx.log.warn({ model: candidate.ref, fault: kind, status }, "a model did not answer");
    if (FINAL.has(kind)) break;
    isSpent ||= answered.isLast;
  }
  if (!failure) throw new AppError("unavailable", "No model can answer this. An admin can add a key in the settings under Models.");
  if (failure.error instanceof AppError) throw failure.error;
  throw plainError(failure.candidate.ref, failure.fault, failure.error);
}

async function askOne<Result>(ctx: Context, chain: Timed<Result>, candidate: Candidate, others: Others): Promise<Asked<Result>> {
  if (candidate.offline) return { ...(await tryOnce(ctx, chain, candidate, undefined)), candidate };
  const { health } = gatewayState(ctx);
  let failure: Failure = { candidate, fault: NOT_ASKED, error: undefined, isLast: false };
  const most = others.failedBefore ? 1 : MOST_ATTEMPTS;
  for (let attempts = 0; attempts < most; attempts += 1) {
    const picked = health.pick(candidate.accounts, candidate.ref);
    if (!("account" in picked)) {
      // NOTE: nobody is waited for who is not asked afterwards.
      const inVain = others.models || attempts + 1 === most;
      const wait = picked.freeInMs === undefined || inVain ? undefined : waitBefore(attempts, picked.freeInMs);
      if (picked.freeInMs !== undefined) failure = limited(failure, picked.freeInMs);
      else if (picked.because && attempts === 0) failure = { ...failure, fault: picked.because };
      if (wait === undefined) return failure;
      await rest(chain, failure, wait);
      continue;
    }
    const { account } = picked;
    const hedge = attempts === 0 && candidate === chain.candidates[0] ? chain.hedge : undefined;
    const asked = hedge ? tryHedged(ctx, chain, hedge, { candidate, account }) : tryOnce(ctx, chain, candidate, account);
    const answered = await asked;
    if ("result" in answered) return answered;
    failure = answered;
    const { fault, unsent } = answered;
    if (unsent === "probed") continue;
    const otherKeys = candidate.accounts.length > 1 && fault.kind !== "bad_request" && fault.kind !== "too_long";
    if (unsent || answered.isLast || FINAL.has(fault.kind) || (!PASSING.has(fault.kind) && !otherKeys)) return failure;
    const wait = fault.kind === "rate_limited" && (otherKeys || others.models) ? 0 : waitBefore(attempts, fault.retryAfterMs);
    // NOTE: who let us wait in vain for one answer is not waited for again while others can be asked.
    const isOver = (fault.kind === "timeout" && others.any) || performance.now() + (wait ?? 0) >= chain.deadlineAt;
    if (wait === undefined || isOver || attempts + 1 === most) return failure;
    await rest(chain, failure, wait);
  }
  return failure;
}

/** Until it is asked again. */
async function rest({ onWait, signal }: Chain<unknown>, { candidate, fault }: Failure, ms: number): Promise<void> {
  const name = vendorName(candidate.provider);
  const pauses = `waiting: ${name} asked for a pause of ${Math.ceil(ms / 1_000)} s`;
  const told = tellOfWait(onWait, () => (fault.kind === "rate_limited" ? pauses : `about to ask ${name} again`));
  await pause(ms, signal).finally(() => told.end());
}

/** Whether something of it is not left alone at the moment. */
function mayAnswer(health: AccountHealth, { accounts, ref }: Candidate): boolean {
  return accounts.some((account) => !health.resting(account, ref));
}

/** Raced by another one, which was faster: it has not failed. */
const SLOW = "It was slow, and this one answered first.";

function fallbackOf({ ref, insteadOf }: Candidate, { meant, candidates }: Pick<Chain<unknown>, "meant" | "candidates">, why: string) {
  if (insteadOf) return { fallbackFrom: insteadOf.ref, fallbackReason: insteadOf.why };
  const isOther = meant !== undefined && ref !== meant.ref;
  const wasAsked = candidates.some((each) => each.ref === meant?.ref);
  return { fallbackFrom: isOther ? meant.ref : undefined, fallbackReason: isOther && wasAsked ? why : undefined };
}

function limited(failure: Failure, freeInMs: number): Failure {
  const message = `free in ${Math.ceil(freeInMs / 1000)} s`;
  return { ...failure, fault: { kind: "rate_limited", retryAfterMs: freeInMs, message }, error: undefined };
}
