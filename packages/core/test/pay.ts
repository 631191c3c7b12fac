import { reserve, settle, type Reserve, type Settlement } from "../src/billing/index.ts";
import { newId, type Context } from "../src/platform/index.ts";

/** A call that may cost a thousandth of a dollar. */
export function callOf(more: Partial<Reserve> = {}): Reserve {
  return { callId: newId("mdc"), amountMicros: 1_000, provider: "acme", model: "m1", skill: "answer", payer: {}, ownKey: false, ...more };
}

/** Reserves and settles; what was refused is returned. */
export async function pay(ctx: Context, costMicros: number, call = callOf({ amountMicros: costMicros }), more: Partial<Settlement> = {}) {
  const reserved = await reserve(ctx, call);
  if (!reserved.ok) return reserved;
  const { reservationId } = reserved;
  const usage = { inputTokens: 10, outputTokens: 5 };
  await settle(ctx, { ...call, reservationId, costMicros, usage, outcome: "ok", durationMs: 12.6, ...more });
  return reserved;
}
