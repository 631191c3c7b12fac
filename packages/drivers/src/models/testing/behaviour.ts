import { sampleOf } from "./sample.ts";
import type { Asked, PlayedAnswer, PlayedCall, PlayedFault, PlayedUsage } from "./wire.ts";

export interface ToolCallToPlay {
  name: string;
  input?: unknown;
  /** In place of `input`: the arguments exactly as the model writes them, broken JSON too. */
  raw?: string;
}

/** What the server does with one request. Frames are counted over the whole stream, the vendor's opening ones included. */
export interface Behaviour {
  /** Text; a list is one chunk of a stream for each. */
  say?: string | readonly string[];
  call?: readonly ToolCallToPlay[];
  /** A structured answer; give one that does not fit the schema to play a model that does not keep to it. */
  object?: unknown;
  /** The model will not answer, in these words. */
  refuse?: string;
  truncated?: boolean;
  usage?: PlayedUsage;
  /** An error in place of an answer. */
  fault?: PlayedFault;
  /** The answer is no JSON. */
  malformed?: boolean;
  /** Text without an end, until the other side hangs up. */
  endless?: boolean;
  delayMs?: number;
  /** Between the chunks of a stream. */
  chunkDelayMs?: number;
  /** The connection breaks after so many frames, or after all when there are fewer; a whole answer breaks in its middle. */
  cutAfter?: number;
  /** The stream ends in good order after so many frames, without having said that it is done. */
  endAfter?: number;
  /** Nothing more comes after so many frames; 0 is not even an answer's beginning. */
  silentAfter?: number;
  /** After so many frames only comments that keep the connection alive; a whole answer never gets beyond blanks. */
  pingAfter?: number;
  /** An error inside the stream after so many frames. */
  faultAfter?: number;
}

export function answerOf(behaviour: Behaviour, asked: Asked, bodyLength: number): PlayedAnswer {
  const said = behaviour.refuse ?? behaviour.say ?? ("object" in behaviour ? JSON.stringify(behaviour.object) : "");
  const text = (typeof said === "string" ? piecesOf(said) : said).filter((piece) => piece !== "");
  const calls = (behaviour.call ?? []).map((call, index): PlayedCall => ({
    id: `call_${asked.results}_${index}`,
    name: call.name,
    args: call.raw ?? JSON.stringify(call.input ?? {}),
  }));
  const length = text.join("").length + calls.reduce((all, call) => all + call.args.length, 0);
  return {
    text,
    calls,
    refused: behaviour.refuse !== undefined,
    truncated: behaviour.truncated ?? false,
    usage: behaviour.usage ?? { input: Math.ceil(bodyLength / 4), output: Math.max(1, Math.ceil(length / 4)) },
  };
}

function piecesOf(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}

const BY_WORD: Readonly<Record<string, Behaviour>> = {
  slow: { say: "This answer comes slowly, one word after the other.", chunkDelayMs: 700 },
  cut: { say: "This answer breaks off in the middle of its words.", cutAfter: 5 },
  "429": { fault: { status: 429, retryAfterSeconds: 2 } },
  "500": { fault: { status: 500 } },
  "529": { fault: { status: 529 } },
  malformed: { malformed: true },
  endless: { endless: true },
  silence: { silentAfter: 3, say: "One two three four five six" },
  refuse: { refuse: "I will not answer that." },
  wrong: { object: { this: "does not fit" } },
};

/** What is played when nothing was put into the queue: faults by name as in "[[cut]]", else something that fits what was asked. */
export function unscripted(asked: Asked): Behaviour {
  const [, word = ""] = /\[\[(\w+)\]\]/.exec(asked.text) ?? [];
  const named = BY_WORD[word];
  if (named) return named;
  if (asked.schema) return { object: sampleOf(asked.schema, asked.text) };
  const tool = asked.results === 0 ? asked.tools.find(({ name }) => asked.text.includes(name)) : undefined;
  if (tool) return { call: [{ name: tool.name, input: sampleOf(tool.schema, asked.text) }] };
  return { say: `You said: ${asked.text.slice(0, 400)}` };
}
