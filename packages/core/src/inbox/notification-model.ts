import { z } from "zod";
import { Time } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";
import { TimeZone } from "../settings/model.ts";

/** Why somebody is told: named, answered in a thread they follow, addressed directly, a side conversation ended, something asks them, money runs low. */
export const NotificationKind = z.enum(["mention", "reply", "direct", "outcome", "question", "budget"]);
export type NotificationKind = z.infer<typeof NotificationKind>;

export const Notification = z.object({
  id: z.string(),
  kind: NotificationKind,
  /** Who caused it. */
  actorId: z.string(),
  /** Null for a question of a task, as are thread and message. */
  channelId: z.string().nullable(),
  threadId: z.string().nullable(),
  messageId: z.string().nullable(),
  /** The task that asks. */
  taskId: z.string().nullable(),
  /** The budget that is nearly or wholly used. */
  budgetId: z.string().nullable().default(null),
  createdAt: Time,
  readAt: Time.nullable(),
});
export type Notification = z.infer<typeof Notification>;

/** A notification with what a list shows of it. */
export const ShownNotification = Notification.extend({
  /** The thread's title; empty for a question of a task. */
  title: z.string(),
  /** A fork is shown beside its parent. */
  parentThreadId: z.string().nullable(),
  /** What was said, or asked, shortened; empty once it is deleted. */
  excerpt: z.string(),
});
export type ShownNotification = z.infer<typeof ShownNotification>;

/** A thread that is named by its first words says them once. */
export const repeatsTitle = ({ title, excerpt }: Pick<ShownNotification, "title" | "excerpt">) =>
  excerpt.startsWith(title.replace(/…$/, ""));

/** Latest first. */
export const ListNotifications = PageInput.extend({ unreadOnly: z.boolean().default(false) });
export type ListNotifications = z.input<typeof ListNotifications> & PageInput;
/** `unread` over all pages, `MOST_UNREAD` at most. */
export const NotificationPage = z.object({
  items: z.array(ShownNotification),
  nextCursor: z.string().optional(),
  unread: z.number().int(),
});
export type NotificationPage = z.infer<typeof NotificationPage>;
/** Without ids: all. */
export const MarkNotificationsRead = z.object({ notificationIds: z.array(z.string()).min(1).max(200).optional() });
export type MarkNotificationsRead = z.infer<typeof MarkNotificationsRead>;

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time such as 22:00");
/** Local times; `from` later than `to` goes over midnight. Nothing rings in them: mail and push wait for their end. */
export const QuietHours = z
  .object({ from: TimeOfDay, to: TimeOfDay, timeZone: TimeZone })
  .refine(({ from, to }) => from !== to, { path: ["to"], error: "Quiet hours end at another time than they begin" });
export type QuietHours = z.infer<typeof QuietHours>;

/** Kinds that one is told of in the app and not this way. */
const without = z.array(NotificationKind).max(NotificationKind.options.length).default([]);

export const Preferences = z.object({
  quietHours: QuietHours.nullable().default(null),
  /** One mail for all that was not read within so many minutes; 0 is at once. */
  digest: z
    .object({ on: z.boolean(), minutes: z.number().int().min(0).max(1_440), without })
    .default({ on: true, minutes: 30, without: [] }),
  /** `showText` puts what was said on a locked screen. */
  push: z.object({ on: z.boolean(), showText: z.boolean(), without }).default({ on: true, showText: false, without: [] }),
  /** What one is told of at all. */
  kinds: z
    .object({
      mention: z.boolean(),
      reply: z.boolean(),
      direct: z.boolean(),
      outcome: z.boolean(),
      question: z.boolean(),
      budget: z.boolean().default(true),
    })
    .default({ mention: true, reply: true, direct: true, outcome: true, question: true, budget: true }),
});
export type Preferences = z.infer<typeof Preferences>;
export const DEFAULT_PREFERENCES: Preferences = Preferences.parse({});

const key = (name: string, length: number) =>
  z
    .string()
    .regex(/^[\w-]+$/, `The ${name} must be base64url`)
    .length(length, `The ${name} has another length than the standard says`);
/** As `PushSubscription.toJSON()` of a browser gives it. */
export const AddPushSubscription = z.object({
  endpoint: z.url({ protocol: /^https$/, error: "A push address begins with https://" }).max(2_000),
  keys: z.object({ p256dh: key("key", 87), auth: key("secret", 22) }),
});
export type AddPushSubscription = z.infer<typeof AddPushSubscription>;
export const RemovePushSubscription = z.object({ endpoint: z.string().max(2_000) });
export type RemovePushSubscription = z.infer<typeof RemovePushSubscription>;
/** What a browser needs to subscribe. */
export const PushKey = z.object({ publicKey: z.string() });
export type PushKey = z.infer<typeof PushKey>;

/** A mail that was kept here, as no mail server is set. */
export const OutboxEntry = z.object({ id: z.string(), memberId: z.string(), to: z.string(), subject: z.string(), createdAt: Time });
export type OutboxEntry = z.infer<typeof OutboxEntry>;
export const OutboxMail = OutboxEntry.extend({ text: z.string(), html: z.string() });
export type OutboxMail = z.infer<typeof OutboxMail>;
/** One's own, latest first; `all` also names those of others, which only an admin may see. */
export const ListOutbox = PageInput.extend({ all: z.boolean().default(false) });
export type ListOutbox = z.input<typeof ListOutbox> & PageInput;
/** `kept` is false where a mail server is set: then nothing is kept here. */
export const OutboxPage = z.object({ items: z.array(OutboxEntry), nextCursor: z.string().optional(), kept: z.boolean() });
export type OutboxPage = z.infer<typeof OutboxPage>;
export const ReadOutboxMail = z.object({ mailId: z.string() });
export type ReadOutboxMail = z.infer<typeof ReadOutboxMail>;
