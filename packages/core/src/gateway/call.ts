import { noteKeyUse, type ModelFault } from "../keys/index.ts";
import type { Context } from "../platform/index.ts";
import { settingsOf } from "../settings/index.ts";
import { askInTurn } from "./chain.ts";
import { faultOf, type Answered, type Send } from "./try-once.ts";
import type { Spent } from "./attempt.ts";
import type { Hedge } from "./hedge.ts";
import { holdBudget, holdMore, mostOf, outcomeOf, payerOf, settleCall, whileOpen } from "./meter.ts";
import { addTokens, costOf, NO_TOKENS, tokensIn, type CallTokens, type InputSize } from "../models/index.ts";
import type { CallPurpose, CallReport } from "./purpose.ts";
import { priceFor, type Candidate } from "./route.ts";
import { gatewayState } from "./state.ts";

/** What a minute's limit counts for an answer before it is there. */
const TYPICAL_OUTPUT = 1_024;

export interface Ending {
  tokens: CallTokens;
  outcome: "ok" | "failed" | "cancelled" | "refused";
  fault?: string;
  /** What the provider did that broke its answer off. */
  broken?: ModelFault;
}

/** A call that money is reserved for, until it has ended. */
export interface OpenCall {
  readonly callId: string;
  readonly inputTokens: number;
  readonly maxOutputTokens: number;
  /** Aborts when the caller does, and by `stop`. */
  readonly signal: AbortSignal;
  stop(reason: unknown): void;
  /** Asks the models in turn, two at once where `race` says how and the workspace wants it; when none answers, the call has ended. */
  ask<Result>(send: Send<Result>, race?: Pick<Hedge<Result>, "until" | "discard">): Promise<Answered<Result>>;
  /** What the answer says of itself. */
  report(answered: Answered<unknown>, tokens: CallTokens): CallReport;
  /** Keeps the one row of the call; only the first one counts. */
  end(answered: Answered<unknown> | undefined, ending: Ending): Promise<void>;
}

export interface CallPlan {
  purpose: CallPurpose;
  candidates: readonly Candidate[];
  input: InputSize;
  maxOutputTokens: number;
  startedAt: number;
  /** Whether its first words may be raced, where the workspace wants that. */
  races?: boolean;
  abortSignal?: AbortSignal | undefined;
}

const isHeld = () => Promise.resolve(true);

