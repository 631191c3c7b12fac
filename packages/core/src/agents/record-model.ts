import { z } from "zod";
import { Written } from "../cards/model.ts";
import { defineEvent, Time } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";
import { AgentName, Instructions } from "../registry/model.ts";

export const LONGEST_PROMPT = 8_000;
/** What an agent was asked, and the answer that it gave. */
export const PastPrompt = z.object({ answerId: z.string(), text: z.string(), askedAt: Time });
export type PastPrompt = z.infer<typeof PastPrompt>;
/** Newest first. */
export const ListPastPrompts = PageInput.extend({ agent: AgentName });
export type ListPastPrompts = z.infer<typeof ListPastPrompts>;

/** On words of one's own, or on the question that one of the agent's messages answered. */
export const TryInstructions = z
  .object({
    agent: AgentName,
    instructions: Instructions,
    prompt: Written.trim().max(LONGEST_PROMPT).default(""),
    answerId: z.string().optional(),
  })
  .refine(({ prompt, answerId }) => (prompt === "") !== (answerId === undefined), "Write a prompt, or choose one of its answers");
export type TryInstructions = z.input<typeof TryInstructions>;
export const Tried = z.object({
  text: z.string(),
  end: z.string(),
  /** What it called; of what would have changed something, only what would have been done is told. */
  calls: z.array(z.object({ tool: z.string(), says: z.string(), did: z.boolean(), outcome: z.string() })),
  rounds: z.number().int(),
  costMicros: z.number(),
  durationMs: z.number(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  writtenBy: z.string(),
});
export type Tried = z.infer<typeof Tried>;
export const Trial = z.object({ prompt: z.string(), current: Tried, draft: Tried });
export type Trial = z.infer<typeof Trial>;

export const Rating = z.enum(["up", "down"]);
export type Rating = z.infer<typeof Rating>;
/** Null takes one's own rating back. */
export const RateMessage = z.object({ messageId: z.string(), rating: Rating.nullable(), words: Written.trim().max(1_000).default("") });
export type RateMessage = z.input<typeof RateMessage>;
export const Feedback = z.object({
  id: z.string(),
  messageId: z.string(),
  threadId: z.string(),
  agent: AgentName,
  memberId: z.string(),
  skill: z.string(),
  rating: Rating,
  words: z.string(),
  createdAt: Time,
});
export type Feedback = z.infer<typeof Feedback>;
export const ListFeedback = PageInput.extend({ agent: AgentName.optional(), messageIds: z.array(z.string()).max(200).optional() });
export type ListFeedback = z.infer<typeof ListFeedback>;

/** Of the last 90 days. */
export const TrackRecord = z.object({
  agent: AgentName,
  turns: z.number().int(),
  /** Turns that found their own end, of those that ended; null where none has. */
  successRate: z.number().nullable(),
  costMicros: z.number(),
  medianMs: z.number().nullable(),
  up: z.number().int(),
  down: z.number().int(),
});
export type TrackRecord = z.infer<typeof TrackRecord>;
export const SkillRecord = z.object({
  skill: z.string(),
  calls: z.number().int(),
  successRate: z.number().nullable(),
  costMicros: z.number(),
  medianMs: z.number().nullable(),
  up: z.number().int(),
  down: z.number().int(),
});
export type SkillRecord = z.infer<typeof SkillRecord>;
export const FullRecord = TrackRecord.extend({ skills: z.array(SkillRecord) });
export type FullRecord = z.infer<typeof FullRecord>;

/** One kind of thing that an agent was given: from where, how much, and why. */
export const ContextPart = z.object({
  kind: z.enum(["origin", "summary", "earlier", "talk", "project", "decisions", "spec", "known", "remembered"]),
  /** Messages, context items, memories, decisions; a project, or "project/version" of a spec. */
  sourceIds: z.array(z.string()),
  tokens: z.number().int(),
  why: z.string(),
  /** How many more of its kind, messages, items or lines, the budget had no room for. */
  leftOut: z.number().int().optional(),
});
export type ContextPart = z.infer<typeof ContextPart>;
export const GivenContext = z.object({
  parts: z.array(ContextPart),
  tokens: z.number().int(),
  talkBudget: z.number().int(),
  givenAt: Time,
});
export type GivenContext = z.infer<typeof GivenContext>;

export const RecordEvents = {
  MessageRated: defineEvent(
    "agents.message_rated",
    z.object({ messageId: z.string(), threadId: z.string(), agent: AgentName, memberId: z.string(), rating: Rating.nullable() }),
  ),
};
