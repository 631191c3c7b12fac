import { sql, type SQL } from "drizzle-orm";
import type { Context } from "../platform/index.ts";
import type { BudgetScope } from "./model.ts";
import { budgets } from "./tables.ts";

/** Whose budgets a call counts against, besides the workspace's. */
export interface Payer {
  /** A person; whoever acts when left out. */
  onBehalfOf?: string | undefined;
  agentId?: string | undefined;
  projectId?: string | undefined;
  taskId?: string | undefined;
  /** A virtual key. */
  keyId?: string | undefined;
  /** Where it was asked for; of threads there are no budgets. */
  threadId?: string | undefined;
  /** With keys of the operator, whose limit counts too. */
  operator?: boolean;
}

/** With what the actor itself says of who it is. */
export function wholePayer({ actor }: Context, payer: Payer): Payer {
  return {
    ...payer,
    onBehalfOf: payer.onBehalfOf ?? (actor.kind === "person" ? actor.id : undefined),
    agentId: payer.agentId ?? (actor.kind === "agent" ? actor.id : undefined),
  };
}

/** Whose budgets count: scope and subject. */
export function subjectsOf(payer: Payer): [BudgetScope, string][] {
  const subjects: [BudgetScope, string | undefined][] = [
    ["person", payer.onBehalfOf],
    ["agent", payer.agentId],
    ["project", payer.projectId],
    ["task", payer.taskId],
    ["key", payer.keyId],
  ];
  const whole: [BudgetScope, string][] = [["workspace", ""], ...(payer.operator ? [["operator", ""] satisfies [BudgetScope, string]] : [])];
  return [...whole, ...subjects.flatMap(([scope, id]): [BudgetScope, string][] => (id ? [[scope, id]] : []))];
}

/** The budgets that calls of any of these payers count against. */
export function countsFor(payers: readonly Payer[]): SQL {
  const subjects = new Map(payers.flatMap(subjectsOf).map((subject) => [subject.join("/"), subject]));
  // NOTE: as two arrays, so that the statement's text, and with it the database's plan, is the same for every call.
  const scopes = sql.param([...subjects.values()].map(([scope]) => scope));
  const ids = sql.param([...subjects.values()].map(([, id]) => id));
  return sql`(${budgets.scope}, ${budgets.subjectId}) in (select * from unnest(${scopes}::text[], ${ids}::text[]))`;
}
