import { z } from "zod";
import { Written } from "../chat/model.ts";
import { defineEvent, Time } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";

/** How much is lost when it is not recalled. */
export const Importance = z.enum(["critical", "high", "medium", "low"]);
export type Importance = z.infer<typeof Importance>;

/** Whose it is: one person's alone, a project's, or the whole workspace's. */
export const MemoryScope = z.enum(["person", "project", "workspace"]);
export type MemoryScope = z.infer<typeof MemoryScope>;

export const SourceKind = z.enum(["written", "message", "task", "tool", "insight"]);
export type SourceKind = z.infer<typeof SourceKind>;

export const Memory = z.object({
  id: z.string(),
  text: z.string(),
  importance: Importance,
  scope: MemoryScope,
  /** Of the person or the project; null for the workspace. */
  scopeId: z.string().nullable(),
  /** The channel that it comes from: only those who may read that see it. */
  channelId: z.string().nullable(),
  sourceKind: SourceKind,
  sourceId: z.string().nullable(),
  authorId: z.string(),
  /** A program wrote it, with the author's key: nobody may have read it. */
  byProgram: z.boolean().default(false),
  /** The newer memory that holds instead of this one. */
  supersededBy: z.string().nullable(),
  expiresAt: Time.nullable(),
  createdAt: Time,
});
export type Memory = z.infer<typeof Memory>;

const text = Written.trim().min(1, "Write what is to be remembered").max(4_000, "A memory holds at most 4,000 characters");

export const Remember = z.object({
  text,
  importance: Importance.default("medium"),
  scope: MemoryScope.default("workspace"),
  /** With the scope "project". */
  projectId: z.string().optional(),
  /** With the scope "person": whose. Left out, it is yourself, or for whom an agent works; nobody writes for others. */
  memberId: z.string().optional(),
  /** The message that it comes from; those who may not read that do not see the memory. */
  messageId: z.string().optional(),
  /** The conversation that it comes from, where it is no single message. */
  threadId: z.string().optional(),
  source: z.object({ kind: z.enum(["task", "tool"]), id: z.string().max(200) }).optional(),
  expiresAt: z.coerce.date().optional(),
  /** The memory that this one replaces. */
  supersedes: z.string().optional(),
});
export type Remember = z.input<typeof Remember>;

export const CorrectMemory = z
  .object({
    memoryId: z.string(),
    text: text.optional(),
    importance: Importance.optional(),
    expiresAt: z.coerce.date().nullable().optional(),
  })
  .refine((input) => input.text !== undefined || input.importance !== undefined || input.expiresAt !== undefined, "Say what is different");
export type CorrectMemory = z.input<typeof CorrectMemory>;
export const ByMemory = z.object({ memoryId: z.string() });
export type ByMemory = z.infer<typeof ByMemory>;

/** Newest first: one's own, those of projects and those of the workspace. */
export const ListMemories = PageInput.extend({
  scope: MemoryScope.optional(),
  projectId: z.string().optional(),
  importance: Importance.optional(),
  superseded: z.boolean().default(false),
});
export type ListMemories = z.input<typeof ListMemories> & PageInput;

export const Recall = z.object({
  query: Written.trim().min(1, "Ask for something").max(4_000, "Ask in at most 4,000 characters"),
  /** Adds nothing, but leaves out the memories of other projects. */
  projectId: z.string().optional(),
  scope: MemoryScope.optional(),
  limit: z.number().int().min(1).max(100).default(10),
  /** All that comes back together; a token is taken for four characters. */
  budgetTokens: z.number().int().min(50).max(50_000).default(2_000),
});
export type Recall = z.input<typeof Recall>;

export const RecalledMemory = z.object({
  memory: Memory,
  score: z.number(),
  /** Its place among what was found by word and by meaning, from 1; null where it was not found that way. */
  byWord: z.number().int().nullable(),
  byMeaning: z.number().int().nullable(),
});
export type RecalledMemory = z.infer<typeof RecalledMemory>;

/** Which embedding the meaning was compared by. */
export const EmbeddingLabel = z.object({ model: z.string(), dimensions: z.number().int(), offline: z.boolean() });
export type EmbeddingLabel = z.infer<typeof EmbeddingLabel>;

export const Recollection = z.object({
  items: z.array(RecalledMemory),
  tokens: z.number().int(),
  /** Null where no embedding could be had: then by word alone. */
  embedding: EmbeddingLabel.nullable(),
  /** Memories that this embedding has not seen yet; they are found by word. */
  waiting: z.number().int(),
});
export type Recollection = z.infer<typeof Recollection>;

/** Without the text: what is forgotten must not live on in the log. */
const Told = z.object({
  memoryId: z.string(),
  scope: MemoryScope,
  scopeId: z.string().nullable(),
  importance: Importance,
  /** The insight that it was learnt as; null where somebody said it, and where a newer one takes its place. */
  insight: z.string().nullable(),
});
export type ToldMemory = z.infer<typeof Told>;
export const MemoryEvents = {
  MemoryRemembered: defineEvent("memory.remembered", Told),
  MemoryCorrected: defineEvent("memory.corrected", Told),
  MemoryForgotten: defineEvent("memory.forgotten", Told),
};
