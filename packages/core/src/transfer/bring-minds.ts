import { Budget, listBudgets, setBudget } from "../billing/index.ts";
import { HandoffRecord, importHandoff } from "../briefing/index.ts";
import { AppError, type Context } from "../platform/index.ts";
import { importPlan, PlanRecord } from "../plans/index.ts";
import { AgentRecord, importAgent, importAgentChanges } from "../registry/index.ts";
import { CorrectInsight, importCorrection } from "../insights/index.ts";
import type { Run } from "../runs/index.ts";
import { importSchedule, ScheduleRecord } from "../schedules/index.ts";
import { z } from "zod";
import type { Exact } from "./bring-talk.ts";
import { MIND_PATHS } from "./format.ts";
import { isUnfit, UNFIT } from "./land-batch.ts";
import type { Landing } from "./landing.ts";
import { recordsOf } from "./records-of.ts";

const HERE = "They are here already.";

/** Once for the import: what it gives, otherwise what it was refused with; "" too says that it went well. */
export function oncePlainly<Taken>(run: Run, name: string, take: (ctx: Context) => Promise<Taken>): Promise<Taken | string> {
  return run.step(name, async () => {
    try {
      return await take(run.ctx);
    } catch (error) {
      if (error instanceof AppError) return error.message;
      if (error instanceof z.ZodError) return `They are not what they have to be: ${error.issues[0]?.message}`;
      if (isUnfit(error)) return UNFIT;
      throw error;
    }
  });
}

/** Before the members, of whom they are some. */
export async function bringAgents(landing: Landing): Promise<void> {
  const { run, reporting } = landing;
  for await (const record of listed(landing, MIND_PATHS.agents, AgentRecord, new Map())) {
    const take = record.builtIn ? importAgentChanges : importAgent;
    const outcome = await oncePlainly(run, `agent/${record.agent}`, (ctx) => take(ctx, record));
    if (typeof outcome === "string") reporting.leave(record.builtIn ? "agents" : "agents of one's own", outcome);
    else if (outcome.isTaken)
      reporting.take(record.builtIn ? "instructions and limits of agents" : "agents, turned off until you turn them on");
    else if (!record.builtIn) reporting.leave("agents of one's own", HERE);
    if (typeof outcome !== "string") for (const { what, reason } of outcome.left) reporting.leave(what, reason);
  }
}

export function bringSchedules(landing: Landing, exact: Exact): Promise<void> {
  const taken = "schedules, paused until you resume them";
  return bringEach(landing, exact, { path: MIND_PATHS.schedules, schema: ScheduleRecord, what: "schedules", taken }, importSchedule);
}

export function bringPlans(landing: Landing, exact: Exact): Promise<void> {
  const taken = "plans, paused where they ran";
  return bringEach(landing, exact, { path: MIND_PATHS.plans, schema: PlanRecord, what: "plans", taken }, importPlan);
}

export function bringHandoffs(landing: Landing, exact: Exact): Promise<void> {
  return bringEach(landing, exact, { path: MIND_PATHS.handoffs, schema: HandoffRecord, what: "handoffs" }, importHandoff);
}

/** What was spent stays behind. A budget that this workspace has already stays as it is. */
export async function bringBudgets(landing: Landing, exact: Exact): Promise<void> {
  const { run, reporting } = landing;
  for await (const budget of listed(landing, MIND_PATHS.budgets, Budget, exact)) {
    const { scope, subjectId, period, name, limitMicros, hard } = budget;
    const outcome = await oncePlainly(run, `budget/${scope}/${subjectId}/${period}`, async (ctx) => {
      if (scope === "key") return "The keys that they are for do not come along.";
      if (scope === "operator") return "Whoever runs this server sets that limit here.";
      const { items } = await listBudgets(ctx, { scope, subjectId, limit: 100 });
      if (items.some((each) => each.period === period)) return HERE;
      await setBudget(ctx, { scope, subjectId, period, limitMicros, hard, name });
      return "";
    });
    if (outcome === "") reporting.take("budgets");
    else reporting.leave("budgets", outcome);
  }
}

export function bringCorrections(landing: Landing, exact: Exact): Promise<void> {
  const schema = CorrectInsight.transform((given) => ({ ...given, id: given.key }));
  return bringEach(landing, exact, { path: MIND_PATHS.corrections, schema, what: "corrected insights" }, importCorrection);
}

/** One after the other; `take` says false of what is here already. What is refused is told and does not stop the others. */
async function bringEach<Schema extends z.ZodType<{ id: string }>>(
  landing: Landing,
  exact: Exact,
  { path, schema, what, taken = what }: { path: string; schema: Schema; what: string; taken?: string },
  take: (ctx: Context, record: z.infer<Schema>) => Promise<boolean>,
): Promise<void> {
  for await (const record of listed(landing, path, schema, exact)) {
    const outcome = await oncePlainly(landing.run, `${what}/${record.id}`, async (ctx) => ((await take(ctx, record)) ? "" : HERE));
    if (outcome === "") landing.reporting.take(taken);
    else landing.reporting.leave(what, outcome);
  }
}

/** Archives of before have no such lists. */
async function* listed<Schema extends z.ZodType>(landing: Landing, path: string, schema: Schema, exact: Exact) {
  if (landing.archive.entries.has(path)) yield* recordsOf(landing, path, schema, exact);
}
