import { requirePermission, type Context } from "../platform/index.ts";
import { ticketOf } from "./tickets.ts";
import { enter } from "./batches.ts";
import { chargeOf, heldBy, type Settlement } from "./ending.ts";
import { letGo } from "./holds.ts";
import { wholePayer } from "./payer.ts";

/** Lets go of what was held, counts what was used, and keeps the call's one row. A second settlement of a call does nothing. */
export async function settle(ctx: Context, call: Settlement): Promise<void> {
  requirePermission(ctx, "gateway:call");
  const { platform, workspaceId, actor } = ctx;
  const held = heldBy(call);
  const tickets = held.flatMap((id) => ticketOf(platform, id) ?? []);
  const reservationIds = held.filter((id) => ticketOf(platform, id) === undefined);
  const payer = { ...wholePayer(ctx, call.payer), operator: !call.ownKey || chargeOf(call) > 0 };
  await enter(platform, workspaceId, { kind: "ending", call, payer, actorId: actor.id, tickets, reservationIds });
  endHolds(ctx, call);
}

/** From now on nothing keeps alive what the call holds: where it was not settled that expires, and the call is booked as lost. */
export function endHolds({ platform }: Context, call: Settlement): void {
  for (const id of heldBy(call)) letGo(platform, id);
}
