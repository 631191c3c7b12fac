import { bigint, boolean, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { threads } from "../chat/tables.ts";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";
import type { PlanEstimate, PlanState, PlanTaskMark, PlanTaskState } from "./model.ts";

export const plans = pgTable(
  "plans",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    threadId: text("thread_id")
      .notNull()
      .references(() => threads.id),
    channelId: text("channel_id").notNull(),
    messageId: text("message_id").notNull(),
    title: text("title").notNull(),
    request: text("request").notNull(),
    /** The message that an agent made it of: its words go with those. */
    madeFrom: text("made_from"),
    state: text("state").$type<PlanState>().notNull(),
    ownerId: text("owner_id").notNull(),
    /** The key or connected tool through which a program asked for it, in its owner's name. */
    keyId: text("key_id"),
    /** How often another way was looked for after a failure. */
    replans: integer("replans").notNull().default(0),
    planningMicros: bigint("planning_micros", { mode: "number" }).notNull().default(0),
    estimate: jsonb("estimate").$type<PlanEstimate>().notNull(),
    /** The messages that say how it ended: each time it did. */
    reportIds: text("report_ids").array().notNull().default([]),
    writtenBy: text("written_by").notNull(),
    whyRules: text("why_rules"),
    createdAt: at("created_at").notNull(),
    changedAt: at("changed_at").notNull(),
    endedAt: at("ended_at"),
  },
  (table) => [
    index("plans_by_workspace").on(table.workspaceId, table.id),
    index("plans_by_thread").on(table.threadId, table.id),
    index("plans_by_source").on(table.madeFrom),
    index("plans_by_message").on(table.messageId),
    workspacePolicy(),
  ],
);

export const planTasks = pgTable(
  "plan_tasks",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    planId: text("plan_id")
      .notNull()
      .references(() => plans.id, { onDelete: "cascade" }),
    agent: text("agent").notNull(),
    title: text("title").notNull(),
    instructions: text("instructions").notNull(),
    after: text("after").array().notNull(),
    position: integer("position").notNull(),
    state: text("state").$type<PlanTaskState>().notNull(),
    mark: text("mark").$type<PlanTaskMark>(),
    beyondRules: boolean("beyond_rules").notNull().default(false),
    attempt: integer("attempt").notNull().default(0),
    handoff: text("handoff").notNull().default(""),
    note: text("note").notNull().default(""),
    messageId: text("message_id"),
    answerId: text("answer_id"),
    /** Of its newest attempt; of one that has not begun, of the task whose place it took. */
    taskId: text("task_id"),
    costMicros: bigint("cost_micros", { mode: "number" }).notNull().default(0),
    startedAt: at("started_at"),
    endedAt: at("ended_at"),
  },
  (table) => [
    index("plan_tasks_by_plan").on(table.planId, table.position),
    index("plan_tasks_by_task").on(table.taskId),
    workspacePolicy(),
  ],
);
