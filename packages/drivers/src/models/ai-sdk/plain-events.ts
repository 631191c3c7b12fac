import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { createUsageMeter } from "./usage-meter.ts";

type Part = LanguageModelV4StreamPart;

/** The SDK's own name for it. */
const TEXT_ID = "txt-0";
const DONE = "[DONE]";
const FINISHES = ["stop", "length"] as const;
const ROLES = new Set<unknown>(["assistant", ""]);

export interface PlainEvents {
  /** Adds the parts of an event; false where it holds anything but words, how they end, and their count. */
  see(data: string, parts: Part[]): boolean;
  /** The same for the end of the bytes; false where they end before the answer does. */
  close(parts: Part[]): boolean;
  isWhole(): boolean;
  /** Events that were seen, and of which no part says anything yet. */
  unsaid(): readonly string[];
}

/** Reads the events of a plain answer in OpenAI's chat format. */
export function plainEvents(): PlainEvents {
  const meter = createUsageMeter();
  const unsaid: string[] = [];
  let hasText = false;
  let isWhole = false;
  let finish: (typeof FINISHES)[number] | undefined;

  function say(text: string, parts: Part[]): void {
    if (text === "") return;
    if (!hasText) parts.push({ type: "text-start", id: TEXT_ID });
    hasText = true;
    parts.push({ type: "text-delta", id: TEXT_ID, delta: text });
  }

  function close(parts: Part[]): boolean {
    if (finish === undefined) return false;
    if (hasText) parts.push({ type: "text-end", id: TEXT_ID });
    parts.push({ type: "finish", finishReason: { unified: finish, raw: finish }, usage: meter.told() });
    isWhole = true;
    return true;
  }

  return {
    see(data, parts) {
      if (isWhole) return true;
      if (data === DONE) return close(parts);
      const piece = pieceIn(data);
      if (!piece || (piece.text !== "" && unsaid.length > 0)) return false;
      say(piece.text, parts);
      if (piece.finish === undefined && !piece.counted) return true;
      finish = piece.finish ?? finish;
      unsaid.push(data);
      if (!piece.counted) return true;
      // NOTE: what was counted is known also where the answer breaks off behind it.
      const raw: Part = { type: "raw", rawValue: piece.counted };
      meter.see(raw);
      parts.push(raw);
      return true;
    },
    close,
    isWhole: () => isWhole,
    unsaid: () => unsaid,
  };
}

interface Wire {
  choices?: readonly { delta?: Readonly<Record<string, unknown>> | null; finish_reason?: unknown }[];
  usage?: unknown;
  error?: unknown;
}

interface Piece {
  text: string;
  finish?: (typeof FINISHES)[number] | undefined;
  /** The piece itself, where it counts. */
  counted?: Wire | undefined;
}

/** Undefined for a piece that holds more than that, or cannot be read: the SDK says what it is. */
function pieceIn(data: string): Piece | undefined {
  try {
    const wire = JSON.parse(data) as Wire;
    const [choice, ...others] = wire.choices ?? [];
    if (others.length > 0 || wire.error) return undefined;
    const counted = wire.usage ? wire : undefined;
    if (!choice) return counted && { text: "", counted };
    const { content = null, ...more } = choice.delta ?? {};
    const finish = FINISHES.find((each) => each === choice.finish_reason);
    if (!finish && (choice.finish_reason || counted || typeof content !== "string")) return undefined;
    if (finish && content) return undefined;
    const isPlain = Object.entries(more).every(([name, value]) => value === null || (name === "role" && ROLES.has(value)));
    return isPlain ? { text: typeof content === "string" ? content : "", finish, counted } : undefined;
  } catch {
    return undefined;
  }
}
