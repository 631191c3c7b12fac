import type { ModelAnswer, ModelStreamPart } from "@openvibe/core/gateway";
import { carry, carryFor } from "../carried.ts";
import { refOf } from "../model-access.ts";
import { argumentsOf } from "../openai/chat-request.ts";

type Usage = ModelAnswer["usage"];
type Block = Record<string, unknown> & { type: string };
type Event = Record<string, unknown> & { type: string };

const STOP: Readonly<Record<string, string>> = { length: "max_tokens", "content-filter": "refusal", "tool-calls": "tool_use" };
const stopOf = (reason: string): string => STOP[reason] ?? "end_turn";

export interface Framed {
  id: string;
  model: string;
  /** As it is reckoned before the provider has counted. */
  inputTokens: number;
}

/** One whole answer, as Anthropic writes it; `openvibe` says who answered and what it cost. */
export function wholeMessage({ id, model }: Framed, answer: ModelAnswer): unknown {
  return {
    ...messageOf(id, refOf(answer.providerMetadata) ?? model),
    content: answer.content.flatMap(blockOf),
    stop_reason: stopOf(answer.finishReason.unified),
    usage: usageOf(answer.usage),
    openvibe: answer.providerMetadata?.["openvibe"],
  };
}

function messageOf(id: string, model: string) {
  return { id, type: "message", role: "assistant", model, content: [] as Block[], stop_reason: null, stop_sequence: null };
}

function blockOf(part: ModelAnswer["content"][number]): Block[] {
  if (part.type === "text") return [{ type: "text", text: part.text }];
  if (part.type === "reasoning") return [{ type: "thinking", thinking: part.text, signature: carry(part.providerMetadata) }];
  if (part.type !== "tool-call") return [];
  const { toolCallId: id, toolName: name, input, providerMetadata } = part;
  return [...signatureBlock(id, providerMetadata), { type: "tool_use", id, name, input: argumentsOf(input) }];
}

/** What signs a call stands before it, where the format has hidden thoughts. */
function signatureBlock(callId: string, metadata: ModelAnswer["providerMetadata"]): Block[] {
  const data = carryFor(callId, metadata);
  return data === "" ? [] : [{ type: "redacted_thinking", data }];
}

function usageOf({ inputTokens, outputTokens }: Usage) {
  const [read, written] = [inputTokens.cacheRead ?? 0, inputTokens.cacheWrite ?? 0];
  return {
    input_tokens: inputTokens.noCache ?? Math.max(0, (inputTokens.total ?? 0) - read - written),
    cache_read_input_tokens: read,
    cache_creation_input_tokens: written,
    output_tokens: outputTokens.total ?? 0,
  };
}

/** Turns the parts of a stream into Anthropic's events, one part at a time. Blocks follow each other there, one open at a time. */
export function eventsFor({ id, model, inputTokens }: Framed): (part: ModelStreamPart) => Event[] {
  let begun = false;
  let count = 0;
  let open: { id: string; type: string } | undefined;
  const streamed = new Set<string>();

  const start = (): Event[] => {
    if (begun) return [];
    begun = true;
    const usage = { input_tokens: inputTokens, cache_read_input_tokens: 0, cache_creation_input_tokens: 0, output_tokens: 0 };
    return [{ type: "message_start", message: { ...messageOf(id, model), usage } }];
  };
  const close = (): Event[] => {
    if (!open) return [];
    open = undefined;
    return [{ type: "content_block_stop", index: count - 1 }];
  };
  const begin = (partId: string, block: Block): Event[] => {
    const events = [...start(), ...close()];
    open = { id: partId, type: block.type };
    count += 1;
    return [...events, { type: "content_block_start", index: count - 1, content_block: block }];
  };
  const beginCall = (id: string, name: string, metadata: ModelAnswer["providerMetadata"]): Event[] =>
    [...signatureBlock(id, metadata), { type: "tool_use", id, name, input: {} }].flatMap((block) => begin(id, block));
  const add = (delta: object): Event => ({ type: "content_block_delta", index: count - 1, delta });
  /** Opens the block of a part that none is open for. */
  const within = (partId: string, block: Block, delta: object): Event[] => [
    ...(open?.id === partId && open.type === block.type ? [] : begin(partId, block)),
    add(delta),
  ];

  return (part) => {
    if (part.type === "text-delta") return within(part.id, { type: "text", text: "" }, { type: "text_delta", text: part.delta });
    if (part.type === "reasoning-delta") {
      const block = { type: "thinking", thinking: "", signature: "" };
      const carried = carry(part.providerMetadata);
      const told = part.delta === "" ? [] : within(part.id, block, { type: "thinking_delta", thinking: part.delta });
      return carried === "" ? told : [...told, ...within(part.id, block, { type: "signature_delta", signature: carried })];
    }
    if (part.type === "reasoning-end" || part.type === "reasoning-start") {
      const carried = carry(part.providerMetadata);
      const block = { type: "thinking", thinking: "", signature: "" };
      return carried === "" ? [] : within(part.id, block, { type: "signature_delta", signature: carried });
    }
    if (part.type === "tool-input-start") {
      streamed.add(part.id);
      return beginCall(part.id, part.toolName, part.providerMetadata);
    }
    if (part.type === "tool-input-delta") return open?.id === part.id ? [add({ type: "input_json_delta", partial_json: part.delta })] : [];
    if (part.type === "tool-call") {
      if (streamed.has(part.toolCallId)) return [];
      const told = beginCall(part.toolCallId, part.toolName, part.providerMetadata);
      return [...told, add({ type: "input_json_delta", partial_json: part.input })];
    }
    if (part.type !== "finish") return [];
    const delta = { stop_reason: stopOf(part.finishReason.unified), stop_sequence: null };
    const told = { type: "message_delta", delta, usage: usageOf(part.usage), openvibe: part.providerMetadata?.["openvibe"] };
    return [...start(), ...close(), told, { type: "message_stop" }];
  };
}
