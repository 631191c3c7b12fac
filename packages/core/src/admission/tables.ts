import { doublePrecision, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";

/** What is left of a workspace's calls and tokens in the minute at a provider, for all processes; they lease shares of it. */
export const rateBuckets = pgTable(
  "rate_buckets",
  {
    workspaceId: workspaceId(),
    provider: text("provider").notNull(),
    requests: doublePrecision("requests").notNull(),
    tokens: doublePrecision("tokens").notNull(),
    /** Refilled until then. */
    at: at("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.provider] }), workspacePolicy()],
);
