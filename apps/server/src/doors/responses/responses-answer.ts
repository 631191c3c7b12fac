import type { ModelAnswer, ModelStreamPart } from "@openvibe/core/gateway";
import { carry, carryFor } from "../carried.ts";
import { refOf } from "../model-access.ts";
import { callItem, messageItem, reasoningItem, responseOf, writeItems, type Event, type Framed, type Item } from "./items.ts";

type FinishReason = ModelAnswer["finishReason"]["unified"];

/** One whole answer, as OpenAI writes it; `openvibe` says who answered and what it cost. */
export function wholeResponse(framed: Framed, answer: ModelAnswer): unknown {
  const output = answer.content.flatMap((part, index): Item[] => {
    if (part.type === "text") return [messageItem(`msg_${framed.id}_${index}`, part.text)];
    if (part.type === "reasoning") return [reasoningItem(`rs_${framed.id}_${index}`, part.text, carry(part.providerMetadata))];
    if (part.type !== "tool-call") return [];
    const carried = carryFor(part.toolCallId, part.providerMetadata);
    const call = callItem(framed, part.toolCallId, part.toolName, part.input);
    return carried === "" ? [call] : [reasoningItem(`rs_${framed.id}_${index}`, "", carried), call];
  });
  return { ...ended(framed, answer.finishReason.unified, answer), output };
}

const STATUS: Readonly<Record<string, [status: string, reason: string]>> = {
  length: ["incomplete", "max_output_tokens"],
  "content-filter": ["incomplete", "content_filter"],
};

function ended(framed: Framed, reason: FinishReason, { usage, providerMetadata }: Pick<ModelAnswer, "usage" | "providerMetadata">) {
  const [status, why] = STATUS[reason] ?? ["completed", undefined];
  const [input, output] = [usage.inputTokens.total ?? 0, usage.outputTokens.total ?? 0];
  return {
    ...responseOf({ ...framed, model: refOf(providerMetadata) ?? framed.model }, status),
    incomplete_details: why === undefined ? null : { reason: why },
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: usage.inputTokens.cacheRead ?? 0 },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: usage.outputTokens.reasoning ?? 0 },
      total_tokens: input + output,
    },
    openvibe: providerMetadata?.["openvibe"],
  };
}

/** Turns the parts of a stream into OpenAI's events, one part at a time. */
export function eventsFor(framed: Framed): {
  take(part: ModelStreamPart): Event[];
  fail(error: { code: string | null; message: string }): Event[];
} {
  const items = writeItems(framed);
  const called = new Set<string>();

  /** After what signs it. */
  function beginCall(callId: string, name: string, metadata: ModelAnswer["providerMetadata"]): Event[] {
    return [...items.carryOn(`signature of ${callId}`, carryFor(callId, metadata)), ...items.begin(callId, "call", name)];
  }

  function take(part: ModelStreamPart): Event[] {
    if (part.type === "text-delta") return [...items.begin(part.id, "text"), ...items.add(part.delta)];
    if (part.type === "reasoning-delta")
      return [...items.begin(part.id, "reasoning"), ...items.add(part.delta), ...items.carryOn(part.id, carry(part.providerMetadata))];
    if (part.type === "reasoning-start" || part.type === "reasoning-end") return items.carryOn(part.id, carry(part.providerMetadata));
    if (part.type === "tool-input-start") {
      called.add(part.id);
      return beginCall(part.id, part.toolName, part.providerMetadata);
    }
    if (part.type === "tool-input-delta") return items.isOpen(part.id) ? items.add(part.delta) : [];
    if (part.type === "tool-call")
      return called.has(part.toolCallId)
        ? []
        : [...beginCall(part.toolCallId, part.toolName, part.providerMetadata), ...items.add(part.input)];
    if (part.type !== "finish") return [];
    const events = [...items.start(), ...items.close()];
    const response = { ...ended(framed, part.finishReason.unified, part), output: items.output };
    return [...events, items.told(`response.${response.status}`, { response })];
  }

  return {
    take,
    fail: (error) => [
      ...items.start(),
      items.told("response.failed", { response: { ...responseOf(framed, "failed"), error, output: items.output } }),
    ],
  };
}
