import { and, asc, count, eq, gt, gte, lt, sql, type SQL } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { may, requirePermission, type Context } from "../platform/index.ts";
import { timeZoneOf } from "./budget-rows.ts";
import { GetUsage, type Usage, type UsageGroup } from "./model.ts";
import { usageRecords } from "./tables.ts";

const total = (column: AnyPgColumn) => sql<number>`coalesce(sum(${column}), 0)::bigint`.mapWith(Number);
const SUMS = {
  calls: count(),
  failed: sql<number>`count(*) filter (where ${usageRecords.outcome} <> 'ok')`.mapWith(Number),
  byRules:
    sql<number>`count(*) filter (where ${usageRecords.outcome} = 'ok' and ${usageRecords.offline} and ${usageRecords.fallbackFrom} is not null)`.mapWith(
      Number,
    ),
  cached: sql<number>`count(*) filter (where ${usageRecords.cached})`.mapWith(Number),
  inputTokens: total(usageRecords.inputTokens),
  outputTokens: total(usageRecords.outputTokens),
  cacheReadTokens: total(usageRecords.cacheReadTokens),
  costMicros: total(usageRecords.costMicros),
  chargedMicros: total(usageRecords.chargedMicros),
};

/**
 * What calls used, exact to the micro-USD. Everybody sees the whole by model, agent, skill and day; on which project and with which
 * keys is for those who manage money; of persons each sees themselves. Tasks may be private: of one it is said to who names it.
 */
export async function getUsage(ctx: Context, input: GetUsage): Promise<Usage> {
  requirePermission(ctx, "billing:read");
  const { by, from, to, days, limit, after, agentId, projectId, taskId, keyId } = GetUsage.parse(input);
  const isManaged = by === "project" || by === "key" || by === "account" || projectId !== undefined || keyId !== undefined;
  if (isManaged) requirePermission(ctx, "billing:manage");
  const timeZone = by === "day" || days !== undefined ? await timeZoneOf(ctx) : "UTC";
  const within = and(
    eq(usageRecords.workspaceId, ctx.workspaceId),
    from && gte(usageRecords.createdAt, from),
    to && lt(usageRecords.createdAt, to),
    days === undefined ? undefined : gte(usageRecords.createdAt, daysAgo(days - 1, ctx.platform.clock.now(), timeZone)),
    agentId === undefined ? undefined : eq(usageRecords.agentId, agentId),
    projectId === undefined ? undefined : eq(usageRecords.projectId, projectId),
    taskId === undefined ? undefined : eq(usageRecords.taskId, taskId),
    keyId === undefined ? undefined : eq(usageRecords.keyId, keyId),
    by === "person" && !may(ctx.actor, "billing:manage") ? eq(usageRecords.memberId, ctx.actor.id) : undefined,
  );
  const key = keyOf(by, timeZone);
  const grouped = ctx.db
    .select({ key: key.as("key"), ...named() })
    .from(usageRecords)
    .where(within)
    .groupBy(sql`1`)
    .as("grouped");
  const [rows, [sums]] = await Promise.all([
    ctx.db
      .select()
      .from(grouped)
      .where(after === undefined ? undefined : gt(grouped.key, after))
      .orderBy(asc(grouped.key))
      .limit(limit + 1),
    ctx.db.select(SUMS).from(usageRecords).where(within),
  ]);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, total: sums ?? NOTHING, ...(rows.length > limit && last ? { next: last.key } : {}) };
}

/** When the day began that was so many days ago. */
function daysAgo(days: number, now: Date, timeZone: string): SQL {
  const today = sql`date_trunc('day', ${now.toISOString()}::timestamptz at time zone ${timeZone})`;
  return sql`(${today} - make_interval(days => ${days}::int)) at time zone ${timeZone}`;
}

const NOTHING = {
  calls: 0,
  failed: 0,
  byRules: 0,
  cached: 0,
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  costMicros: 0,
  chargedMicros: 0,
};

function named() {
  return {
    calls: sql<number>`count(*)`.mapWith(Number).as("calls"),
    failed: SUMS.failed.as("failed"),
    byRules: SUMS.byRules.as("by_rules"),
    cached: SUMS.cached.as("cached_calls"),
    inputTokens: SUMS.inputTokens.as("input_tokens_sum"),
    outputTokens: SUMS.outputTokens.as("output_tokens_sum"),
    cacheReadTokens: SUMS.cacheReadTokens.as("cache_read_tokens_sum"),
    costMicros: SUMS.costMicros.as("cost_micros_sum"),
    chargedMicros: SUMS.chargedMicros.as("charged_micros_sum"),
  };
}

/** In one order everywhere, whatever the language of the database. */
function keyOf(by: UsageGroup, timeZone: string): SQL<string> {
  const text = {
    agent: usageRecords.agentId,
    model: sql`${usageRecords.provider} || '/' || ${usageRecords.model}`,
    person: usageRecords.memberId,
    project: usageRecords.projectId,
    key: usageRecords.keyId,
    account: usageRecords.providerKeyId,
    skill: usageRecords.skill,
    day: sql`to_char(${usageRecords.createdAt} at time zone ${timeZone}, 'YYYY-MM-DD')`,
  }[by];
  return sql<string>`coalesce(${text}, '') collate "C"`;
}
