/** What a vendor counts: `input` is without what came from its cache. */
export interface PlayedUsage {
  input: number;
  output: number;
  cacheRead?: number;
  cacheWrite?: number;
}

export interface PlayedCall {
  id: string;
  name: string;
  /** JSON, or what a confused model takes for it. */
  args: string;
}

/** An answer before it is put into a vendor's words. */
export interface PlayedAnswer {
  /** Pieces of text, each its own chunk of a stream. */
  text: readonly string[];
  calls: readonly PlayedCall[];
  refused: boolean;
  /** Ended because it had said as much as it may. */
  truncated: boolean;
  usage: PlayedUsage;
}

export interface PlayedFault {
  status: number;
  /** The vendor's own word; by the status where it is left out. */
  type?: string;
  message?: string;
  retryAfterSeconds?: number;
  retryAfterMs?: number;
}

interface AskedTool {
  name: string;
  schema: unknown;
}

/** What a request asks for, read from the vendor's words. */
export interface Asked {
  model: string;
  stream: boolean;
  /** The last thing that a person said. */
  text: string;
  /** Names of the tools whose results are in the conversation. */
  results: number;
  tools: AskedTool[];
  /** The JSON schema that the answer must have. */
  schema: unknown;
}

export interface Frame {
  event?: string;
  data: unknown;
}

/** One vendor's format: how its requests are read and its answers written. */
export interface Wire {
  name: WireName;
  /** Undefined where the path is not a generation of this vendor. */
  read(path: string, body: JsonObject): Asked | undefined;
  /** What this vendor does not take, whatever it is told to play. */
  refuses?(asked: Asked, body: JsonObject): PlayedFault | undefined;
  whole(answer: PlayedAnswer, asked: Asked): unknown;
  /** The frames of a stream, first to last. */
  frames(answer: PlayedAnswer, asked: Asked): Frame[];
  /** What ends a stream after the last frame. */
  tail: string;
  fault(fault: PlayedFault): unknown;
}

export type WireName = "anthropic" | "openai-chat" | "openai-responses" | "google";
export type JsonObject = Readonly<Record<string, unknown>>;

export const objectOf = (value: unknown): JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const stringOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The text of a message's content, whether it is a string or a list of parts. */
export function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  return listOf(content)
    .map((part) => stringOf(objectOf(part)["text"]))
    .join("");
}
