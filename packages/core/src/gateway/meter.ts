import { endHolds, giveBack, overBudget, reserve, settle, type CallOutcome, type Settlement } from "../billing/index.ts";
import { messageOf, newId, type Context, type Platform } from "../platform/index.ts";
import { costOf, mostCost, mostInput, NO_TOKENS, outputFor, tokensIn, type InputSize, type TokenPrice } from "../models/index.ts";
import type { CallPurpose } from "./purpose.ts";
import { priceFor, type Candidate } from "./route.ts";

/** With less room than this an answer is not begun. */
const LEAST_OUTPUT = 256;
/** What a request may have said that is let go at another one's first words. */
const SECOND_OUTPUT = 256;
const MOST_CUTS = 3;
const SETTLE_AGAIN_MS = 250;
const MOST_PAUSE_MS = 5_000;
/** So often its caller waits for it; then it goes on by itself, and ends with the process. */
const AWAITED_ATTEMPTS = 4;
/** A database is replaced in less. */
const SETTLE_FOR_MS = 15 * 60_000;

export interface Held {
  callId: string;
  reservationId: string;
  /** Those that the money is there for. */
  candidates: readonly Candidate[];
  /** What an answer may have at most. */
  maxOutputTokens: number;
  /** Why the model that was meant is not among them. */
  shortage?: string | undefined;
  /** Whether a second request is paid for that is let go at the first words of another. */
  second: boolean;
}

export interface Wanted {
  purpose: CallPurpose;
  candidates: readonly Candidate[];
  input: InputSize;
  maxOutputTokens: number;
  /** Whether a slow answer is to be raced by a second one: the answer is rather cut than that there is no money for both. */
  second?: boolean;
}

/** Reserves the most that the call can cost; where less is left, for a shorter answer, then for those models that cost nothing. */
export async function holdBudget(ctx: Context, wanted: Wanted): Promise<Held> {
  const callId = newId("mdc");
  const { candidates, maxOutputTokens, second = false } = wanted;
  const dearest = (output: number) => Math.max(...candidates.map((each) => mostOf(ctx, each, wanted.input, output)));
  const secondMicros = second ? dearest(SECOND_OUTPUT) : 0;
  const first = await tryReserve(ctx, wanted, callId, dearest(maxOutputTokens) + secondMicros);
  if (first.ok) return { callId, reservationId: first.reservationId, candidates, maxOutputTokens, second };
  let short = first;
  for (let cuts = 1; ; cuts += 1) {
    const uncharged = candidates.flatMap((each) => withoutCharge(each) ?? []);
    if ((short.scope === "credit" || short.scope === "operator") && uncharged.some(({ offline }) => !offline)) {
      const held = await holdBudget(ctx, { ...wanted, candidates: uncharged });
      return { ...held, shortage: uncharged[0]?.ref === candidates[0]?.ref ? held.shortage : overBudget(short).message };
    }
    const room = short.remainingMicros - secondMicros;
    const fitting = candidates.map((each) => ({ each, output: roomFor(ctx, each, wanted, room) }));
    const able = fitting.filter(({ output }) => output >= Math.min(LEAST_OUTPUT, maxOutputTokens));
    if (able.length === 0 && second) return holdBudget(ctx, { ...wanted, second: false });
    if (able.length === 0) throw overBudget(short, candidates[0]?.ref);
    const output = Math.min(maxOutputTokens, ...able.map((each) => each.output));
    const fewer = able.map(({ each }) => each);
    const amount = Math.max(...fewer.map((each) => mostOf(ctx, each, wanted.input, output)));
    const cut = await tryReserve(ctx, wanted, callId, amount + secondMicros);
    const shortage = fewer.some((each) => each === candidates[0]) ? undefined : overBudget(short).message;
    if (cut.ok) return { callId, reservationId: cut.reservationId, candidates: fewer, maxOutputTokens: output, shortage, second };
    // What was short first need not be what has least.
    if (cuts === MOST_CUTS) throw overBudget(cut, candidates[0]?.ref);
    short = cut;
  }
}

/** Holds as much again as attempts have used that failed, so that another one is paid for; undefined where that much is not there. */
export async function holdMore(ctx: Context, wanted: Wanted, callId: string, amountMicros: number): Promise<string | undefined> {
  const more = await tryReserve(ctx, wanted, callId, amountMicros);
  return more.ok ? more.reservationId : undefined;
}

