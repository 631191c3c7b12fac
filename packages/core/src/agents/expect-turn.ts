import { predictCost } from "../gateway/index.ts";
import { requirePermission, type Context } from "../platform/index.ts";
import { listProfiles } from "../registry/index.ts";
import { countTurns } from "../turns/index.ts";
import type { AgentName, ExpectedTurn } from "./model.ts";

/** A turn of which nothing is known yet: rounds, tokens in each, and how long it takes. */
const USUAL = { rounds: 3, inputTokens: 6_000, outputTokens: 1_000, ms: 60_000 };
const BY_RULES_MS = 1_000;
const PAST_MS = 90 * 86_400_000;

/** What a turn of each agent is likely to cost and take when it works for this person, by what its turns took so far. */
export async function expectTurns(ctx: Context, onBehalfOf: string): Promise<(agent: AgentName) => ExpectedTurn> {
  const { rounds, inputTokens, outputTokens } = USUAL;
  const [past, profiles, usual] = await Promise.all([
    countTurns(ctx, new Date(ctx.platform.clock.now().getTime() - PAST_MS)),
    listProfiles(ctx),
    predictCost(ctx, { skill: "turn", onBehalfOf, inputTokens, outputTokens }),
  ]);
  const memberOf = new Map(profiles.map(({ agent, memberId }) => [agent, memberId]));
  return (agent) => {
    const own = past.get(memberOf.get(agent) ?? "");
    // NOTE: turns that rules took cost nothing and say nothing of what a model's cost.
    const isKnown = own !== undefined && own.costMicros > 0;
    const costMicros = isKnown ? own.costMicros / own.turns : usual.costMicros * rounds;
    return {
      costMicros: usual.offline ? 0 : Math.round(costMicros),
      ms: own?.medianMs ?? (usual.offline ? BY_RULES_MS : USUAL.ms),
      turns: isKnown ? own.turns : 0,
    };
  };
}

/** The same of one agent, for whoever asks. */
export async function expectTurn(ctx: Context, { agent }: { agent: AgentName }): Promise<ExpectedTurn> {
  requirePermission(ctx, "gateway:read");
  return (await expectTurns(ctx, ctx.actor.id))(agent);
}
