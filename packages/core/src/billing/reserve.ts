import { and, eq, gt, like, or, sql } from "drizzle-orm";
import { newId, requirePermission, systemContext, type Context, type Platform } from "../platform/index.ts";
import { settingsOf } from "../settings/index.ts";
import { ALLOWANCE } from "./allowance.ts";
import { draw, giveBack, wantBack } from "./allowances.ts";
import { enter } from "./batches.ts";
import { isPrepaid } from "./credit.ts";
import type { Holding, Reserve, Reserved } from "./holding.ts";
import { ALIVE_MS, HELD_MS, hold } from "./holds.ts";
import { lostOf } from "./lost.ts";
import { CREDIT } from "./model.ts";
import { wholePayer } from "./payer.ts";
import { openOperatorBudget } from "./operator-limit.ts";
import { releaseExpired } from "./release-expired.ts";
import { operatorLimit } from "./subjects.ts";
import { reservations } from "./tables.ts";

const MICROS_PER_CENT = 10_000;
/** A process that lives answers in milliseconds, a busy one in a second. */
const CALL_BACK_MS = 5_000;
const CALL_BACK_AGAIN_MS = 40;
const WITHDRAW_AGAIN_MS = 5_000;

/** Holds what a call may cost on every budget that it counts against, or says which of them has too little left. */
export async function reserve(ctx: Context, call: Reserve): Promise<Reserved> {
  requirePermission(ctx, "gateway:call");
  if (!Number.isSafeInteger(call.amountMicros) || call.amountMicros < 0) throw new Error("an amount is a whole number of micro-USD");
  if (call.amountMicros === 0) return { ok: true, reservationId: newId("rsv") };
  const limit = call.ownKey ? undefined : ctx.platform.drivers.find(operatorLimit);
  const setting = await settingsOf(ctx);
  const terms = {
    prepaid: !call.ownKey && isPrepaid(ctx, setting),
    taskLimitMicros: call.taskLimitMicros ?? setting("agents.taskLimitCents") * MICROS_PER_CENT,
  };
  const payer = { ...wholePayer(ctx, call.payer), operator: limit !== undefined };
  const lost = lostOf(call, payer, ctx.actor.id);
  const open = lost && { callId: call.callId, ...lost };
  const drawn = draw(ctx.platform, ctx.workspaceId, payer, call.amountMicros, terms.prepaid, open);
  if (drawn !== undefined) return { ok: true, reservationId: drawn };
  if (limit !== undefined) await openOperatorBudget(ctx, limit);
  const about = { kind: "holding", call, payer, actorId: ctx.actor.id, terms } as const;
  const first: Holding = { ...about, isLast: false, answer: undefined };
  const said = await ask(ctx, first);
  if (said.ok) return said;
  // What a process held that has died, or holds ahead of its calls, need not refuse anybody.
  await Promise.all([releaseExpired(ctx), callBack(ctx, first.shortOf ?? [])]);
  return ask(ctx, { ...about, isLast: true, answer: undefined });
}

/** Until no process holds anything ahead on what there is too little of; one that does not hear of it is not waited for. */
async function callBack(ctx: Context, ids: readonly string[]): Promise<void> {
  const { platform, workspaceId } = ctx;
  await giveBack(platform, workspaceId, ids);
  const budgetIds = sql.param(ids);
  const onCredit = ids.includes(CREDIT);
  const heldAhead = and(
    eq(reservations.workspaceId, workspaceId),
    like(reservations.callId, `${ALLOWANCE}%`),
    gt(reservations.expiresAt, new Date(platform.clock.now().getTime() + ALIVE_MS)),
    or(sql`${reservations.budgetIds} && ${budgetIds}::text[]`, onCredit ? eq(reservations.onCredit, true) : undefined),
  );
  const system = systemContext(platform, workspaceId);
  for (const deadline = performance.now() + CALL_BACK_MS; performance.now() < deadline;) {
    if ((await system.db.$count(reservations, heldAhead)) === 0) return;
    wantBack(platform, workspaceId, ids);
    await new Promise((resolve) => setTimeout(resolve, CALL_BACK_AGAIN_MS));
  }
}

async function ask({ platform, workspaceId }: Context, holding: Holding): Promise<Reserved> {
  await enter(platform, workspaceId, holding).catch((error: unknown) => {
    if (holding.answer?.ok) void withdraw(platform, workspaceId, holding.answer.reservationId);
    throw error;
  });
  const said = holding.answer;
  if (!said) throw new Error("a reservation was written without an answer");
  if (said.ok) hold(platform, said.reservationId);
  return said;
}

/** Its call is not made, and is not to be booked as lost; tried for as long as that has time. */
async function withdraw(platform: Platform, workspaceId: string, reservationId: string): Promise<void> {
  for (const deadline = performance.now() + HELD_MS; performance.now() < deadline;) {
    const done = enter(platform, workspaceId, { kind: "withdrawal", reservationId }).then(() => true);
    if (await done.catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, WITHDRAW_AGAIN_MS).unref());
  }
}
