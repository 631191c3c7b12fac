import { columnsOf, newId, prepareStatement, rowsFromArrays, type Tx } from "../platform/index.ts";
import type { Ticket } from "./allowance.ts";
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
  payer: Payer & { threadId?: string | undefined };
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

/** The ids of the calls that were not kept before. */
export async function keepRecords(tx: Tx, endings: readonly Ending[]): Promise<ReadonlySet<string>> {
  if (endings.length === 0) return new Set();
  // In one order, so that no two wait for each other.
  const rows = endings.map((ending) => toRow(tx, ending)).toSorted((a, b) => (a.callId < b.callId ? -1 : 1));
  const made = await insertRecords(tx.db, columnsOf(usageRecords, rows));
  return new Set(made.map(({ callId }) => callId));
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
    threadId: call.payer.threadId ?? null,
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
