import { listBudgets } from "../billing/index.ts";
import { listHandoffRecords } from "../briefing/index.ts";
import { listInsights } from "../insights/index.ts";
import { listMemories } from "../memory/index.ts";
import { may, type Context, type Page } from "../platform/index.ts";
import { getPlanRecord, listPlans, type PlanRecord } from "../plans/index.ts";
import { listInstructions, listProfiles, type AgentRecord } from "../registry/index.ts";
import { listScheduleRecords } from "../schedules/index.ts";
import { MIND_PATHS } from "./format.ts";

const LIMIT = 100;

export async function* allOf<Row>(read: (page: { cursor: string | undefined; limit: number }) => Promise<Page<Row>>): AsyncGenerator<Row> {
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page: Page<Row> = await read({ cursor, limit: LIMIT });
    yield* page.items;
    cursor = page.nextCursor;
  }
}

/** Each with every version of its instructions. */
export async function* agentRecords(ctx: Context): AsyncGenerator<AgentRecord> {
  for (const profile of await listProfiles(ctx)) {
    const versions = [];
    for await (const version of allOf((page) => listInstructions(ctx, { ...page, agent: profile.agent }))) versions.push(version);
    yield { ...profile, versions };
  }
}

export async function* planRecords(ctx: Context): AsyncGenerator<PlanRecord> {
  for await (const { id } of allOf((page) => listPlans(ctx, page))) yield getPlanRecord(ctx, { planId: id });
}

/** What was put in words of one's own, of what was learnt. */
async function* correctionRecords(ctx: Context) {
  for (const { key, text, corrected } of await listInsights(ctx, { least: 1 })) if (corrected) yield { key, text };
}

export interface MindList {
  what: What;
  path: string;
  records: AsyncIterable<object>;
}

/** Which right shows what. */
const RIGHTS = {
  memories: "memory:read",
  "corrected insights": "memory:read",
  agents: "agents:read",
  schedules: "schedules:read",
  plans: "plans:read",
  handoffs: "briefing:read",
  budgets: "billing:read",
} as const;
type What = keyof typeof RIGHTS;

export const mayRead = (ctx: Context, what: What) => may(ctx.actor, RIGHTS[what]);

/** What the agents of a workspace know and do, read by the verbs that show it to the actor: of memories of people only their own, and no key. */
export function mindLists(ctx: Context): MindList[] {
  const lists: { what: What; path: string; records: () => AsyncIterable<object> }[] = [
    { what: "memories", path: MIND_PATHS.memories, records: () => allOf((page) => listMemories(ctx, page)) },
    { what: "corrected insights", path: MIND_PATHS.corrections, records: () => correctionRecords(ctx) },
    { what: "agents", path: MIND_PATHS.agents, records: () => agentRecords(ctx) },
    { what: "schedules", path: MIND_PATHS.schedules, records: () => allOf((page) => listScheduleRecords(ctx, page)) },
    { what: "plans", path: MIND_PATHS.plans, records: () => planRecords(ctx) },
    { what: "handoffs", path: MIND_PATHS.handoffs, records: () => allOf((page) => listHandoffRecords(ctx, page)) },
    { what: "budgets", path: MIND_PATHS.budgets, records: () => allOf((page) => listBudgets(ctx, page)) },
  ];
  return lists.filter(({ what }) => mayRead(ctx, what)).map(({ what, path, records }) => ({ what, path, records: records() }));
}
