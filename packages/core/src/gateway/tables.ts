import { bigint, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";

/** Answers of calls that give the same answer each time. */
export const cachedAnswers = pgTable(
  "cached_answers",
  {
    workspaceId: workspaceId(),
    /** Of all that the call sends, under a key of this server. */
    hash: text("hash").notNull(),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    answer: jsonb("answer").notNull(),
    bytes: integer("bytes").notNull(),
    /** What the call cost when it was made. */
    savesMicros: bigint("saves_micros", { mode: "number" }).notNull(),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.hash] }),
    index("cached_answers_by_expiry").on(table.expiresAt),
    workspacePolicy(),
  ],
);
