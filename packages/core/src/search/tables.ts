import { sql } from "drizzle-orm";
import { customType, index, integer, pgPolicy, pgTable, real, text } from "drizzle-orm/pg-core";
import { bytea } from "../memory/tables.ts";
import { at, workspaceId, workspacePolicy, xid8 } from "../platform/tables.ts";
import { BLOCK_DAYS, FIRST_DAY } from "./blocks.ts";
import type { HitKind } from "./model.ts";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
const regconfig = customType<{ data: string }>({ dataType: () => "regconfig" });

const DAY = `greatest(0, extract(day from created_at - timestamptz '${FIRST_DAY}'))::int`;
const BLOCKS = BLOCK_DAYS.map((days, level) => `'=${level}:' || left(md5(workspace_id), 8) || ':' || (${DAY} / ${days})::text`);

/** What can be found, one row for each message, thread, context item and document. */
export const searchEntries = pgTable(
  "search_entries",
  {
    /** The id of what is found. */
    refId: text("ref_id").primaryKey(),
    workspaceId: workspaceId(),
    kind: text("kind").$type<HitKind>().notNull(),
    /** Null for what comes from no talk. */
    channelId: text("channel_id"),
    threadId: text("thread_id"),
    /** Where in the thread a context item comes from. */
    messageId: text("message_id"),
    authorId: text("author_id"),
    /** What filters ask for, such as "=link"; see marks.ts. */
    marks: text("marks").array().notNull(),
    /** Of what is written without spaces between words; see pieces.ts in memory. */
    pieces: text("pieces")
      .array()
      .notNull()
      .default(sql`'{}'`),
    title: text("title").notNull().default(""),
    text: text("text").notNull(),
    language: regconfig("language").notNull(),
    createdAt: at("created_at").notNull(),
    /** Ids, marks and blocks of days stand among the words, so that one index answers for all of them together. */
    fts: tsvector("fts")
      .notNull()
      .generatedAlwaysAs(
        sql.raw(
          `setweight(to_tsvector(language, title), 'A') || to_tsvector(language, text) || array_to_tsvector(marks || pieces || array_remove(array['=' || workspace_id, '=' || channel_id, '=' || author_id], null) || array[${BLOCKS.join(", ")}])`,
        ),
      ),
  },
  (table) => [
    // NOTE: without the list of what is not sorted in yet, which every search would have to read through.
    index("search_entries_by_word").using("gin", table.fts).with({ fastupdate: false }),
    index("search_entries_newest").on(table.workspaceId, table.createdAt, table.refId),
    workspacePolicy(),
    // NOTE: row-level security does not let a statement's own text condition reach the index, but a policy's it does. So the search is set for
    // the transaction and stands here; without one it holds for every row, as no text has the word "=".
    pgPolicy("search", {
      as: "restrictive",
      for: "select",
      using: sql`fts @@ coalesce(nullif(current_setting('openvibe.search', true), ''), '!''=''')::tsquery`,
    }),
  ],
);

/** What an entry means, as the workspace's embedding model puts it: one signed byte for each dimension, times the scale. It goes with the entry. */
export const searchVectors = pgTable(
  "search_vectors",
  {
    refId: text("ref_id")
      .primaryKey()
      .references(() => searchEntries.refId, { onDelete: "cascade" }),
    workspaceId: workspaceId(),
    kind: text("kind").$type<HitKind>().notNull(),
    channelId: text("channel_id"),
    model: text("model").notNull(),
    dimensions: integer("dimensions").notNull(),
    vector: bytea("vector").notNull(),
    scale: real("scale").notNull(),
    /** Of the words that it was made of. */
    digest: text("digest").notNull(),
    /** When the entry was written, which never changes. */
    createdAt: at("created_at").notNull(),
    xid: xid8("xid")
      .notNull()
      .default(sql`pg_current_xact_id()`),
  },
  (table) => [
    index("search_vectors_by_change").on(table.workspaceId, table.xid),
    index("search_vectors_oldest").on(table.workspaceId, table.model, table.createdAt),
    workspacePolicy(),
  ],
);
