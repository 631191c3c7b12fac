import { and, eq, gte, sql } from "drizzle-orm";
import { getPastCalls, getUsage } from "../billing/index.ts";
import { requirePermission, type Context } from "../platform/index.ts";
import { getProfile, listProfiles } from "../registry/index.ts";
import { countTurns, FIGURES_MS } from "../turns/index.ts";
import type { AgentName, AgentProfile, FullRecord, SkillRecord, TrackRecord } from "./model.ts";
import { feedback } from "./tables.ts";

const MOST_SKILLS = 30;

/** How each agent did in the last 90 days, over the whole workspace: sums alone, nothing of what was said. */
export async function listTrackRecords(ctx: Context): Promise<TrackRecord[]> {
  const profiles = await listProfiles(ctx);
  const since = new Date(ctx.platform.clock.now().getTime() - FIGURES_MS);
  const [turns, ratings] = await Promise.all([countTurns(ctx, since), countRatings(ctx, since)]);
  return profiles.map((profile) => recordOf(profile, turns, ratings));
}

/** The same of one agent, with each of its skills. */
export async function getTrackRecord(ctx: Context, { agent }: { agent: AgentName }): Promise<FullRecord> {
  const profile = await getProfile(ctx, { agent });
  requirePermission(ctx, "billing:read");
  const since = new Date(ctx.platform.clock.now().getTime() - FIGURES_MS);
  const [turns, ratings] = await Promise.all([countTurns(ctx, since), countRatings(ctx, since)]);
  const record = recordOf(profile, turns, ratings);
  const agentId = profile.memberId;
  const used = agentId === null ? [] : (await getUsage(ctx, { by: "skill", agentId, from: since, limit: MOST_SKILLS })).rows;
  const rated = ratings.filter((each) => each.agent === agent);
  const names = new Set([...used.map(({ key }) => key), ...rated.map(({ skill }) => skill)]);
  const skills = await Promise.all(
    [...names].map(async (skill): Promise<SkillRecord> => {
      const row = used.find(({ key }) => key === skill);
      const past = row && agentId !== null ? await getPastCalls(ctx, { skill, agentId }) : undefined;
      const isTurn = skill === "turn";
      return {
        skill,
        calls: row?.calls ?? 0,
        successRate: isTurn ? record.successRate : row ? successOf(row) : null,
        costMicros: row?.costMicros ?? 0,
        medianMs: isTurn ? record.medianMs : (past?.durationMs.p50 ?? null),
        ...sumOf(rated.filter((each) => each.skill === skill)),
      };
    }),
  );
  return { ...record, skills: skills.toSorted((one, other) => other.calls - one.calls) };
}

/** What share of what was asked for a model answered: where rules did for a call that failed, both have a row, and are one failure. */
function successOf({ calls, failed, byRules }: Record<"calls" | "failed" | "byRules", number>): number | null {
  const answered = calls - failed - byRules;
  return calls > 0 ? answered / (answered + Math.max(failed, byRules)) : null;
}

type Ratings = Awaited<ReturnType<typeof countRatings>>;
type Turns = Awaited<ReturnType<typeof countTurns>>;

function recordOf({ agent, memberId }: AgentProfile, turns: Turns, ratings: Ratings): TrackRecord {
  const own = memberId === null ? undefined : turns.get(memberId);
  return {
    agent,
    turns: own?.turns ?? 0,
    successRate: own && own.ended > 0 ? own.answered / own.ended : null,
    costMicros: own?.costMicros ?? 0,
    medianMs: own?.medianMs ?? null,
    ...sumOf(ratings.filter((each) => each.agent === agent)),
  };
}

function sumOf(ratings: Ratings): { up: number; down: number } {
  const sum = (rating: "up" | "down") => ratings.reduce((all, each) => all + (each.rating === rating ? each.count : 0), 0);
  return { up: sum("up"), down: sum("down") };
}

async function countRatings(ctx: Context, since: Date) {
  return ctx.db
    .select({ agent: feedback.agent, skill: feedback.skill, rating: feedback.rating, count: sql<number>`count(*)`.mapWith(Number) })
    .from(feedback)
    .where(and(eq(feedback.workspaceId, ctx.workspaceId), gte(feedback.createdAt, since)))
    .groupBy(feedback.agent, feedback.skill, feedback.rating);
}
