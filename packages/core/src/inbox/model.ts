import { z } from "zod";
import { Thread } from "../chat/model.ts";
import { defineEvent } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";
import { Notification, Preferences } from "./notification-model.ts";

export * from "./notification-model.ts";

/** More unread messages than this are not told apart; screens show "99+". */
export const MOST_UNREAD = 100;

/** How a thread stands for one member. */
export const ThreadState = z.object({
  threadId: z.string(),
  following: z.boolean(),
  muted: z.boolean(),
  /** Null: nothing of it was read. */
  lastReadMessageId: z.string().nullable(),
});
export type ThreadState = z.infer<typeof ThreadState>;

/** What of a channel counts as unread: all its threads, those that one follows or is named in, or none. */
export const ChannelLevel = z.enum(["all", "followed", "none"]);
export type ChannelLevel = z.infer<typeof ChannelLevel>;

export const Unread = z.object({
  threadId: z.string(),
  channelId: z.string(),
  /** A fork is unread by itself, and shows under its parent. */
  parentThreadId: z.string().nullable(),
  unread: z.number().int(),
  mentions: z.number().int(),
  firstUnreadMessageId: z.string(),
  /** Of those that were counted. */
  lastUnreadMessageId: z.string(),
});
export type Unread = z.infer<typeof Unread>;

/** All that one member has not read, with what a screen needs to keep it up to date by events. */
export const UnreadOverview = z.object({
  threads: z.array(Unread),
  levels: z.record(z.string(), ChannelLevel),
  muted: z.array(z.string()),
  following: z.array(z.string()),
});
export type UnreadOverview = z.infer<typeof UnreadOverview>;

export const InboxEntry = z.object({
  thread: Thread,
  unread: z.number().int(),
  mentions: z.number().int(),
  last: z.object({ authorId: z.string(), excerpt: z.string() }).nullable(),
});
export type InboxEntry = z.infer<typeof InboxEntry>;

export const MarkRead = z.object({
  threadId: z.string(),
  messageId: z.string(),
  /** What comes after it is unread again; without this reading goes forward only. */
  exactly: z.boolean().optional(),
});
export type MarkRead = z.infer<typeof MarkRead>;
export const MarkUnreadFrom = z.object({ messageId: z.string() });
export type MarkUnreadFrom = z.infer<typeof MarkUnreadFrom>;
export const MarkChannelRead = z.object({ channelId: z.string() });
export type MarkChannelRead = z.infer<typeof MarkChannelRead>;
export const SetThreadState = z.object({ threadId: z.string(), following: z.boolean().optional(), muted: z.boolean().optional() });
export type SetThreadState = z.infer<typeof SetThreadState>;
export const SetChannelLevel = z.object({ channelId: z.string(), level: ChannelLevel });
export type SetChannelLevel = z.infer<typeof SetChannelLevel>;
export const ListInbox = PageInput.extend({ unreadOnly: z.boolean().default(false) });
export type ListInbox = z.input<typeof ListInbox> & PageInput;

export const InboxEvents = {
  /** For its member alone. */
  ThreadStateChanged: defineEvent("inbox.thread_state_changed", ThreadState),
  /** For its member alone: more than one thread changed; counts are read anew. */
  OverviewChanged: defineEvent("inbox.overview_changed", z.object({ channelId: z.string() })),
  /** For its member alone. */
  Notified: defineEvent("inbox.notified", Notification),
  /** For its member alone: of a thread, or any of them. */
  NotificationsRead: defineEvent("inbox.notifications_read", z.object({ threadId: z.string().nullable() })),
  /** For its member alone. */
  PreferencesChanged: defineEvent("inbox.preferences_changed", Preferences),
};
