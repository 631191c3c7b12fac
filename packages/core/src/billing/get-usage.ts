import { and, asc, eq, gt, gte, lt, sql, type SQL } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { may, requirePermission, type Context } from "../platform/index.ts";
import { timeZoneOf } from "./budget-rows.ts";
import { GetUsage, type Usage, type UsageGroup } from "./model.ts";
import { usageRecords } from "./tables.ts";

const number = (value: SQL, name: string) => sql<number>`${value}`.mapWith(Number).as(name);
const total = (column: AnyPgColumn, name: string) => number(sql`coalesce(sum(${column}), 0)::bigint`, name);
const { outcome, offline, fallbackFrom, cached, inputTokens, outputTokens, cacheReadTokens, costMicros, chargedMicros } = usageRecords;
const SUMS = {
  calls: number(sql`count(*)`, "calls"),
  failed: number(sql`count(*) filter (where ${outcome} <> 'ok')`, "failed"),
  byRules: number(sql`count(*) filter (where ${outcome} = 'ok' and ${offline} and ${fallbackFrom} is not null)`, "by_rules"),
  cached: number(sql`count(*) filter (where ${cached})`, "cached_calls"),
  inputTokens: total(inputTokens, "input_tokens_sum"),
  outputTokens: total(outputTokens, "output_tokens_sum"),
  cacheReadTokens: total(cacheReadTokens, "cache_read_tokens_sum"),
  costMicros: total(costMicros, "cost_micros_sum"),
  chargedMicros: total(chargedMicros, "charged_micros_sum"),
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
    .select({ key: key.as("key"), ...SUMS })
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
  if (!sums) throw new Error("sums are there of nothing too");
  return { rows: shown, total: sums, ...(rows.length > limit && last ? { next: last.key } : {}) };
}

/** When the day began that was so many days ago. */
function daysAgo(days: number, now: Date, timeZone: string): SQL {
  const today = sql`date_trunc('day', ${now.toISOString()}::timestamptz at time zone ${timeZone})`;
  return sql`(${today} - make_interval(days => ${days}::int)) at time zone ${timeZone}`;
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
