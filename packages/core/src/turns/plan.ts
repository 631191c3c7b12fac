import type { JSONValue, LanguageModelV4 } from "@ai-sdk/provider";
import type { Difficulty, Writer } from "../gateway/index.ts";
import type { Context, ShownFile, Tool } from "../platform/index.ts";
import type { TranscriptEntry, TurnEnd } from "./model.ts";

export interface TurnLimits {
  /** Model calls; the last one has no tools, so that it reports. */
  rounds: number;
  /** Calls of unknown tools, with arguments that do not fit, or over and over the same. */
  mistakes: number;
  /** In micro-USD over all rounds. */
  costMicros: number;
  /** Of models and tools; waiting for a person does not count. */
  timeMs: number;
}

export const TURN_LIMITS: TurnLimits = { rounds: 12, mistakes: 5, costMicros: 100_000, timeMs: 8 * 60_000 };

export interface SaidInTurn {
  role: "user" | "assistant";
  text: string;
}

/** All that a turn is given. It must come out the same for each attempt at the task. */
export interface TurnPlan {
  /** The agent with its own rights: it speaks in its thread, and the model is called for it. */
  agent: Context;
  /** The agent with no more rights than the person it acts for has: what tools run as. */
  hands: Context;
  /** The same at this moment: each call is made with the rights that are left by then. Throws where nobody wants the answer any more. */
  handsNow(): Promise<Context>;
  /** The person's member. */
  askedFor: string;
  /** On whose budgets and keys it counts, where that is somebody else: who had the agent go on. */
  paidBy?: string;
  /** Whose is what it makes that works on by itself, where that is somebody else. */
  madeFor?: string;
  threadId: string;
  projectId?: string | null;
  modelFor(difficulty: Difficulty): LanguageModelV4;
  instructions: string;
  said: readonly SaidInTurn[];
  /** Replies and results of turns that the same answer had before it was stopped: what was called then is not called again. */
  before?: readonly TranscriptEntry[];
  /** Who wrote what the answer has, or called what was called, before this turn: rules do not go on with what a language model has begun. */
  begunBy?: Writer | undefined;
  /** The message that is answered. */
  questionId?: string;
  /** The pictures and documents that the message carries. */
  shown?: readonly ShownFile[];
  /** The messages that it repeats: the transcript goes when one of them goes. */
  quotes: readonly string[];
  /** Words of somebody who may not do what the agent may are among what was said. */
  tainted: boolean;
  tools: readonly Tool[];
  limits: TurnLimits;
  /** Writes wait for a person too. */
  asksForWrites: boolean;
  approvalHours: number;
  /** For the offline model, should it have to answer. */
  offline: JSONValue;
  /** The answer as it comes, from its beginning for each attempt. */
  /** `isReport`: our own words on how it ended, which there must be room for. */
  onText(text: string, isReport?: boolean): void;
  /** The agent does something now, such as "using a tool"; null when that is over. */
  onActivity?(doing: string | null): void;
  /** Who writes the words that come now, where that is known: an answer that is cut off does not tell. */
  lastWriter?(): Writer | undefined;
  /** Before a person is asked: whoever sees the request, and stops the answer then, sees what was said before it. */
  onAsk?(): Promise<void>;
  /** What people are to be told at the end of how calls went; empty where there is nothing. */
  closing?(results: readonly { output: string }[], text: string): string;
  /** Aborted when a person stops the answer. */
  signal: AbortSignal;
}

/** With the model that wrote the last words, where somebody did. */
export interface TurnReport extends Partial<Writer> {
  end: TurnEnd;
  text: string;
  /** It answered, and stops where it had become too long. */
  isCut?: boolean;
  /** No model could go on with what one had begun, or begin: another turn can. */
  mayGoOn?: boolean;
  tainted: boolean;
  rounds: number;
  costMicros: number;
}
