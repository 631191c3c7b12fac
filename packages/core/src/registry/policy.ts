import type { Difficulty } from "../gateway/index.ts";
import type { Context } from "../platform/index.ts";
import { settingOf } from "../settings/index.ts";
import { TURN_LIMITS, type TurnLimits } from "../turns/index.ts";
import type { AgentSelf } from "./profiles.ts";

const MICROS_PER_CENT = 10_000;
const MINUTE_MS = 60_000;

/** The agent's own bounds, and the workspace's where it has none. */
export async function limitsOf(ctx: Context, { limits }: Pick<AgentSelf, "limits">): Promise<TurnLimits> {
  const cents = limits.taskCents ?? (await settingOf(ctx, "agents.taskLimitCents"));
  const rounds = limits.rounds ?? (await settingOf(ctx, "agents.turnRounds"));
  const timeMs = limits.minutes === null ? TURN_LIMITS.timeMs : limits.minutes * MINUTE_MS;
  return { ...TURN_LIMITS, rounds, timeMs, costMicros: cents * MICROS_PER_CENT };
}

/** What the agent has asked first for work that is so hard; nothing where the workspace's routes decide. */
export function preferOf({ models }: Pick<AgentSelf, "models">, difficulty: Difficulty): readonly string[] {
  const model = models[difficulty];
  return model === "auto" ? [] : [model];
}

/** Who it is, as a model is told first. */
export function instructionsFor({ name, title, instructions }: Pick<AgentSelf, "name" | "title" | "instructions">): string {
  return `You are ${name}, ${title} in a workspace where people and agents work together. ${instructions}`;
}
