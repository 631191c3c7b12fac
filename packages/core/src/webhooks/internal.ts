import { and, eq } from "drizzle-orm";
import { maySeeChannel } from "../chat/index.ts";
import { findActor } from "../identity/index.ts";
import { actAs, AppError, emit, may, type Context, type Tx } from "../platform/index.ts";
import { WebhookEvents, type Webhook } from "./model.ts";
import { webhooks } from "./tables.ts";

export type StoredWebhook = typeof webhooks.$inferSelect;

export const secretPlace = (id: string) => `webhooks/${id}/secret`;

export async function fetchWebhook(ctx: Context, id: string, lock?: "for update"): Promise<StoredWebhook> {
  const found = ctx.db
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.id, id), eq(webhooks.workspaceId, ctx.workspaceId)));
  const [row] = await (lock ? found.for("update") : found);
  if (!row) throw new AppError("not_found", "There is no such webhook. Reload the list of webhooks.");
  return row;
}

/** As shown to the actor: channels that they do not see are left out. */
export async function toWebhook(ctx: Context, row: StoredWebhook): Promise<Webhook> {
  const { workspaceId: _, sealedSecret: __, sealedOldSecret: ___, ...webhook } = row;
  const seen = await Promise.all(row.channelIds.map((id) => maySeeChannel(ctx, id)));
  return { ...webhook, channelIds: row.channelIds.filter((_id, position) => seen[position]) };
}

/** Whether the webhook may be told what comes from there: its maker still manages webhooks, named the private channel and is in it. */
export async function mayBeTold(ctx: Context, hook: StoredWebhook, privateChannelId: string | null): Promise<boolean> {
  const maker = await findActor(ctx, { kind: "person", id: hook.createdBy });
  if (!maker || !may(maker, "webhooks:write")) return false;
  if (privateChannelId === null) return true;
  return hook.channelIds.includes(privateChannelId) && maySeeChannel(actAs(ctx, maker), privateChannelId);
}

/** Says nothing but that there is something new: who may not see webhooks learns no more. */
export function tellChange(tx: Tx, webhookId: string): Promise<void> {
  return emit(tx, WebhookEvents.WebhooksChanged, { webhookId }, { memberId: tx.actor.id });
}
