import { sql } from "drizzle-orm";
import { bigint, boolean, check, foreignKey, index, integer, jsonb, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";
import type { LostCall, OpenCall } from "./lost.ts";
import type { BudgetPeriod, BudgetScope, CallOutcome, LedgerAccountKind, LedgerEntryKind } from "./model.ts";

const micros = (name: string) => bigint(name, { mode: "number" }).notNull();

/** A limit with its count in the present window: the row is locked while a call is let through. */
export const budgets = pgTable(
  "budgets",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    scope: text("scope").$type<BudgetScope>().notNull(),
    /** Empty for the workspace itself. */
    subjectId: text("subject_id").notNull().default(""),
    period: text("period").$type<BudgetPeriod>().notNull(),
    name: text("name").notNull(),
    limitMicros: micros("limit_micros"),
    /** Otherwise it only alerts. */
    hard: boolean("hard").notNull(),
    /** Made by itself for a task; goes when nobody uses it any more. */
    isDefault: boolean("is_default").notNull().default(false),
    windowStart: at("window_start").notNull(),
    spentMicros: micros("spent_micros").default(0),
    reservedMicros: micros("reserved_micros").default(0),
    /** The highest threshold of which somebody was told in this window. */
    alertedPercent: integer("alerted_percent").notNull().default(0),
    createdBy: text("created_by").notNull(),
    createdAt: at("created_at").notNull(),
    changedAt: at("changed_at").notNull(),
  },
  (table) => [
    uniqueIndex("budgets_once").on(table.workspaceId, table.scope, table.subjectId, table.period),
    index("budgets_of_tasks")
      .on(table.changedAt)
      .where(sql`is_default`),
    check("budgets_limit", sql`limit_micros >= 0`),
    workspacePolicy(),
  ],
);

/** What calls under way may still cost. */
export const reservations = pgTable(
  "reservations",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    callId: text("call_id").notNull(),
    amountMicros: micros("amount_micros"),
    budgetIds: text("budget_ids").array().notNull(),
    /** Held on the workspace's credit too. */
    onCredit: boolean("on_credit").notNull(),
    /** What is booked when its process dies; beside what is held ahead of calls, those that it let through. */
    lost: jsonb("lost").$type<LostCall | readonly OpenCall[]>(),
    /** Moved on while the process that holds it lives. */
    expiresAt: at("expires_at").notNull(),
  },
  (table) => [index("reservations_by_expiry").on(table.expiresAt), workspacePolicy()],
);

/** One row for each call, whatever became of it. */
export const usageRecords = pgTable(
  "usage_records",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    callId: text("call_id").notNull().unique(),
    skill: text("skill").notNull(),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    actorId: text("actor_id").notNull(),
    agentId: text("agent_id"),
    /** The person on whose behalf. */
    memberId: text("member_id"),
    projectId: text("project_id"),
    taskId: text("task_id"),
    threadId: text("thread_id"),
    /** The virtual key that the call came with. */
    keyId: text("key_id"),
    /** The provider's key that was used: the workspace's, a person's, or the operator's. */
    providerKeyId: text("provider_key_id"),
    ownKey: boolean("own_key").notNull(),
    fallbackFrom: text("fallback_from"),
    /** Why that one did not answer, in plain words, where that is known. */
    fallbackReason: text("fallback_reason"),
    cached: boolean("cached").notNull(),
    offline: boolean("offline").notNull(),
    inputTokens: integer("input_tokens").notNull(),
    outputTokens: integer("output_tokens").notNull(),
    cacheReadTokens: integer("cache_read_tokens").notNull(),
    cacheWriteTokens: integer("cache_write_tokens").notNull(),
    reasoningTokens: integer("reasoning_tokens").notNull(),
    costMicros: micros("cost_micros"),
    /** What of it was taken from the workspace's credit. */
    chargedMicros: micros("charged_micros"),
    durationMs: integer("duration_ms").notNull(),
    outcome: text("outcome").$type<CallOutcome>().notNull(),
    /** The kind of failure. */
    fault: text("fault"),
    createdAt: at("created_at").notNull(),
  },
  (table) => [
    index("usage_records_by_time").on(table.workspaceId, table.createdAt),
    index("usage_records_by_skill").on(table.workspaceId, table.skill, table.createdAt),
    index("usage_records_by_provider_key").on(table.workspaceId, table.providerKeyId, table.id),
    index("usage_records_by_key")
      .on(table.workspaceId, table.keyId, table.id)
      .where(sql`key_id is not null`),
    index("usage_records_by_task")
      .on(table.taskId)
      .where(sql`task_id is not null`),
    workspacePolicy(),
  ],
);

export const ledgerAccounts = pgTable(
  "ledger_accounts",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    kind: text("kind").$type<LedgerAccountKind>().notNull(),
    /** The sum of its entries. */
    balanceMicros: micros("balance_micros").default(0),
    /** Of credit: held by calls under way. */
    reservedMicros: micros("reserved_micros").default(0),
    /** Of credit: the balance after the last grant, which notices are in percent of. */
    fullMicros: micros("full_micros").default(0),
    /** Of credit: the highest threshold of which somebody was told since then. */
    alertedPercent: integer("alerted_percent").notNull().default(0),
  },
  (table) => [
    uniqueIndex("ledger_accounts_once").on(table.workspaceId, table.kind),
    unique("ledger_accounts_in_workspace").on(table.workspaceId, table.id),
    workspacePolicy(),
  ],
);

/** Both sides of a transaction in one row, which the database refuses when they do not sum to zero. Never changed once it is written. */
export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    kind: text("kind").$type<LedgerEntryKind>().notNull(),
    debitAccountId: text("debit_account_id").notNull(),
    debitMicros: micros("debit_micros"),
    creditAccountId: text("credit_account_id").notNull(),
    creditMicros: micros("credit_micros"),
    callId: text("call_id"),
    note: text("note").notNull().default(""),
    createdBy: text("created_by").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (table) => [
    check("ledger_entries_balance", sql`debit_micros + credit_micros = 0 and credit_micros > 0`),
    check("ledger_entries_two_accounts", sql`debit_account_id <> credit_account_id`),
    foreignKey({
      name: "ledger_entries_debit",
      columns: [table.workspaceId, table.debitAccountId],
      foreignColumns: [ledgerAccounts.workspaceId, ledgerAccounts.id],
    }),
    foreignKey({
      name: "ledger_entries_credit",
      columns: [table.workspaceId, table.creditAccountId],
      foreignColumns: [ledgerAccounts.workspaceId, ledgerAccounts.id],
    }),
    uniqueIndex("ledger_entries_call")
      .on(table.callId)
      .where(sql`call_id is not null`),
    index("ledger_entries_by_time").on(table.workspaceId, table.id),
    workspacePolicy(),
  ],
);
