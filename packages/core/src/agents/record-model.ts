import { z } from "zod";
import { Written } from "../cards/model.ts";
import { defineEvent, Time } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";
import { AgentName } from "../registry/model.ts";

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
  kind: z.enum(["origin", "summary", "earlier", "talk", "files", "project", "decisions", "spec", "known", "remembered"]),
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
