import { sql } from "drizzle-orm";
import { boolean, index, pgTable, text } from "drizzle-orm/pg-core";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";
import type { ContextItem, ItemKind, ItemScope } from "./model.ts";

export const contextItems = pgTable(
  "context_items",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    kind: text("kind").$type<ItemKind>().notNull(),
    text: text("text").notNull(),
    scope: text("scope").$type<ItemScope>().notNull(),
    scopeId: text("scope_id"),
    tags: text("tags").array().notNull().default([]),
    channelId: text("channel_id"),
    sourceThreadId: text("source_thread_id"),
    sourceMessageId: text("source_message_id"),
    origin: text("origin").$type<ContextItem["origin"]>().notNull(),
    /** The outcome or the pinned message that it was made of: it goes when that goes. */
    madeFromMessageId: text("made_from_message_id"),
    authorId: text("author_id").notNull(),
    byProgram: boolean("by_program").notNull().default(false),
    supersededBy: text("superseded_by"),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
    /** When a person changed it; what it was made of does not change it any more. */
    editedAt: at("edited_at"),
  },
  (table) => [
    index("context_items_by_workspace").on(table.workspaceId, table.id),
    index("context_items_by_scope").on(table.workspaceId, table.scope, table.scopeId, table.id),
    index("context_items_by_source").on(table.sourceThreadId),
    index("context_items_by_maker")
      .on(table.madeFromMessageId)
      .where(sql`made_from_message_id is not null`),
    index("context_items_by_message")
      .on(table.sourceMessageId)
      .where(sql`source_message_id is not null`),
    index("context_items_superseded")
      .on(table.supersededBy)
      .where(sql`superseded_by is not null`),
    workspacePolicy(),
  ],
);
