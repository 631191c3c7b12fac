import { and, inArray, isNull, sql } from "drizzle-orm";
import { dollars, getBudgets, type Budget } from "../billing/index.ts";
import { plainText } from "../cards/index.ts";
import { getThreads, inSeenChannel } from "../chat/index.ts";
import { messages } from "../chat/tables.ts";
import type { Context } from "../platform/index.ts";
import { tasks } from "../runs/tables.ts";
import type { ShownNotification } from "./model.ts";
import { toNotification } from "./notify.ts";
import type { notifications } from "./tables.ts";

const EXCERPT = 200;

/** With title and words. What the actor may not read, now, is left out. */
export async function showNotifications(ctx: Context, rows: readonly (typeof notifications.$inferSelect)[]): Promise<ShownNotification[]> {
  const idsOf = (name: "threadId" | "messageId" | "taskId" | "budgetId") => rows.flatMap((row) => row[name] ?? []);
  const [threads, said, asked, budgets] = await Promise.all([
    getThreads(ctx, idsOf("threadId")),
    excerptsOf(ctx, idsOf("messageId")),
    questionsOf(ctx, idsOf("taskId")),
    getBudgets(ctx, idsOf("budgetId")),
  ]);
  return rows.flatMap((row) => {
    const thread = threads.get(row.threadId ?? "");
    if (row.threadId !== null && !thread) return [];
    if (row.budgetId !== null) {
      const budget = budgets.get(row.budgetId);
      return budget ? [{ ...toNotification(row), title: budget.name, parentThreadId: null, excerpt: usedOf(budget) }] : [];
    }
    const excerpt = row.taskId ? asked.get(row.taskId) : said.get(row.messageId ?? "");
    return [
      { ...toNotification(row), title: thread?.title ?? "", parentThreadId: thread?.fork?.parentThreadId ?? null, excerpt: excerpt ?? "" },
    ];
  });
}

const PERIODS = { total: "", day: " today", month: " this month" };

function usedOf({ spentMicros, limitMicros, period }: Budget): string {
  const share = spentMicros < limitMicros ? `${Math.floor((spentMicros / limitMicros) * 100)} % used` : "Used up";
  return `${share}: ${dollars(spentMicros)} of ${dollars(limitMicros)}${PERIODS[period]}`;
}

async function excerptsOf(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: messages.id, excerpt: sql<string>`left(${messages.text}, ${EXCERPT})` })
    .from(messages)
    .where(and(inArray(messages.id, [...ids]), isNull(messages.deletedAt), inSeenChannel(ctx, messages.channelId)));
  return new Map(rows.map(({ id, excerpt }) => [id, plainText(excerpt, { addresses: false })]));
}

async function questionsOf(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: tasks.id, question: sql<string>`left(coalesce(${tasks.question}, ''), ${EXCERPT})` })
    .from(tasks)
    .where(and(inArray(tasks.id, [...ids]), inSeenChannel(ctx, tasks.channelId)));
  return new Map(rows.map(({ id, question }) => [id, question]));
}
