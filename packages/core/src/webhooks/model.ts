import { z } from "zod";
import { defineEvent, Time } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";

/** What a webhook can be told of, with words for it. */
export const HOOK_EVENTS = {
  "chat.thread_started": "A thread is started",
  "chat.message_sent": "A message is sent",
  "chat.message_changed": "A message is changed",
  "chat.message_deleted": "A message is deleted",
  "chat.thread_forked": "A side conversation is opened",
  "chat.fork_resolved": "A side conversation is resolved",
  "chat.thread_resolved": "A thread is resolved",
  "knowledge.context_item_added": "A decision, fact or action is kept",
  "projects.project_started": "An idea is started",
  "identity.member_added": "Somebody joins the workspace",
  "identity.member_removed": "Somebody leaves the workspace",
} as const;
const names = Object.keys(HOOK_EVENTS) as [keyof typeof HOOK_EVENTS, ...(keyof typeof HOOK_EVENTS)[]];
export const HookEvent = z.enum(names);
export type HookEvent = z.infer<typeof HookEvent>;
/** Sent on demand, to try a webhook. */
export const TEST_EVENT = "webhooks.test";

const name = z
  .string()
  .trim()
  .min(1, "Give it a name")
  .max(60, "A name has at most 60 characters")
  .regex(/^[^\p{Cc}\p{Cs}\p{Bidi_C}]*$/u, "A name has no control characters");
const address = z.url("Enter an address such as https://example.com/hook").max(2_000, "An address has at most 2,000 characters");
const events = z.array(HookEvent).min(1, "Choose what it is told of").max(names.length);
const channelIds = z.array(z.string()).max(50, "At most 50 channels");

export const Webhook = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  /** Empty: every public channel. Private ones count only when they are named here and whoever made the webhook is in them. */
  channelIds: z.array(z.string()),
  active: z.boolean(),
  /** Why it was turned off by the platform. */
  disabledReason: z.string().nullable(),
  failingSince: Time.nullable(),
  /** Until when the secret before this one signs too. */
  oldSecretUntil: Time.nullable(),
  createdBy: z.string(),
  createdAt: Time,
});
export type Webhook = z.infer<typeof Webhook>;

export const CreateWebhook = z.object({ name, url: address, events, channelIds: channelIds.default([]) });
export type CreateWebhook = z.input<typeof CreateWebhook>;
/** The secret is shown this once: `whsec_` and the key in base64. */
export const CreatedWebhook = z.object({ webhook: Webhook, secret: z.string() });
export type CreatedWebhook = z.infer<typeof CreatedWebhook>;
export const ChangeWebhook = z.object({
  webhookId: z.string(),
  name: name.optional(),
  url: address.optional(),
  events: events.optional(),
  channelIds: channelIds.optional(),
  active: z.boolean().optional(),
});
export type ChangeWebhook = z.infer<typeof ChangeWebhook>;
export const ByWebhook = z.object({ webhookId: z.string() });
export type ByWebhook = z.infer<typeof ByWebhook>;

export const DeliveryAttempt = z.object({
  at: Time,
  durationMs: z.number(),
  requestHeaders: z.record(z.string(), z.string()),
  /** Null when nobody answered; `error` says why. */
  status: z.number().int().nullable(),
  responseHeaders: z.record(z.string(), z.string()),
  /** How the answer begins. */
  responseBody: z.string(),
  error: z.string().nullable(),
});
export type DeliveryAttempt = z.infer<typeof DeliveryAttempt>;

export const DeliveryState = z.enum(["pending", "delivered", "failed"]);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** One event on its way to one webhook. Its id is the `webhook-id` of every attempt. */
export const Delivery = z.object({
  id: z.string(),
  webhookId: z.string(),
  event: z.string(),
  state: DeliveryState,
  body: z.string(),
  attempts: z.array(DeliveryAttempt),
  /** When it is tried again. */
  nextAt: Time.nullable(),
  createdAt: Time,
});
export type Delivery = z.infer<typeof Delivery>;
export const ListDeliveries = PageInput.extend({ webhookId: z.string() });
export type ListDeliveries = z.infer<typeof ListDeliveries>;
export const ByDelivery = z.object({ deliveryId: z.string() });
export type ByDelivery = z.infer<typeof ByDelivery>;

export const IncomingHook = z.object({
  id: z.string(),
  name: z.string(),
  channelId: z.string(),
  /** The member under whose name it posts. */
  memberId: z.string(),
  signed: z.boolean(),
  createdBy: z.string(),
  createdAt: Time,
  lastUsedAt: Time.nullable(),
});
export type IncomingHook = z.infer<typeof IncomingHook>;
export const CreateIncomingHook = z.object({
  name,
  channelId: z.string(),
  /** Whether posts must carry a Standard Webhooks signature. */
  signed: z.boolean().default(false),
});
export type CreateIncomingHook = z.input<typeof CreateIncomingHook>;
/** Both are shown this once; the path is below the platform's address. */
export const CreatedIncomingHook = z.object({ hook: IncomingHook, path: z.string(), secret: z.string().nullable() });
export type CreatedIncomingHook = z.infer<typeof CreatedIncomingHook>;
export const ByIncomingHook = z.object({ hookId: z.string() });
export type ByIncomingHook = z.infer<typeof ByIncomingHook>;

/** What other systems post: Markdown, into a new thread or one of the hook's channel. */
export const PostIncoming = z.object({ text: z.string(), threadId: z.string().max(64).optional(), title: z.string().max(80).optional() });
export type PostIncoming = z.infer<typeof PostIncoming>;

export const WebhookEvents = {
  /** Something about the workspace's webhooks is new; whoever may see them reads them again. */
  WebhooksChanged: defineEvent("webhooks.webhooks_changed", z.object({ webhookId: z.string() })),
};
