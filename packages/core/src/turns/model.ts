import { z } from "zod";
import { defineEvent, Time } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";

/** Why a turn ended: it answered, reached a bound, or could not go on. */
export const TurnEnd = z.enum([
  "answered",
  "too_many_rounds",
  "too_costly",
  "too_long",
  "too_many_mistakes",
  "outcome_unknown",
  "model_failed",
  "stopped",
]);
export type TurnEnd = z.infer<typeof TurnEnd>;

export const CallOutcome = z.enum(["done", "failed", "denied", "mistaken", "unknown"]);
export type CallOutcome = z.infer<typeof CallOutcome>;

const OneAsker = z.object({
  /** The person's member. */
  askedFor: z.string(),
  /** Through which key or connected tool a program asked in their name. */
  keyId: z.string().nullish(),
});
/** Who is worked for, and others, or programs, who had the same answer go on: nothing is done of it that one of them may not do. */
export const Asker = OneAsker.extend({ continuedBy: z.array(OneAsker).optional() });
export type Asker = z.infer<typeof Asker>;

export const TokenCount = z.object({ inputTokens: z.number().int(), outputTokens: z.number().int() });

/** One thing that happened in a turn, in its order. */
export const TranscriptEntry = z.discriminatedUnion("type", [
  z.object({ type: z.literal("said"), role: z.enum(["system", "user", "assistant"]), text: z.string() }),
  z.object({
    type: z.literal("reply"),
    round: z.number().int(),
    text: z.string(),
    calls: z.array(z.object({ id: z.string(), tool: z.string(), input: z.string() })),
    usage: TokenCount,
    costMicros: z.number(),
    model: z.string(),
    durationMs: z.number(),
  }),
  z.object({
    type: z.literal("result"),
    round: z.number().int(),
    callId: z.string(),
    tool: z.string(),
    outcome: CallOutcome,
    output: z.string(),
    durationMs: z.number(),
  }),
  /** An answer that came to no end: what had come of it, and why; of an attempt before this one too. */
  z.object({ type: z.literal("broke_off"), round: z.number().int(), text: z.string(), why: z.string() }),
  /** Our own words on how the turn ended. */
  z.object({ type: z.literal("report"), text: z.string() }),
]);
export type TranscriptEntry = z.infer<typeof TranscriptEntry>;

export const TranscriptSummary = z.object({
  id: z.string(),
  /** What the model was called for: "turn", or the skill of a single call. */
  skill: z.string(),
  taskId: z.string().nullable(),
  threadId: z.string(),
  agentId: z.string(),
  askedFor: z.string(),
  end: TurnEnd.nullable(),
  rounds: z.number().int(),
  toolCalls: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  costMicros: z.number().int(),
  tainted: z.boolean(),
  startedAt: Time,
  changedAt: Time,
});
export type TranscriptSummary = z.infer<typeof TranscriptSummary>;

/** A turn in full, for admins: what was said, called and answered. */
export const Transcript = TranscriptSummary.extend({ entries: z.array(TranscriptEntry) });
export type Transcript = z.infer<typeof Transcript>;

/** Newest first. */
export const ListTranscripts = PageInput.extend({ threadId: z.string().optional(), agentId: z.string().optional() });
export type ListTranscripts = z.infer<typeof ListTranscripts>;
export const ByTranscript = z.object({ transcriptId: z.string() });
export type ByTranscript = z.infer<typeof ByTranscript>;

/** A call of a tool, as everybody who reads the talk may know of it. */
export const ToolUse = z.object({
  tool: z.string(),
  title: z.string(),
  /** Null for tools of servers. */
  effect: z.enum(["read", "write", "outside", "irreversible"]).nullable(),
  outcome: CallOutcome,
  durationMs: z.number(),
});
export type ToolUse = z.infer<typeof ToolUse>;

export const TurnEvents = {
  /** A tool that an agent called did not run: it has no right to it, or words from outside were in play. */
  CallDenied: defineEvent(
    "turns.call_denied",
    z.object({
      threadId: z.string(),
      agentId: z.string(),
      askedFor: z.string(),
      tool: z.string(),
      reason: z.string(),
      tainted: z.boolean(),
    }),
  ),
};
