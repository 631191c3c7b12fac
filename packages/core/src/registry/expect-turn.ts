import { predictCost } from "../gateway/index.ts";
import { requirePermission, type Context } from "../platform/index.ts";
import { countTurns, FIGURES_MS } from "../turns/index.ts";
import type { AgentName, AgentProfile, ExpectedTurn } from "./model.ts";
import { preferOf } from "./policy.ts";
import { getProfile } from "./profiles.ts";

/** A turn of which nothing is known yet: rounds, tokens in each, and how long it takes. */
const USUAL = { rounds: 3, inputTokens: 6_000, outputTokens: 1_000, ms: 60_000 };
const BY_RULES_MS = 1_000;

/** What a round of the agent's turn would cost, by the model that it would ask first when it works for this person. */
export function predictRound(ctx: Context, { agent, memberId, models }: AgentProfile, onBehalfOf: string) {
  const { inputTokens, outputTokens } = USUAL;
  const purpose = { skill: "turn", agent, agentId: memberId ?? undefined, onBehalfOf, prefer: preferOf({ models }, "normal") };
  return predictCost(ctx, { ...purpose, inputTokens, outputTokens });
}

/** What a turn of each of these is likely to cost and take when it works for this person, by what its turns took so far. */
export async function expectTurns(
  ctx: Context,
  agents: readonly AgentProfile[],
  onBehalfOf: string,
): Promise<Map<AgentName, ExpectedTurn>> {
  const past = await countTurns(ctx, new Date(ctx.platform.clock.now().getTime() - FIGURES_MS));
  const expected = new Map<AgentName, ExpectedTurn>();
  for (const profile of agents) {
    const round = await predictRound(ctx, profile, onBehalfOf);
    // NOTE: turns that rules took cost nothing and say nothing of what a model's cost, nor how long that takes.
    const own = past.get(profile.memberId ?? "");
    const isKnown = own !== undefined && own.paidTurns > 0;
    const costMicros = isKnown ? own.costMicros / own.paidTurns : round.costMicros * USUAL.rounds;
    expected.set(profile.agent, {
      costMicros: round.offline ? 0 : Math.round(costMicros),
      ms: round.offline ? BY_RULES_MS : (own?.modelMedianMs ?? USUAL.ms),
      turns: isKnown && !round.offline ? own.paidTurns : 0,
    });
  }
  return expected;
}

/** The same of one agent, for whoever asks. */
export async function expectTurn(ctx: Context, { agent }: { agent: AgentName }): Promise<ExpectedTurn> {
  requirePermission(ctx, "gateway:read");
  const expected = await expectTurns(ctx, [await getProfile(ctx, { agent })], ctx.actor.id);
  return expected.get(agent) ?? { costMicros: 0, ms: USUAL.ms, turns: 0 };
}
