import { changeMessage, type ProgressCard } from "../chat/index.ts";
import type { Context } from "../platform/index.ts";

type Step = "spec" | "code" | "bundle" | "start" | "checks";

/** `checksFirst`: the version starts only when they have passed. */
export function firstProgress(
  title: string,
  groupId: string,
  { specMs, checksFirst }: { specMs: number | undefined; checksFirst: boolean },
): ProgressCard {
  const waiting = (key: Step, label: string) => ({ key, label, state: "waiting" as const });
  return {
    type: "progress",
    title,
    groupId,
    state: "running",
    steps: [
      ...(specMs === undefined ? [] : [{ key: "spec", label: "Spec", state: "done" as const, durationMs: Math.round(specMs) }]),
      waiting("code", "Code"),
      waiting("bundle", "Build"),
      ...(checksFirst
        ? [waiting("checks", "Checks"), waiting("start", "Start")]
        : [waiting("start", "Start"), waiting("checks", "Checks")]),
    ],
  };
}

type StepState = ProgressCard["steps"][number]["state"];

/** The card of a build, written beside the work that it tells of. */
export interface LiveProgress {
  move(key: Step, state: StepState, more?: { note?: string; durationMs?: number }): void;
  /** Resolves when all moves so far are written; throws what kept one from it. */
  settled(): Promise<void>;
}

/** Moves are written in their order; those that come while one is being written go together. */
export function followProgress(ctx: Context, messageId: string): LiveProgress {
  let waiting: ((card: ProgressCard) => ProgressCard)[] = [];
  let writing: Promise<void> = Promise.resolve();
  const writeWaiting = async () => {
    const changes = waiting;
    waiting = [];
    if (changes.length > 0) await changeCard(ctx, messageId, (card) => changes.reduce((before, change) => change(before), card));
  };
  return {
    move(key, state, more = {}) {
      waiting.push((card) => ({ ...card, steps: card.steps.map((step) => (step.key === key ? { ...step, state, ...more } : step)) }));
      writing = writing.then(writeWaiting);
      writing.catch(() => undefined);
    },
    settled: () => writing,
  };
}

/**
 * Ends the card: what was still to come is skipped, what was running takes the end's colour. Of a build that passed every step is done: a server
 * that was killed after the work may have lost the move that told of it.
 */
export async function endProgress(ctx: Context, messageId: string, end: "done" | "failed" | "cancelled"): Promise<void> {
  await changeCard(ctx, messageId, (card) => ({
    ...card,
    state: end,
    steps: card.steps.map((step) => ({ ...step, state: endOf(step.state, end) })),
  }));
}

/** The card of a build that is not tried again: nothing of it broke, or the next version was begun. */
export async function markFinal(ctx: Context, messageId: string): Promise<void> {
  await changeCard(ctx, messageId, (card) => ({ ...card, final: true }));
}

/** The card of a build that is tried again: what did not end well is to come once more. */
export async function reopenProgress(ctx: Context, messageId: string): Promise<void> {
  await changeCard(ctx, messageId, (card) => ({
    ...card,
    state: "running",
    steps: card.steps.map((step) => (step.state === "failed" || step.state === "skipped" ? { ...step, state: "waiting" as const } : step)),
  }));
}

function endOf(state: StepState, end: "done" | "failed" | "cancelled"): StepState {
  if (state !== "running" && state !== "waiting") return state;
  if (end === "done") return "done";
  return state === "running" && end === "failed" ? "failed" : "skipped";
}

async function changeCard(ctx: Context, messageId: string, change: (card: ProgressCard) => ProgressCard): Promise<void> {
  await changeMessage(ctx, messageId, ({ cards }) => ({ cards: cards.map((card) => (card.type === "progress" ? change(card) : card)) }));
}
