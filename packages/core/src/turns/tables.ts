import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";
import type { TurnEnd } from "./model.ts";

export const transcripts = pgTable(
  "transcripts",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    /** What the model was called for: "turn", or the skill of a single call. */
    skill: text("skill").notNull().default("turn"),
    /** Null for a call that somebody waited for without a task. */
    taskId: text("task_id"),
    threadId: text("thread_id").notNull(),
    channelId: text("channel_id").notNull(),
    agentId: text("agent_id").notNull(),
    askedFor: text("asked_for").notNull(),
    end: text("end_reason").$type<TurnEnd>(),
    rounds: integer("rounds").notNull(),
    toolCalls: integer("tool_calls").notNull(),
    inputTokens: integer("input_tokens").notNull(),
    outputTokens: integer("output_tokens").notNull(),
    costMicros: integer("cost_micros").notNull(),
    tainted: boolean("tainted").notNull(),
    /** Ids of the messages and memories that it repeats. */
    quotes: text("quotes").array().notNull(),
    /** All entries as JSON, under the master key. */
    sealed: text("sealed").notNull(),
    startedAt: at("started_at").notNull(),
    changedAt: at("changed_at").notNull(),
  },
  (table) => [
    uniqueIndex("transcripts_of_turns")
      .on(table.taskId)
      .where(sql`skill = 'turn'`),
    index("transcripts_by_task").on(table.taskId),
    index("transcripts_by_workspace").on(table.workspaceId, table.id),
    index("transcripts_by_quote").using("gin", table.quotes),
    index("transcripts_by_age").on(table.changedAt),
    workspacePolicy(),
  ],
);

/** How each turn went, without a word of it: it outlives the transcript. */
export const turnFigures = pgTable(
  "turn_figures",
  {
    taskId: text("task_id").primaryKey(),
    workspaceId: workspaceId(),
    agentId: text("agent_id").notNull(),
    end: text("end_reason").$type<TurnEnd>(),
    toolCalls: integer("tool_calls").notNull(),
    /** None where rules alone took it. */
    inputTokens: integer("input_tokens").notNull().default(0),
    costMicros: integer("cost_micros").notNull(),
    startedAt: at("started_at").notNull(),
    changedAt: at("changed_at").notNull(),
  },
  (table) => [
    index("turn_figures_by_age").on(table.changedAt),
    index("turn_figures_by_workspace").on(table.workspaceId, table.changedAt),
    workspacePolicy(),
  ],
);
