import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { threads, channels } from "../chat/tables.ts";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";
import type { ChannelLevel, NotificationKind, Preferences } from "./model.ts";

export const threadStates = pgTable(
  "thread_states",
  {
    workspaceId: workspaceId(),
    memberId: text("member_id").notNull(),
    threadId: text("thread_id")
      .notNull()
      .references(() => threads.id, { onDelete: "cascade" }),
    following: boolean("following").notNull(),
    /** Set by the person: what follows by itself leaves it alone. */
    chosen: boolean("chosen").notNull().default(false),
    muted: boolean("muted").notNull().default(false),
    lastReadMessageId: text("last_read_message_id"),
    /** From where the person marked it unread, whatever else counts as read: what was said before they joined, or their own. */
    unreadFromMessageId: text("unread_from_message_id"),
  },
  (table) => [
    primaryKey({ columns: [table.memberId, table.threadId] }),
    index("thread_states_by_thread").on(table.threadId),
    index("thread_states_marked")
      .on(table.memberId)
      .where(sql`unread_from_message_id is not null`),
    workspacePolicy(),
  ],
);

export const channelStates = pgTable(
  "channel_states",
  {
    workspaceId: workspaceId(),
    memberId: text("member_id").notNull(),
    channelId: text("channel_id")
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
    level: text("level").$type<ChannelLevel>().notNull().default("all"),
    /** Whatever was said before is read. */
    readUpTo: at("read_up_to"),
  },
  (table) => [primaryKey({ columns: [table.memberId, table.channelId] }), workspacePolicy()],
);

export const notifications = pgTable(
  "notifications",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    memberId: text("member_id").notNull(),
    kind: text("kind").$type<NotificationKind>().notNull(),
    actorId: text("actor_id").notNull(),
    channelId: text("channel_id"),
    threadId: text("thread_id").references(() => threads.id, { onDelete: "cascade" }),
    messageId: text("message_id"),
    taskId: text("task_id"),
    budgetId: text("budget_id"),
    createdAt: at("created_at").notNull(),
    readAt: at("read_at"),
    /** The digest that takes it along, from the moment it is put together. */
    mailId: text("mail_id"),
    mailedAt: at("mailed_at"),
  },
  (table) => [
    uniqueIndex("notifications_once").on(table.memberId, table.messageId),
    index("notifications_by_member").on(table.memberId, table.id),
    index("notifications_unread")
      .on(table.memberId, table.threadId, table.messageId)
      .where(sql`read_at is null`),
    index("notifications_by_thread").on(table.threadId, table.messageId),
    index("notifications_by_task")
      .on(table.taskId)
      .where(sql`task_id is not null and read_at is null`),
    index("notifications_by_mail")
      .on(table.mailId)
      .where(sql`mail_id is not null and mailed_at is null`),
    workspacePolicy(),
  ],
);

export const notificationSettings = pgTable(
  "notification_settings",
  {
    workspaceId: workspaceId(),
    memberId: text("member_id").primaryKey(),
    preferences: jsonb("preferences").$type<Preferences>().notNull(),
  },
  () => [workspacePolicy()],
);

export const pushSubscriptions = pgTable(
  "push_subscriptions",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    memberId: text("member_id").notNull(),
    endpoint: text("endpoint").notNull(),
    p256dh: text("p256dh").notNull(),
    auth: text("auth").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("push_subscriptions_once").on(table.memberId, table.endpoint),
    index("push_subscriptions_by_endpoint").on(table.endpoint),
    workspacePolicy(),
  ],
);

/** Mails of an installation without a mail server. */
export const outboxMails = pgTable(
  "outbox_mails",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    memberId: text("member_id").notNull(),
    to: text("to").notNull(),
    subject: text("subject").notNull(),
    text: text("text").notNull(),
    html: text("html").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (table) => [index("outbox_mails_by_member").on(table.memberId, table.id), workspacePolicy()],
);
