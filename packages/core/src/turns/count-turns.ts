import { and, eq, gte, inArray, sql } from "drizzle-orm";
import { requirePermission, type Context } from "../platform/index.ts";
import type { TurnEnd } from "./model.ts";
import { turnFigures } from "./tables.ts";

/** How long figures of a turn are kept, and so how far back they can be counted. */
export const FIGURES_MS = 90 * 86_400_000;

export interface TurnCount {
  turns: number;
  /** Those that are over and were not stopped by a person. */
  ended: number;
  answered: number;
  costMicros: number;
  /** Those that cost something. */
  paidTurns: number;
  medianMs: number | null;
  /** Of those that a language model took. */
  modelMedianMs: number | null;
}

/** By the agent's member, over the whole workspace: sums alone. */
export async function countTurns(ctx: Context, since: Date): Promise<Map<string, TurnCount>> {
  requirePermission(ctx, "agents:read");
  const { end, changedAt, startedAt, inputTokens, costMicros } = turnFigures;
  const middle = sql`percentile_disc(0.5) within group (order by extract(epoch from ${changedAt} - ${startedAt}) * 1000)`;
  const rows = await ctx.db
    .select({
      agentId: turnFigures.agentId,
      turns: sql<number>`count(*)`.mapWith(Number),
      ended: sql<number>`count(*) filter (where ${end} is not null and ${end} <> 'stopped')`.mapWith(Number),
      answered: sql<number>`count(*) filter (where ${end} = 'answered')`.mapWith(Number),
      costMicros: sql<number>`coalesce(sum(${costMicros}), 0)`.mapWith(Number),
      paidTurns: sql<number>`count(*) filter (where ${costMicros} > 0)`.mapWith(Number),
      medianMs: sql<number | null>`(${middle} filter (where ${end} is not null))::float8`,
      modelMedianMs: sql<number | null>`(${middle} filter (where ${end} is not null and ${inputTokens} > 0))::float8`,
    })
    .from(turnFigures)
    .where(and(eq(turnFigures.workspaceId, ctx.workspaceId), gte(turnFigures.changedAt, since)))
    .groupBy(turnFigures.agentId);
  return new Map(rows.map(({ agentId, ...count }) => [agentId, count]));
}

/** How turns ended and what they cost, by their task. */
export async function turnsOfTasks(
  ctx: Context,
  taskIds: readonly string[],
): Promise<Map<string, { end: TurnEnd | null; toolCalls: number; costMicros: number; durationMs: number }>> {
  requirePermission(ctx, "agents:read");
  if (taskIds.length === 0) return new Map();
  const { taskId, end, toolCalls, costMicros, startedAt, changedAt } = turnFigures;
  const rows = await ctx.db
    .select({ taskId, end, toolCalls, costMicros, startedAt, changedAt })
    .from(turnFigures)
    .where(and(eq(turnFigures.workspaceId, ctx.workspaceId), inArray(taskId, [...taskIds])));
  return new Map(
    rows.map((row) => [
      row.taskId,
      {
        end: row.end,
        toolCalls: row.toolCalls,
        costMicros: row.costMicros,
        durationMs: row.changedAt.getTime() - row.startedAt.getTime(),
      },
    ]),
  );
}
