import { z } from "zod";
import { Outcome } from "../cards/model.ts";
import { defineEvent } from "../platform/event-definition.ts";
import { Asker, ToolUse } from "../turns/model.ts";
import { AgentName } from "../registry/model.ts";
import { RecordEvents } from "./record-model.ts";

export * from "../registry/model.ts";
export * from "./record-model.ts";

/** A person's message that an agent is to take up, in a thread that a module above attends to. */
export const TurnRequested = z.object({
  messageId: z.string(),
  threadId: z.string(),
  text: z.string(),
  agent: AgentName,
  attendedBy: z.string(),
  /** Set when the answer is asked for once more; another one each time. */
  again: z.string().optional(),
  /** The answer's `run` from then on: no turn that was asked for earlier goes on with it. */
  claims: z.number().int().optional(),
  /** The task of the turn that was stopped before, or broke off. */
  after: z.string().optional(),
  continuedBy: Asker.shape.continuedBy,
});
export type TurnRequested = z.infer<typeof TurnRequested>;

export const StopAnswer = z.object({ messageId: z.string() });
export type StopAnswer = z.infer<typeof StopAnswer>;
/** Goes on where the answer broke off, or writes it afresh. */
export const ContinueAnswer = z.object({ messageId: z.string(), afresh: z.boolean().default(false) });
export type ContinueAnswer = z.input<typeof ContinueAnswer>;

/** An outcome as an agent reads it off a conversation; the decision is empty where none was found. With who drafted it. */
export const DraftedOutcome = Outcome.extend({
  decision: z.string(),
  writtenBy: z.string(),
  insteadOf: z.string().optional(),
  why: z.string().optional(),
});
export type DraftedOutcome = z.infer<typeof DraftedOutcome>;

export const ByMessage = z.object({ messageId: z.string() });
export type ByMessage = z.infer<typeof ByMessage>;
/** The channel's settings say so; it is turned off; others cannot be called into the conversation; it was not named when the message was sent; one answers that was named before it. */
export const Silence = z.enum(["never_here", "off", "usual_off", "outside", "not_called", "another"]);
export type Silence = z.infer<typeof Silence>;
/** An agent that is named, or would answer without that, and does not. */
export const SilentAgent = z.object({ agent: AgentName, name: z.string(), why: Silence });
export type SilentAgent = z.infer<typeof SilentAgent>;
/** How an answer came to be. */
export const HowAnswered = z.object({
  /** Of all turns that it took. */
  calls: z.number().int(),
  costMicros: z.number(),
  turns: z.number().int(),
  /** Its first turn is known yet, and so all of them. */
  isWhole: z.boolean(),
  cached: z.number().int(),
  models: z.array(z.string()),
  /** What was asked first where another one answered. */
  fallbackFrom: z.array(z.string()),
  /** Why it did not answer, where that is known. */
  fallbackReasons: z.array(z.string()),
  tools: z.array(ToolUse),
  /** Words from outside were in play. */
  tainted: z.boolean(),
});
export type HowAnswered = z.infer<typeof HowAnswered>;

/** Somebody has a turn go on, or begin afresh, that was part of a larger piece of work, such as a plan: by another task of the same group. */
export const AnswerContinued = z.object({
  messageId: z.string(),
  questionId: z.string(),
  taskId: z.string(),
  groupId: z.string(),
  /** A program asked for it, in the actor's name. */
  byProgram: z.boolean(),
});
export type AnswerContinued = z.infer<typeof AnswerContinued>;

export const AgentEvents = {
  ...RecordEvents,
  AnswerContinued: defineEvent("agents.answer_continued", AnswerContinued),
  /** An answer that somebody stopped is at rest, and what it cost is in the books. */
  AnswerAtRest: defineEvent("agents.answer_at_rest", ByMessage),
  TurnRequested: defineEvent("agents.turn_requested", TurnRequested, {
    subjectOf: ({ messageId }) => messageId,
    without: (turn, { id }) => (turn.messageId === id ? { ...turn, text: "" } : turn),
  }),
};
