import { index, pgTable, text } from "drizzle-orm/pg-core";
import { threads } from "../chat/tables.ts";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";
import type { Handoff } from "./model.ts";

export const handoffs = pgTable(
  "handoffs",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    threadId: text("thread_id")
      .notNull()
      .references(() => threads.id),
    channelId: text("channel_id").notNull(),
    projectId: text("project_id"),
    detail: text("detail").$type<Handoff["detail"]>().notNull(),
    text: text("text").notNull(),
    /** Ids of the messages and memories that it repeats: it goes with them. */
    quotes: text("quotes").array().notNull(),
    authorId: text("author_id").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (table) => [
    index("handoffs_by_thread").on(table.threadId, table.id),
    index("handoffs_by_quote").using("gin", table.quotes),
    workspacePolicy(),
  ],
);
