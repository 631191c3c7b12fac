import { bigint, index, pgTable, text } from "drizzle-orm/pg-core";
import { threads } from "../chat/tables.ts";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";
import type { RunReason, ScheduleRunState } from "./model.ts";

export const schedules = pgTable(
  "schedules",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    title: text("title").notNull(),
    instructions: text("instructions").notNull(),
    /** The message that an agent made it of: its words go with those, until somebody writes others. */
    madeFrom: text("made_from"),
    agent: text("agent").notNull(),
    cron: text("cron").notNull(),
    timeZone: text("time_zone").notNull(),
    threadId: text("thread_id")
      .notNull()
      .references(() => threads.id),
    channelId: text("channel_id").notNull(),
    ownerId: text("owner_id").notNull(),
    /** The key or connected tool through which a program asked for it, in its owner's name. */
    keyId: text("key_id"),
    nextAt: at("next_at"),
    pausedAt: at("paused_at"),
    pausedBecause: text("paused_because").notNull().default(""),
    createdAt: at("created_at").notNull(),
    changedAt: at("changed_at").notNull(),
    removedAt: at("removed_at"),
  },
  (table) => [
    index("schedules_by_workspace").on(table.workspaceId, table.id),
    index("schedules_by_source").on(table.madeFrom),
    workspacePolicy(),
  ],
);

export const scheduleRuns = pgTable(
  "schedule_runs",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    scheduleId: text("schedule_id")
      .notNull()
      .references(() => schedules.id, { onDelete: "cascade" }),
    state: text("state").$type<ScheduleRunState>().notNull(),
    reason: text("reason").$type<RunReason>().notNull(),
    dueAt: at("due_at").notNull(),
    startedAt: at("started_at").notNull(),
    endedAt: at("ended_at"),
    messageId: text("message_id"),
    taskId: text("task_id"),
    costMicros: bigint("cost_micros", { mode: "number" }).notNull().default(0),
    note: text("note").notNull().default(""),
  },
  (table) => [
    index("schedule_runs_by_schedule").on(table.scheduleId, table.id),
    index("schedule_runs_by_task").on(table.taskId),
    workspacePolicy(),
  ],
);
