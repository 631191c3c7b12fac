import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";
import type { Attachment, Card } from "../cards/model.ts";
import type { AgentMode, AnswerState, ChannelKind, Reaction, ThreadStatus } from "./model.ts";

export const channels = pgTable(
  "channels",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    kind: text("kind").$type<ChannelKind>().notNull().default("public"),
    name: text("name").notNull(),
    topic: text("topic").notNull().default(""),
    agentMode: text("agent_mode").$type<AgentMode>().notNull().default("mentioned"),
    /** Of direct talk, sorted: the same people have one. */
    memberIds: text("member_ids").array().notNull().default([]),
    archivedAt: at("archived_at"),
    createdAt: at("created_at").notNull(),
  },
  (table) => [
    // Public ones alone: that a name is taken must not tell of a private channel.
    uniqueIndex("channels_by_name")
      .on(table.workspaceId, table.name)
      .where(sql`kind = 'public'`),
    uniqueIndex("channels_by_people")
      .on(table.workspaceId, table.memberIds)
      .where(sql`kind = 'direct'`),
    workspacePolicy(),
  ],
);

export const channelMembers = pgTable(
  "channel_members",
  {
    workspaceId: workspaceId(),
    channelId: text("channel_id")
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
    memberId: text("member_id").notNull(),
    joinedAt: at("joined_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.channelId, table.memberId] }),
    index("channel_members_by_member").on(table.memberId, table.channelId),
    workspacePolicy(),
  ],
);

export const threads = pgTable(
  "threads",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    channelId: text("channel_id")
      .notNull()
      .references(() => channels.id),
    title: text("title").notNull(),
    titledBy: text("titled_by").$type<"opening" | "agent" | "person">().notNull().default("opening"),
    startedBy: text("started_by").notNull(),
    status: text("status").$type<ThreadStatus>().notNull().default("active"),
    parentThreadId: text("parent_thread_id"),
    forkedFromMessageId: text("forked_from_message_id"),
    rootThreadId: text("root_thread_id"),
    forkDepth: integer("fork_depth").notNull().default(0),
    closedBy: text("closed_by"),
    closedAt: at("closed_at"),
    closeReason: text("close_reason").notNull().default(""),
    outcomeMessageId: text("outcome_message_id"),
    messageCount: integer("message_count").notNull().default(0),
    lastMessageAt: at("last_message_at").notNull(),
    pinnedAt: at("pinned_at"),
    createdAt: at("created_at").notNull(),
  },
  (table) => [
    index("threads_by_channel").on(table.channelId, sql`(pinned_at is not null)`, table.lastMessageAt, table.id),
    index("threads_by_parent").on(table.parentThreadId),
    workspacePolicy(),
  ],
);

export const messages = pgTable(
  "messages",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    threadId: text("thread_id")
      .notNull()
      .references(() => threads.id),
    channelId: text("channel_id").notNull(),
    authorId: text("author_id").notNull(),
    keyId: text("key_id"),
    text: text("text").notNull(),
    cards: jsonb("cards").$type<Card[]>().notNull(),
    attachments: jsonb("attachments").$type<Attachment[]>().notNull().default([]),
    reactions: jsonb("reactions").$type<Reaction[]>().notNull().default([]),
    mentions: text("mentions").array().notNull().default([]),
    writtenBy: text("written_by"),
    insteadOf: text("instead_of"),
    answerState: text("answer_state").$type<AnswerState>(),
    clientKey: text("client_key"),
    quiet: boolean("quiet").notNull().default(false),
    createdAt: at("created_at").notNull(),
    editedAt: at("edited_at"),
    deletedAt: at("deleted_at"),
    pinnedAt: at("pinned_at"),
  },
  (table) => [
    index("messages_by_thread").on(table.threadId, table.id),
    index("messages_pinned")
      .on(table.threadId, table.pinnedAt)
      .where(sql`pinned_at is not null`),
    index("messages_being_written")
      .on(table.workspaceId, table.id)
      .where(sql`answer_state = 'writing'`),
    uniqueIndex("messages_by_client_key").on(table.workspaceId, table.authorId, table.clientKey),
    workspacePolicy(),
  ],
);

export const messageEdits = pgTable(
  "message_edits",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    messageId: text("message_id")
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    /** What it said before. */
    text: text("text").notNull(),
    editedAt: at("edited_at").notNull(),
  },
  (table) => [index("message_edits_by_message").on(table.messageId, table.id), workspacePolicy()],
);