function tryReserve(ctx: Context, { purpose, candidates, input }: Wanted, callId: string, amountMicros: number) {
  const [first] = candidates;
  const inputTokens = tokensIn(input);
  const sentMicros = first ? costOf(priceFor(ctx, first, inputTokens), { ...NO_TOKENS, inputTokens }) : 0;
  return reserve(ctx, {
    callId,
    amountMicros,
    provider: first?.provider ?? "",
    model: first?.model ?? "",
    skill: purpose.skill,
    payer: payerOf(purpose),
    ownKey: candidates.every(isUncharged),
    taskLimitMicros: purpose.costLimitMicros,
    lost: { inputTokens, costMicros: Math.min(sentMicros, amountMicros), ownKey: first?.accounts.some(({ ownKey }) => ownKey) ?? false },
  });
}

/** Whether it takes nothing from the workspace's credit: by keys of its own, or because it costs nothing. */
function isUncharged({ accounts, info, price }: Candidate): boolean {
  return accounts.every(({ ownKey }) => ownKey) || (info === undefined && price.input === 0 && price.output === 0);
}

/** The same model without the operator's keys, where there are others. */
function withoutCharge(candidate: Candidate): Candidate | undefined {
  if (isUncharged(candidate)) return candidate;
  const accounts = candidate.accounts.filter(({ ownKey }) => ownKey);
  return accounts.length > 0 ? { ...candidate, accounts } : undefined;
}

export function payerOf({ onBehalfOf, agentId, projectId, taskId, keyId, threadId }: CallPurpose) {
  return { onBehalfOf, agentId, projectId, taskId, keyId, threadId };
}

/** The most that an answer of this model can cost. */
export function mostOf(ctx: Context, candidate: Candidate, input: InputSize, output: number): number {
  const [tokens, price] = mostSent(ctx, candidate, input);
  return mostCost(price, tokens, mostOutput(candidate, output));
}

/** As much as the model can count for the input, at the price for that. */
function mostSent(ctx: Context, candidate: Candidate, input: InputSize): [tokens: number, price: TokenPrice] {
  const tokens = mostInput(input, candidate.ref, candidate.info?.contextTokens);
  return [tokens, priceFor(ctx, candidate, tokens)];
}

export function mostOutput({ info }: Candidate, wanted: number): number {
  return info && info.maxOutputTokens > 0 ? Math.min(wanted, info.maxOutputTokens) : wanted;
}

function roomFor(ctx: Context, candidate: Candidate, { input }: Wanted, remainingMicros: number): number {
  const [tokens, price] = mostSent(ctx, candidate, input);
  return outputFor(price, tokens, remainingMicros);
}

const settling = new WeakMap<Platform, Set<Promise<void>>>();
const ending = new WeakSet<Platform>();

/**
 * Keeps the call's one row. Never throws: what cannot be written now is tried again, also when nobody waits for it any more, and held
 * against shutdown by `settleAll`. One that is given up is booked as lost.
 */
export function settleCall(ctx: Context, call: Settlement): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  void whileOpen(ctx.platform, settleAgain(ctx, call, resolve)).then(resolve);
  return promise;
}

/** What is still to be written of a call that may have been answered already; it must not throw. */
export function whileOpen(platform: Platform, writing: Promise<void>): Promise<void> {
  const open = settling.get(platform) ?? new Set<Promise<void>>();
  settling.set(platform, open);
  const done = writing.finally(() => open.delete(done));
  open.add(done);
  return done;
}

/**
 * Resolves when every call of this process that has ended by now is in the books: who reads an answer has its end a little before. Those that
 * end meanwhile are not waited for, as there may always be another one.
 */
export async function settled(platform: Platform): Promise<void> {
  const open = settling.get(platform);
  if (open) await Promise.all(open);
}

/** The same at the end of the process, and nothing is held ahead of calls to come. */
export async function settleAll(platform: Platform): Promise<void> {
  ending.add(platform);
  while (settling.get(platform)?.size) await settled(platform);
  await giveBack(platform);
}

async function settleAgain(ctx: Context, call: Settlement, onLate: () => void): Promise<void> {
  const until = performance.now() + SETTLE_FOR_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await settle(ctx, call);
      return;
    } catch (error) {
      if (performance.now() > until || (attempt >= AWAITED_ATTEMPTS && ending.has(ctx.platform))) {
        const { callId, costMicros, usage } = call;
        ctx.log.error({ fault: messageOf(error), callId, costMicros, usage }, "a model call could not be kept in the books");
        endHolds(ctx, call);
        return;
      }
      if (attempt === AWAITED_ATTEMPTS) onLate();
      await new Promise((resolve) => setTimeout(resolve, Math.min(SETTLE_AGAIN_MS * 2 ** attempt, MOST_PAUSE_MS)));
    }
  }
}

/** How a call ended that threw. */
export function outcomeOf(signal: AbortSignal, fault: string): CallOutcome {
  if (signal.aborted) return "cancelled";
  return fault === "refused" ? "refused" : "failed";
}