/** Reserves what the call may cost; nothing has been sent yet. */
export async function beginCall(ctx: Context, plan: CallPlan): Promise<OpenCall> {
  const { purpose, input, abortSignal } = plan;
  const inputTokens = tokensIn(input);
  const setting = await settingsOf(ctx);
  const limits = { requestsPerMinute: setting("models.requestsPerMinute"), tokensPerMinute: setting("models.tokensPerMinute") };
  const hedges = setting("models.hedge");
  const [first] = plan.candidates;
  const tokens = inputTokens + Math.min(plan.maxOutputTokens, TYPICAL_OUTPUT);
  if (first && !first.offline)
    gatewayState(ctx).admission.prepare({ workspaceId: ctx.workspaceId, provider: first.provider, tokens, limits });
  const hasOthers = plan.candidates.flatMap(({ accounts }) => accounts).length > 1;
  const held = await holdBudget(ctx, { ...plan, second: hedges && plan.races && hasOthers });
  const controller = new AbortController();
  const onAbort = () => controller.abort(abortSignal?.reason);
  abortSignal?.addEventListener("abort", onAbort, { once: true });
  if (abortSignal?.aborted) onAbort();
  let ended: Promise<void> | undefined;
  /** By attempts that failed. */
  const spent: Spent[] = [];
  const alsoHeld: string[] = [];
  /** With a key, whatever became of it. */
  const sent: Pick<Spent, "candidate" | "account">[] = [];

  /** Requests that came second, and are being let go. */
  const losing = new Set<Promise<void>>();

  async function hold(micros: number): Promise<boolean> {
    if (micros === 0) return true;
    const reservationId = await holdMore(ctx, { ...plan, candidates: held.candidates }, held.callId, micros);
    if (reservationId !== undefined) alsoHeld.push(reservationId);
    return reservationId !== undefined;
  }

  const holdFor = (candidate: Candidate) => hold(mostOf(ctx, candidate, input, held.maxOutputTokens));

  const end: OpenCall["end"] = (answered, ending) => {
    if (ended) return ended;
    abortSignal?.removeEventListener("abort", onAbort);
    answered?.release(ending.broken ?? (ending.outcome === "cancelled" ? undefined : "ok"));
    if (losing.size === 0) return (ended = keep(answered, ending));
    // NOTE: nobody waits for one that was slower; `settled` does.
    void whileOpen(
      ctx.platform,
      Promise.all(losing).then(() => keep(answered, ending)),
    );
    return (ended = Promise.resolve());
  };

  function keep(answered: Answered<unknown> | undefined, { tokens, outcome, fault }: Ending): Promise<void> {
    const all = answered ? [...spent, { candidate: answered.candidate, account: answered.account, tokens }] : spent;
    for (const { account } of sent) if (account) noteKeyUse(ctx, account);
    const { candidate = held.candidates[0], account } = answered ?? sent.at(-1) ?? {};
    return settleCall(ctx, {
      reservationId: held.reservationId,
      alsoHeld,
      callId: held.callId,
      provider: candidate?.provider ?? "",
      model: candidate?.model ?? "",
      skill: purpose.skill,
      payer: payerOf(purpose),
      ownKey: account?.ownKey ?? false,
      providerKeyId: account?.id,
      costMicros: costOfAll(ctx, all),
      chargedMicros: costOfAll(
        ctx,
        all.filter((each) => !each.account?.ownKey),
      ),
      usage: all.reduce((sum, each) => addTokens(sum, each.tokens), NO_TOKENS),
      outcome,
      fault,
      durationMs: performance.now() - plan.startedAt,
      fallbackFrom: answered?.fallbackFrom,
      fallbackReason: held.shortage ?? answered?.fallbackReason,
      offline: candidate?.offline ?? false,
      isUnawaited: purpose.answerFirst,
    });
  }

  return {
    callId: held.callId,
    inputTokens,
    maxOutputTokens: held.maxOutputTokens,
    signal: controller.signal,
    stop: (reason) => controller.abort(reason),
    async ask(send, race) {
      try {
        return await askInTurn(ctx, {
          meant: plan.candidates[0],
          candidates: held.candidates,
          inputTokens,
          tokens,
          limits,
          onWait: purpose.onWait,
          signal: controller.signal,
          send(candidate, account, attempt) {
            if (account) sent.push({ candidate, account });
            return send(candidate, account, attempt);
          },
          onSpent: (each) => void spent.push(each),
          cover: (each) => hold(costOfAll(ctx, [each])),
          hedge:
            hedges && race
              ? { ...race, hold: race.until === "begun" && held.second ? isHeld : holdFor, losing: (lost) => void losing.add(lost) }
              : undefined,
        });
      } catch (error) {
        const fault = controller.signal.aborted ? "aborted" : faultKind(ctx, error);
        await end(undefined, { tokens: NO_TOKENS, outcome: outcomeOf(controller.signal, fault), fault });
        throw error;
      }
    },
    report: ({ candidate, account, fallbackFrom, fallbackReason }, tokens) => ({
      callId: held.callId,
      provider: candidate.provider,
      model: candidate.model,
      ...(fallbackFrom === undefined ? {} : { fallbackFrom, fallbackReason: held.shortage ?? fallbackReason }),
      costMicros: costOfAll(ctx, [...spent, { candidate, account, tokens }]),
      cached: false,
      offline: candidate.offline,
    }),
    end,
  };
}

/** At the price for as much as the provider counted. */
function costOfAll(ctx: Context, all: readonly Spent[]): number {
  return all.reduce((sum, { candidate, tokens }) => sum + costOf(priceFor(ctx, candidate, tokens.inputTokens), tokens), 0);
}

function faultKind(ctx: Context, error: unknown): string {
  const { details } = error as { details?: { fault?: string } };
  return details?.fault ?? faultOf(ctx, error).kind;
}
