import { asc, inArray } from "drizzle-orm";
import { requirePermission, type Context } from "../platform/index.ts";
import { usageRecords } from "./tables.ts";

export interface TaskCalls {
  calls: number;
  /** Of how many of the tasks. */
  tasks: number;
  costMicros: number;
  usage: { inputTokens: number; outputTokens: number };
  /** Answered again without asking a provider. */
  cached: number;
  /** "provider/model" of those that answered, in the order of their first call. */
  models: string[];
  /** What was asked first where another one answered. */
  fallbackFrom: string[];
  /** Why each of them did not, the last time, in plain words, where that is known; what is the same of several stands once. */
  fallbackReasons: string[];
}

/** The model calls of these tasks together; tasks may be private, so a verb above looks first whether the actor may know of them. */
export async function callsOfTasks(ctx: Context, taskIds: readonly string[]): Promise<TaskCalls> {
  requirePermission(ctx, "billing:read");
  const rows = await ctx.db
    .select()
    .from(usageRecords)
    .where(inArray(usageRecords.taskId, [...taskIds]))
    .orderBy(asc(usageRecords.createdAt));
  // NOTE: what compares meanings costs something too, and answers nothing.
  const asked = rows.filter(({ skill }) => skill !== "embed");
  const answered = asked.filter(({ outcome }) => outcome === "ok");
  const sumOf = (count: "inputTokens" | "outputTokens") => asked.reduce((sum, row) => sum + row[count], 0);
  const lastReasons = new Map(
    answered.flatMap(({ fallbackFrom, fallbackReason }) => (fallbackReason ? [[fallbackFrom, fallbackReason]] : [])),
  );
  return {
    calls: asked.length,
    tasks: new Set(rows.map(({ taskId }) => taskId)).size,
    costMicros: rows.reduce((sum, row) => sum + row.costMicros, 0),
    usage: { inputTokens: sumOf("inputTokens"), outputTokens: sumOf("outputTokens") },
    cached: answered.filter(({ cached }) => cached).length,
    models: [...new Set(answered.map(({ provider, model }) => `${provider}/${model}`))],
    fallbackFrom: [...new Set(answered.flatMap(({ fallbackFrom }) => fallbackFrom ?? []))],
    fallbackReasons: [...new Set(lastReasons.values())],
  };
}
