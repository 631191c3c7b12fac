import type { Ending, Settlement } from "./ending.ts";
import type { Reserve } from "./holding.ts";
import type { Payer } from "./payer.ts";
import type { reservations } from "./tables.ts";

/** What is known of a call from its beginning: its row, where the process that made it dies. */
export interface LostCall extends Pick<Settlement, "provider" | "model" | "skill" | "payer" | "ownKey" | "costMicros"> {
  readonly actorId: string;
  readonly inputTokens: number;
}

/** One that was let through from an allowance, as it is noted beside that while it is under way. */
export interface OpenCall extends LostCall {
  readonly callId: string;
}

/** Undefined where nothing is to be booked. */
export function lostOf({ lost, provider, model, skill }: Reserve, payer: Payer, actorId: string): LostCall | undefined {
  return lost && { provider, model, skill, payer, actorId, ...lost };
}

/** The fault of a call of which nobody says how it ended. */
export const LOST = "lost";

/** One for each call: what it had sent, once for each time that money was held for it, is reckoned to be on the bill. */
export function endingsOf(gone: readonly (typeof reservations.$inferSelect)[]): Ending[] {
  const known = gone.flatMap(({ id, callId, lost }) =>
    lost && "length" in lost ? lost.map((each) => ({ id, ...each })) : lost ? [{ id, callId, ...lost }] : [],
  );
  return [...Map.groupBy(known, ({ callId }) => callId)].flatMap(([callId, held]) => {
    const [first] = held;
    if (!first) return [];
    const { id, actorId, inputTokens: _, ...about } = first;
    const sumOf = (count: "costMicros" | "inputTokens") => held.reduce((sum, each) => sum + each[count], 0);
    const call: Settlement = {
      ...about,
      callId,
      reservationId: id,
      costMicros: sumOf("costMicros"),
      usage: { inputTokens: sumOf("inputTokens"), outputTokens: 0 },
      outcome: "failed",
      fault: LOST,
      durationMs: 0,
    };
    return [{ kind: "ending", call, payer: first.payer, actorId, tickets: [], reservationIds: [] }];
  });
}
