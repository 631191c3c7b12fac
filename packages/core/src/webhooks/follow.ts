import { and, arrayContains, eq } from "drizzle-orm";
import { approvals } from "../approvals/tables.ts";
import { ChatEvents } from "../chat/index.ts";
import { KnowledgeEvents } from "../knowledge/index.ts";
import { MemoryEvents } from "../memory/index.ts";
import { defineFollower, on, type StoredEvent, type Tx } from "../platform/index.ts";
import { settingOf } from "../settings/index.ts";
import { addDelivery } from "./deliver.ts";
import { mayBeTold } from "./internal.ts";
import { HookEvent } from "./model.ts";
import { redactDeliveries } from "./redact-deliveries.ts";
import { webhooks } from "./tables.ts";

/** Puts what happens on its way to the webhooks that asked for it. */
export const webhooksFollower = defineFollower({ name: "webhooks", gatherMs: 250 }, [
  ...HookEvent.options.map((type) => ({
    type,
    handle: (tx: Tx, event: StoredEvent) => tellWebhooks(tx, [event]),
    handleMany: tellWebhooks,
  })),
  on(ChatEvents.WordsTakenBack, (tx, { payload }) => redactDeliveries(tx, payload)),
  on(KnowledgeEvents.ContextItemRemoved, (tx, { payload: { id, updatedAt: at } }) =>
    redactDeliveries(tx, { id, at, subjectIds: [], titles: {} }),
  ),
  on(MemoryEvents.MemoryForgotten, async (tx, { payload: { memoryId } }) => {
    const asked = and(eq(approvals.workspaceId, tx.workspaceId), arrayContains(approvals.quotes, [memoryId]));
    const requests = await tx.db.select({ id: approvals.messageId }).from(approvals).where(asked);
    for (const { id } of requests) await redactDeliveries(tx, { id, at: tx.clockNow, subjectIds: [], titles: {} });
  }),
]);

/** Of one type, as they happened. */
async function tellWebhooks(tx: Tx, events: readonly StoredEvent[]): Promise<void> {
  // For one member alone: no webhook stands for one.
  const told = events.filter(({ memberId }) => memberId === null);
  const [first] = told;
  if (!first) return;
  const asked = and(eq(webhooks.workspaceId, tx.workspaceId), eq(webhooks.active, true), arrayContains(webhooks.events, [first.type]));
  const hooks = await tx.db.select().from(webhooks).where(asked);
  if (hooks.length === 0 || !(await settingOf(tx, "features.webhooks"))) return;
  for (const event of told) for (const hook of hooks) await tellWebhook(tx, hook, event);
}

async function tellWebhook(tx: Tx, hook: typeof webhooks.$inferSelect, event: StoredEvent): Promise<void> {
  // The log is read a little later: what happened before the webhook was there is none of its business.
  if (event.happenedAt < hook.createdAt) return;
  const from = event.channelId ?? channelOf(event.payload);
  if (hook.channelIds.length > 0 && from !== undefined && !hook.channelIds.includes(from)) return;
  if (await mayBeTold(tx, hook, event.channelId)) await addDelivery(tx, hook, event);
}

/** Where an event of a public channel comes from; undefined for what comes from none. */
function channelOf(payload: unknown): string | undefined {
  const { channelId, thread } = payload as { channelId?: unknown; thread?: { channelId?: unknown } };
  const found = channelId ?? thread?.channelId;
  return typeof found === "string" ? found : undefined;
}
