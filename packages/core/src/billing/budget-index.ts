import { and, eq, ne } from "drizzle-orm";
import { messageOf, remember, systemContext, type Platform } from "../platform/index.ts";
import { operatorLimit } from "./subjects.ts";
import { subjectsOf, type Payer } from "./payer.ts";
import { budgets } from "./tables.ts";

/** Another process may have changed them without this one hearing of it; so long at most it goes unseen. */
const KNOWN_MS = 10_000;
const MOST_KNOWN = 5_000;

interface Known {
  readonly bySubject: ReadonlyMap<string, readonly string[]>;
  readonly until: number;
}

interface Index {
  readonly known: Map<string, Known>;
  /** What is read right now; forgotten with the rest, because it may have read the old state. */
  readonly reading: Map<string, object>;
}

const indexes = new WeakMap<Platform, Index>();

function indexOf(platform: Platform): Index {
  const before = indexes.get(platform);
  if (before) return before;
  const made: Index = { known: new Map(), reading: new Map() };
  indexes.set(platform, made);
  return made;
}

/** The ids of the budgets that count for a payer without a task; undefined when that is not known right now: it will be soon. */
export function budgetsOf(platform: Platform, workspaceId: string, payer: Payer): readonly string[] | undefined {
  const index = indexOf(platform);
  const known = index.known.get(workspaceId);
  const now = performance.now();
  if (!known || known.until < now + KNOWN_MS / 2) void read(platform, workspaceId, index);
  if (!known || known.until < now) return undefined;
  if (payer.operator && platform.drivers.find(operatorLimit) !== undefined && !known.bySubject.has("operator/")) return undefined;
  if (known.bySubject.size === 0) return [];
  return subjectsOf(payer).flatMap((subject) => known.bySubject.get(subject.join("/")) ?? []);
}

export function forgetBudgets(platform: Platform, workspaceId: string): void {
  const { known, reading } = indexOf(platform);
  known.delete(workspaceId);
  reading.delete(workspaceId);
}

async function read(platform: Platform, workspaceId: string, { known, reading }: Index): Promise<void> {
  if (reading.has(workspaceId)) return;
  const token = {};
  reading.set(workspaceId, token);
  const until = performance.now() + KNOWN_MS;
  try {
    const rows = await systemContext(platform, workspaceId)
      .db.select({ id: budgets.id, scope: budgets.scope, subjectId: budgets.subjectId })
      .from(budgets)
      .where(and(eq(budgets.workspaceId, workspaceId), ne(budgets.scope, "task")))
      .orderBy(budgets.id);
    if (reading.get(workspaceId) !== token) return;
    const subjects = Map.groupBy(rows, ({ scope, subjectId }) => `${scope}/${subjectId}`);
    const bySubject = new Map([...subjects].map(([name, list]) => [name, list.map(({ id }) => id)]));
    remember(known, workspaceId, { bySubject, until }, MOST_KNOWN);
  } catch (error) {
    platform.log.warn({ fault: messageOf(error) }, "the budgets of a workspace could not be read");
  } finally {
    if (reading.get(workspaceId) === token) reading.delete(workspaceId);
  }
}
