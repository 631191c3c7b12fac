import { sql } from "drizzle-orm";
import { boolean, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { threads } from "../chat/tables.ts";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";
import type { AllowanceScope, ApprovalState } from "./model.ts";

export const approvals = pgTable(
  "approvals",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    threadId: text("thread_id")
      .notNull()
      .references(() => threads.id),
    channelId: text("channel_id").notNull(),
    projectId: text("project_id"),
    messageId: text("message_id").notNull(),
    /** The task that waits for it. */
    taskId: text("task_id").notNull(),
    agentId: text("agent_id").notNull(),
    askedFor: text("asked_for").notNull(),
    tool: text("tool").notNull(),
    title: text("title").notNull(),
    says: text("says").notNull(),
    /** Messages, threads and items whose words it repeats. */
    quotes: text("quotes").array().notNull().default([]),
    input: text("input").notNull(),
    /** Of agent, tool and input: what runs must have the same. */
    inputHash: text("input_hash").notNull(),
    /** Who decides must hold it. */
    permission: text("permission").notNull(),
    effect: text("effect").$type<"read" | "write" | "outside" | "irreversible">().notNull(),
    tainted: boolean("tainted").notNull(),
    /** No word for good is taken for it. */
    eachTime: boolean("each_time").notNull().default(false),
    state: text("state").$type<ApprovalState>().notNull(),
    decidedBy: text("decided_by"),
    decidedAt: at("decided_at"),
    reason: text("reason").notNull().default(""),
    /** Where whoever allowed it said that it need not be asked again, and until when. */
    always: text("always").$type<AllowanceScope>(),
    alwaysUntil: at("always_until"),
    expiresAt: at("expires_at").notNull(),
    createdAt: at("created_at").notNull(),
    /** Where a program outside asked: what it asked with, what came of it, sealed, and when the program was told. */
    keyId: text("key_id"),
    result: text("result"),
    toldAt: at("told_at"),
  },
  (table) => [
    index("approvals_by_workspace").on(table.workspaceId, table.id),
    index("approvals_by_thread").on(table.threadId, table.id),
    index("approvals_by_task").on(table.taskId),
    index("approvals_by_key")
      .on(table.keyId)
      .where(sql`key_id is not null`),
    index("approvals_by_quote").using("gin", table.quotes),
    index("approvals_pending")
      .on(table.expiresAt)
      .where(sql`state = 'pending'`),
    workspacePolicy(),
  ],
);

export const allowances = pgTable(
  "allowances",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    agentId: text("agent_id").notNull(),
    tool: text("tool").notNull(),
    permission: text("permission").notNull(),
    scope: text("scope").$type<AllowanceScope>().notNull(),
    scopeId: text("scope_id"),
    /** Of a thread's channel: who may not read it does not know of the allowance. */
    channelId: text("channel_id"),
    coversTainted: boolean("covers_tainted").notNull(),
    grantedBy: text("granted_by").notNull(),
    createdAt: at("created_at").notNull(),
    /** Null: it holds until it is taken back, where that was chosen; else for a time. */
    endsAt: at("ends_at"),
    revokedAt: at("revoked_at"),
  },
  (table) => [
    uniqueIndex("allowances_once")
      .on(table.workspaceId, table.agentId, table.tool, table.scope, sql`coalesce(scope_id, '')`)
      .where(sql`revoked_at is null`),
    workspacePolicy(),
  ],
);
