import { z } from "zod";
import { ContextItem } from "../knowledge/model.ts";
import { Memory } from "../memory/model.ts";
import { Decision, Phase, Project } from "../projects/model.ts";
import { App } from "../hosting/model.ts";
import { BuildOutcome } from "../builder/model.ts";
import { Thread, Written } from "../chat/model.ts";
import { PageInput } from "../platform/paging.ts";
import { defineEvent, Time } from "../platform/event-definition.ts";

export const TodoStatus = z.enum(["open", "in-progress", "done"]);
export type TodoStatus = z.infer<typeof TodoStatus>;

/** Something to do in a project: an action item of its thread. */
export const Todo = z.object({
  id: z.string(),
  projectId: z.string(),
  text: z.string(),
  status: TodoStatus,
  createdAt: Time,
  updatedAt: Time,
});
export type Todo = z.infer<typeof Todo>;

const text = Written.trim().min(1, "Say what is to be done").max(2_000, "At most 2,000 characters");
export const CreateTodo = z.object({ projectId: z.string(), text });
export type CreateTodo = z.infer<typeof CreateTodo>;
export const ByTodo = z.object({ taskId: z.string() });
export type ByTodo = z.infer<typeof ByTodo>;
export const UpdateTodo = ByTodo.extend({ text: text.optional(), status: TodoStatus.optional() });
export type UpdateTodo = z.infer<typeof UpdateTodo>;
export const ListTodos = z.object({ projectId: z.string(), status: TodoStatus.optional() });
export type ListTodos = z.infer<typeof ListTodos>;

export const UpdateProject = z.object({
  projectId: z.string(),
  phase: Phase.optional(),
  /** Something that was settled. */
  decision: Written.trim().min(1).max(2_000).optional(),
  /** A wish, in plain words; it is written into the project's thread, and its agents take it up. */
  wish: Written.trim().min(1).max(10_000).optional(),
});
export type UpdateProject = z.infer<typeof UpdateProject>;

export const ByProject = z.object({ projectId: z.string() });
export type ByProject = z.infer<typeof ByProject>;

export const SaidLine = z.object({ messageId: z.string(), author: z.string(), text: z.string(), at: Time });
export type SaidLine = z.infer<typeof SaidLine>;

/** Where a project stands, as far as the asker may read. */
export const ProjectState = z.object({
  project: Project,
  capabilities: z.array(z.object({ id: z.string(), text: z.string() })),
  decisions: z.array(Decision.pick({ id: true, text: true, createdAt: true })),
  items: z.array(ContextItem.pick({ id: true, kind: true, text: true })),
  tasks: z.array(Todo),
  memories: z.array(Memory.pick({ id: true, text: true, importance: true })),
  app: App.pick({ id: true, name: true, url: true, state: true, version: true }).nullable(),
  build: BuildOutcome.pick({ state: true, message: true, version: true }).nullable(),
  recent: z.array(SaidLine),
});
export type ProjectState = z.infer<typeof ProjectState>;

/** Where a thread that belongs to no project stands, as far as the asker may read. */
export const ThreadState = z.object({
  thread: Thread.pick({ id: true, title: true, status: true, channelId: true }),
  /** The message that it began with; null where it was deleted. */
  opening: SaidLine.nullable(),
  items: z.array(ContextItem.pick({ id: true, kind: true, text: true })),
  recent: z.array(SaidLine),
});
export type ThreadState = z.infer<typeof ThreadState>;

/** A thread, or a project, by which its thread is meant; a thread that is named goes before a project that is selected. */
export const Session = z.object({ projectId: z.string().optional(), threadId: z.string().optional() });
export type Session = z.infer<typeof Session>;

const Detail = z.enum(["brief", "detailed"]);
export const WriteHandoff = Session.extend({ detail: Detail.default("brief") });
export type WriteHandoff = z.input<typeof WriteHandoff>;
/** Kept where its thread is, for all who read that. */
export const Handoff = z.object({
  id: z.string(),
  threadId: z.string(),
  channelId: z.string(),
  /** Null for plain talk. */
  projectId: z.string().nullable(),
  detail: Detail,
  /** Markdown. */
  text: z.string(),
  authorId: z.string(),
  createdAt: Time,
});
export type Handoff = z.infer<typeof Handoff>;
/** More than any that is written here repeats. */
export const MOST_QUOTES = 1_000;
/** As an export has it: with the messages that it repeats, and goes with. */
export const HandoffRecord = Handoff.extend({
  id: z.string().regex(/^hof_[0-9a-z]{26}$/),
  text: z.string().max(2_000_000),
  quotes: z.array(z.string()).max(MOST_QUOTES),
});
export type HandoffRecord = z.infer<typeof HandoffRecord>;
/** Newest first. */
export const ListHandoffs = PageInput.extend({ threadId: z.string() });
export type ListHandoffs = z.infer<typeof ListHandoffs>;

export const SessionExport = z.object({
  exportedAt: Time,
  state: z.union([ProjectState, ThreadState]),
  messages: z.array(SaidLine),
  complete: z.boolean(),
});
export type SessionExport = z.infer<typeof SessionExport>;

export const BriefingEvents = {
  /** What it says is looked up. */
  HandoffWritten: defineEvent("briefing.handoff_written", z.object({ handoffId: z.string(), threadId: z.string() })),
  /** With a message that it repeated. */
  HandoffTakenBack: defineEvent("briefing.handoff_taken_back", z.object({ handoffId: z.string(), threadId: z.string() })),
};
