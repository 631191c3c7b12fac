import { and, eq, inArray } from "drizzle-orm";
import { columnsOf, newId, prepareStatement, rowsFromArrays, type Tx } from "../platform/index.ts";
import type { Ticket } from "./allowance.ts";
import { LOST } from "./lost.ts";
import type { CallOutcome } from "./model.ts";
import type { Payer } from "./payer.ts";
import { usageRecords } from "./tables.ts";

export interface CallTokens {
  inputTokens: number;
  outputTokens: number;
  /** Parts of the two above. */
  cacheReadTokens?: number;
  cacheWriteTokens?: number;
  reasoningTokens?: number;
}

/** What became of a call: the one row that is kept of it. */
export interface Settlement {
  reservationId: string;
  /** Reservations that it took besides, for attempts after one that had used something. */
  alsoHeld?: readonly string[];
  callId: string;
  provider: string;
  model: string;
  skill: string;
  payer: Payer;
  ownKey: boolean;
  /** The provider's key that was used. */
  providerKeyId?: string | undefined;
  /** What was really used; 0 for a fault of the platform's. */
  costMicros: number;
  /** What of it was used with keys of the operator; where left out all of it, or nothing with an own key. */
  chargedMicros?: number;
  usage: CallTokens;
  outcome: CallOutcome;
  /** The kind of failure. */
  fault?: string | undefined;
  durationMs: number;
  fallbackFrom?: string | undefined;
  /** Why that one did not answer; safe to show. */
  fallbackReason?: string | undefined;
  cached?: boolean;
  offline?: boolean;
  /** Its reader has the answer already: while many calls end it is written with others, a quarter of a second later. */
  isUnawaited?: boolean | undefined;
}

/** A call that has ended. */
export interface Ending {
  readonly kind: "ending";
  readonly call: Settlement;
  readonly payer: Payer;
  readonly actorId: string;
  /** What it holds of allowances of this process. */
  readonly tickets: readonly Ticket[];
  /** What it holds in rows of its own. */
  readonly reservationIds: readonly string[];
  /** What had been booked for it when it seemed lost. */
  readonly was?: Pick<typeof usageRecords.$inferSelect, "costMicros" | "chargedMicros" | "createdAt"> | undefined;
}

/** What an ended call takes from the workspace's credit. */
export const chargeOf = ({ ownKey, costMicros, chargedMicros }: Settlement): number => chargedMicros ?? (ownKey ? 0 : costMicros);

/** All that it held. */
export const heldBy = ({ reservationId, alsoHeld = [] }: Settlement): readonly string[] => [reservationId, ...alsoHeld];

const insertRecords = prepareStatement((db) =>
  db
    .insert(usageRecords)
    .select(rowsFromArrays(usageRecords))
    .onConflictDoNothing({ target: usageRecords.callId })
    .returning({ callId: usageRecords.callId }),
);

/** Those that were not kept before; one that was kept as lost is kept anew, as it really ended. */
export async function keepRecords(tx: Tx, endings: readonly Ending[]): Promise<Ending[]> {
  const kept = await insertNew(tx, endings);
  const others = endings.filter(({ call }) => !kept.has(call.callId) && call.fault !== LOST);
  const lost = await takeLost(
    tx,
    others.map(({ call }) => call.callId),
  );
  const found = others.flatMap((each) => (lost.has(each.call.callId) ? [{ ...each, was: lost.get(each.call.callId) }] : []));
  await insertNew(tx, found);
  return [...endings.filter(({ call }) => kept.has(call.callId)), ...found];
}

async function insertNew(tx: Tx, endings: readonly Ending[]): Promise<ReadonlySet<string>> {
  if (endings.length === 0) return new Set();
  // In one order, so that no two wait for each other.
  const rows = endings.map((ending) => toRow(tx, ending)).toSorted((a, b) => (a.callId < b.callId ? -1 : 1));
  const made = await insertRecords(tx.db, columnsOf(usageRecords, rows));
  return new Set(made.map(({ callId }) => callId));
}

async function takeLost(tx: Tx, callIds: readonly string[]): Promise<ReadonlyMap<string, typeof usageRecords.$inferSelect>> {
  if (callIds.length === 0) return new Map();
  const isLost = and(inArray(usageRecords.callId, [...callIds]), eq(usageRecords.fault, LOST));
  const rows = await tx.db.delete(usageRecords).where(isLost).returning();
  return new Map(rows.map((row) => [row.callId, row]));
}

function toRow(tx: Tx, { call, payer, actorId }: Ending): Required<typeof usageRecords.$inferInsert> {
  const { usage } = call;
  return {
    id: newId("usg"),
    workspaceId: tx.workspaceId,
    callId: call.callId,
    skill: call.skill,
    provider: call.provider,
    model: call.model,
    actorId,
    agentId: payer.agentId ?? null,
    memberId: payer.onBehalfOf ?? null,
    projectId: payer.projectId ?? null,
    taskId: payer.taskId ?? null,
    threadId: payer.threadId ?? null,
    keyId: payer.keyId ?? null,
    providerKeyId: call.providerKeyId ?? null,
    ownKey: call.ownKey,
    fallbackFrom: call.fallbackFrom ?? null,
    fallbackReason: call.fallbackReason ?? null,
    cached: call.cached ?? false,
    offline: call.offline ?? false,
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    cacheReadTokens: usage.cacheReadTokens ?? 0,
    cacheWriteTokens: usage.cacheWriteTokens ?? 0,
    reasoningTokens: usage.reasoningTokens ?? 0,
    costMicros: call.costMicros,
    chargedMicros: chargeOf(call),
    durationMs: Math.round(call.durationMs),
    outcome: call.outcome,
    fault: call.fault ?? null,
    createdAt: tx.clockNow,
  };
}
