import { sql } from "drizzle-orm";
import { boolean, customType, index, integer, pgTable, primaryKey, real, text } from "drizzle-orm/pg-core";
import { at, workspaceId, workspacePolicy, xid8 } from "../platform/tables.ts";
import type { Importance, MemoryScope, SourceKind } from "./model.ts";

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const memories = pgTable(
  "memories",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    text: text("text").notNull(),
    importance: text("importance").$type<Importance>().notNull(),
    scope: text("scope").$type<MemoryScope>().notNull(),
    scopeId: text("scope_id"),
    channelId: text("channel_id"),
    sourceKind: text("source_kind").$type<SourceKind>().notNull(),
    sourceId: text("source_id"),
    authorId: text("author_id").notNull(),
    byProgram: boolean("by_program").notNull().default(false),
    supersededBy: text("superseded_by"),
    expiresAt: at("expires_at"),
    createdAt: at("created_at").notNull(),
    /** The stems of its words, in the search language that the workspace had then. */
    language: text("language").notNull(),
    lexemes: text("lexemes").array().notNull(),
    /** The transaction that changed it last, or a vector of it. */
    xid: xid8("xid")
      .notNull()
      .default(sql`pg_current_xact_id()`),
  },
  (table) => [
    index("memories_newest").on(table.workspaceId, table.id),
    index("memories_by_change").on(table.workspaceId, table.xid),
    index("memories_by_scope").on(table.workspaceId, table.scope, table.scopeId, table.id),
    index("memories_superseded")
      .on(table.supersededBy)
      .where(sql`superseded_by is not null`),
    index("memories_by_source")
      .on(table.workspaceId, table.sourceId)
      .where(sql`source_id is not null`),
    index("memories_expiring")
      .on(table.expiresAt)
      .where(sql`expires_at is not null`),
    workspacePolicy(),
  ],
);

/** What a memory means, as one model puts it: one signed byte for each dimension, times the scale. Several models stand side by side. */
export const memoryVectors = pgTable(
  "memory_vectors",
  {
    memoryId: text("memory_id")
      .notNull()
      .references(() => memories.id, { onDelete: "cascade" }),
    workspaceId: workspaceId(),
    model: text("model").notNull(),
    dimensions: integer("dimensions").notNull(),
    vector: bytea("vector").notNull(),
    scale: real("scale").notNull(),
  },
  (table) => [primaryKey({ columns: [table.memoryId, table.model] }), workspacePolicy()],
);
