import { boolean, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { messages, threads } from "../chat/tables.ts";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";
import type { Voice } from "../chat/model.ts";
import type { SummaryPoint } from "./context/summarise.ts";
import type { AgentName, ContextPart, Rating } from "./model.ts";

/** Threads in which every message of a person gets a turn, mention or not. */
export const attendances = pgTable(
  "attendances",
  {
    threadId: text("thread_id")
      .primaryKey()
      .references(() => threads.id),
    workspaceId: workspaceId(),
    agent: text("agent").$type<AgentName>().notNull(),
    /** The module that takes the turns up. */
    attendedBy: text("attended_by").notNull(),
    /** Messages up to this one were taken up otherwise. */
    afterMessageId: text("after_message_id").notNull(),
  },
  () => [workspacePolicy()],
);

/** Who writes an answer now, and what it answers. */
export const answers = pgTable(
  "answers",
  {
    messageId: text("message_id")
      .primaryKey()
      .references(() => messages.id, { onDelete: "cascade" }),
    workspaceId: workspaceId(),
    questionId: text("question_id").notNull(),
    agent: text("agent").$type<AgentName>().notNull(),
    /** Only this task may go on writing it; empty for the one that is asked to and claims its `run`. */
    taskId: text("task_id").notNull(),
    /** Raised whenever somebody starts or goes on writing: what an earlier one still sends is refused. */
    run: integer("run").notNull().default(0),
    /** Words from outside were in play when it was written: whoever reads it is in the same place. */
    tainted: boolean("tainted").notNull().default(true),
    changedAt: at("changed_at").notNull(),
  },
  (table) => [index("answers_by_question").on(table.questionId), workspacePolicy()],
);

/** What agents said outside of turns, with no words from outside in it: by the module above that said it. */
export const ownWords = pgTable(
  "own_words",
  {
    messageId: text("message_id")
      .primaryKey()
      .references(() => messages.id, { onDelete: "cascade" }),
    workspaceId: workspaceId(),
  },
  () => [workspacePolicy()],
);

export const feedback = pgTable(
  "agent_feedback",
  {
    id: text("id").notNull(),
    messageId: text("message_id")
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    memberId: text("member_id").notNull(),
    workspaceId: workspaceId(),
    channelId: text("channel_id").notNull(),
    threadId: text("thread_id").notNull(),
    agent: text("agent").$type<AgentName>().notNull(),
    skill: text("skill").notNull(),
    rating: text("rating").$type<Rating>().notNull(),
    words: text("words").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.messageId, table.memberId] }),
    index("agent_feedback_by_agent").on(table.workspaceId, table.agent, table.id),
    workspacePolicy(),
  ],
);

/** What each turn was given and why, by its task. */
export const turnContexts = pgTable(
  "turn_contexts",
  {
    taskId: text("task_id").primaryKey(),
    workspaceId: workspaceId(),
    threadId: text("thread_id").notNull(),
    channelId: text("channel_id").notNull(),
    parts: jsonb("parts").$type<ContextPart[]>().notNull(),
    givenAt: at("given_at").notNull(),
  },
  (table) => [index("turn_contexts_by_age").on(table.givenAt), workspacePolicy()],
);

/** What was said long ago in a thread, by versions: each is of all messages up to one. */
export const threadSummaries = pgTable(
  "thread_summaries",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    threadId: text("thread_id")
      .notNull()
      .references(() => threads.id),
    channelId: text("channel_id").notNull(),
    upToId: text("up_to_id").notNull(),
    points: jsonb("points").$type<SummaryPoint[]>().notNull(),
    voices: jsonb("voices").$type<Voice[]>().notNull(),
    madeAt: at("made_at").notNull(),
  },
  (table) => [
    index("thread_summaries_by_thread").on(table.threadId, table.upToId),
    index("thread_summaries_by_age").on(table.madeAt),
    workspacePolicy(),
  ],
);
