import { eq, lt } from "drizzle-orm";
import { z } from "zod";
import { actAs, newId, subjectOf, SYSTEM, write, type Context, type StoredEvent, type Tx } from "../platform/index.ts";
import { addTasks, defineTask } from "../runs/index.ts";
import { settingOf } from "../settings/index.ts";
import { hookSender, type HookAnswer } from "./driver.ts";
import { mayBeTold, secretPlace, type StoredWebhook } from "./internal.ts";
import type { DeliveryAttempt } from "./model.ts";
import { signedHeaders } from "./sign.ts";
import { webhookDeliveries, webhooks } from "./tables.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Pauses between attempts: three days in all, as Standard Webhooks advises. */
export const PAUSES_MS = [5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
/** A webhook that took nothing for so long is turned off. */
export const FAILING_MS = 3 * 24 * HOUR;
const KEPT_MS = 30 * 24 * HOUR;
const GONE = 410;

export async function addDelivery(
  tx: Tx,
  hook: StoredWebhook,
  event: Pick<StoredEvent, "type" | "channelId" | "payload" | "actor" | "happenedAt">,
) {
  const id = newId("dlv");
  const body = JSON.stringify({
    type: event.type,
    timestamp: event.happenedAt.toISOString(),
    workspaceId: tx.workspaceId,
    actor: event.actor,
    data: event.payload,
  });
  await tx.db.insert(webhookDeliveries).values({
    id,
    workspaceId: tx.workspaceId,
    webhookId: hook.id,
    event: event.type,
    channelId: event.channelId,
    subjectId: subjectOf(event.type, event.payload),
    body,
    nextAt: tx.clockNow,
    createdAt: tx.clockNow,
  });
  await planAttempt(tx, { id, channelId: event.channelId }, tx.clockNow);
  return id;
}

/** At its `nextAt`. Acts as the platform, whoever asked for it: what may be told is decided by who made the webhook. */
export async function planAttempt(tx: Tx, delivery: { id: string; channelId: string | null }, at: Date): Promise<void> {
  const { id: deliveryId, channelId } = delivery;
  const input = { deliveryId, plannedFor: at.toISOString() };
  const task = { kind: "webhooks.deliver", input, priority: "low" as const, announce: false, channelId };
  await addTasks(actAs(tx, SYSTEM), [at > tx.clockNow ? { ...task, runAt: at } : task]);
}

/** One attempt; the next one is a task of its own. */
export const deliverTask = defineTask({
  kind: "webhooks.deliver",
  input: z.object({ deliveryId: z.string(), plannedFor: z.iso.datetime() }),
  timeoutMs: 2 * MINUTE,
  async run(run, { deliveryId, plannedFor }) {
    const { ctx } = run;
    const [found] = await ctx.db
      .select({ delivery: webhookDeliveries, hook: webhooks })
      .from(webhookDeliveries)
      .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
      .where(eq(webhookDeliveries.id, deliveryId));
    if (!found || found.delivery.state !== "pending") return;
    const { delivery, hook } = found;
    // Sent again by hand in between: the attempts go on from there, and not twice.
    if (delivery.nextAt?.toISOString() !== plannedFor) return;
    const isAllowed = hook.active && (await settingOf(ctx, "features.webhooks")) && (await mayBeTold(ctx, hook, delivery.channelId));
    if (!isAllowed) return run.writeStep("drop", "webhooks:deliver", (tx) => settle(tx, deliveryId, { state: "failed", nextAt: null }));
    let heard: HookAnswer | undefined;
    const { headers, at, answer } = await run.step("send", async () => {
      const now = ctx.platform.clock.now();
      const headers = {
        "content-type": "application/json",
        "user-agent": "OpenVibe-Webhooks/1",
        ...signedHeaders(secretsOf(ctx, hook, now), delivery.id, now, delivery.body),
      };
      heard = await ctx.platform.drivers.get(hookSender).send({ url: hook.url, headers, body: delivery.body }, run.signal);
      // NOTE: what was answered may repeat what was sent: it stands in the log of deliveries alone, where it is found when that is taken back.
      return { headers, at: now.toISOString(), answer: { ...heard, headers: {}, body: "" } };
    });
    await run.writeStep("note", "webhooks:deliver", (tx) =>
      note(tx, { hook, deliveryId, sent: delivery.body, headers, at: new Date(at), answer: heard ?? answer }),
    );
  },
});

/** The one that holds, and for a while the one before it. */
function secretsOf({ platform }: Context, { id, sealedSecret, sealedOldSecret, oldSecretUntil }: StoredWebhook, now: Date): string[] {
  const both =
    sealedOldSecret !== null && oldSecretUntil !== null && oldSecretUntil > now ? [sealedSecret, sealedOldSecret] : [sealedSecret];
  return both.map((sealed) => platform.secrets.open(sealed, secretPlace(id)));
}

interface Attempted {
  hook: StoredWebhook;
  deliveryId: string;
  /** The body as it was then. */
  sent: string;
  headers: Record<string, string>;
  at: Date;
  answer: HookAnswer;
}

async function note(tx: Tx, { hook, deliveryId, sent, headers, at, answer }: Attempted): Promise<void> {
  const [delivery] = await tx.db.select().from(webhookDeliveries).where(eq(webhookDeliveries.id, deliveryId)).for("update");
  if (!delivery) return;
  const { durationMs, status, error } = answer;
  const isKept = delivery.body === sent;
  const attempt: DeliveryAttempt = {
    at,
    durationMs,
    requestHeaders: headers,
    status,
    responseHeaders: isKept ? answer.headers : {},
    responseBody: isKept ? answer.body : "",
    error,
  };
  const attempts = [...delivery.attempts, attempt];
  if (status !== null && status >= 200 && status < 300) {
    await settle(tx, deliveryId, { state: "delivered", nextAt: null, attempts });
    await tx.db.update(webhooks).set({ failingSince: null }).where(eq(webhooks.id, hook.id));
    return;
  }
  const [known] = await tx.db.select().from(webhooks).where(eq(webhooks.id, hook.id)).for("update");
  const failingSince = known?.failingSince ?? at;
  const pauseMs = PAUSES_MS[attempts.length - 1];
  const reason = reasonToStop(status, at.getTime() - failingSince.getTime());
  const nextAt = reason === null && pauseMs !== undefined ? new Date(tx.clockNow.getTime() + pauseMs) : null;
  await settle(tx, deliveryId, { state: nextAt ? "pending" : "failed", nextAt, attempts });
  await tx.db
    .update(webhooks)
    .set({ failingSince, ...(reason === null ? {} : { active: false, disabledReason: reason }) })
    .where(eq(webhooks.id, hook.id));
  if (nextAt) await planAttempt(tx, delivery, nextAt);
}

function reasonToStop(status: number | null, failingMs: number): string | null {
  if (status === GONE) return "The receiver said that it is gone for good (410).";
  return failingMs >= FAILING_MS ? "It took nothing for three days." : null;
}

async function settle(tx: Tx, deliveryId: string, set: Partial<typeof webhookDeliveries.$inferInsert>): Promise<void> {
  await tx.db.update(webhookDeliveries).set(set).where(eq(webhookDeliveries.id, deliveryId));
}

/** The log goes back a month. */
export async function pruneDeliveries(system: Context): Promise<void> {
  await write(system, "webhooks:deliver", (tx) =>
    tx.db.delete(webhookDeliveries).where(lt(webhookDeliveries.createdAt, new Date(tx.clockNow.getTime() - KEPT_MS))),
  );
}
