import { sql } from "drizzle-orm";
import { jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";
import type { OfferedTool } from "./driver.ts";

export const toolServers = pgTable(
  "tool_servers",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    url: text("url"),
    sealedToken: text("sealed_token"),
    /** What a sign-in there leaves; null for servers at which nobody signs in. */
    sealedSignIn: text("sealed_sign_in"),
    offered: jsonb("offered").$type<OfferedTool[]>().notNull(),
    /** Names of tools that an admin agrees only read, each with what it was then. */
    confirmed: jsonb("confirmed").$type<Record<string, string>>().notNull(),
    fault: text("fault").notNull().default(""),
    addedBy: text("added_by").notNull(),
    createdAt: at("created_at").notNull(),
    readAt: at("read_at"),
    removedAt: at("removed_at"),
  },
  (table) => [
    uniqueIndex("tool_servers_by_name")
      .on(table.workspaceId, table.name)
      .where(sql`removed_at is null`),
    workspacePolicy(),
  ],
);
