import type { CallReport, ModelAnswer, ModelStreamPart } from "@openvibe/core/gateway";
import { signatureOf } from "../carried.ts";

type Usage = ModelAnswer["usage"];

const FINISH: Readonly<Record<string, string>> = { length: "length", "content-filter": "content_filter", "tool-calls": "tool_calls" };
const finishOf = (reason: string): string => FINISH[reason] ?? "stop";

export interface Framed {
  id: string;
  created: number;
  model: string;
}

/** One whole answer, as OpenAI writes it; `openvibe` says who answered and what it cost. */
export function wholeAnswer({ id, created }: Framed, answer: ModelAnswer): unknown {
  const report = answer.providerMetadata?.["openvibe"] as unknown as CallReport;
  const text = answer.content.map((part) => (part.type === "text" ? part.text : "")).join("");
  const calls = answer.content.flatMap((part) =>
    part.type === "tool-call" ? [toolCall(part.toolCallId, part.toolName, part.input, part.providerMetadata)] : [],
  );
  return {
    id,
    object: "chat.completion",
    created,
    model: `${report.provider}/${report.model}`,
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: text === "" && calls.length > 0 ? null : text,
          refusal: null,
          ...(calls.length > 0 ? { tool_calls: calls } : {}),
        },
        logprobs: null,
        finish_reason: finishOf(answer.finishReason.unified),
      },
    ],
    usage: usageOf(answer.usage),
    openvibe: report,
  };
}

/** Signed in the place that Google gives it in this format. */
function toolCall(id: string, name: string, args: string, metadata: ModelAnswer["providerMetadata"]) {
  const signature = signatureOf(metadata);
  const call = { id, type: "function", function: { name, arguments: args } };
  return signature === undefined ? call : { ...call, extra_content: { google: { thought_signature: signature } } };
}

function usageOf({ inputTokens, outputTokens }: Usage) {
  const [prompt, completion] = [inputTokens.total ?? 0, outputTokens.total ?? 0];
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: inputTokens.cacheRead ?? 0 },
    completion_tokens_details: { reasoning_tokens: outputTokens.reasoning ?? 0 },
  };
}

/** Turns the parts of a stream into OpenAI's chunks, one part at a time; most parts are one chunk, some none. */
export function chunker(framed: Framed, includeUsage: boolean): (part: ModelStreamPart) => unknown[] {
  const calls = new Map<string, number>();
  let { model } = framed;
  const chunk = (delta: object, finish: string | null = null, more: object = {}) => ({
    id: framed.id,
    object: "chat.completion.chunk",
    created: framed.created,
    model,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    ...more,
  });
  const begin = (...[id, ...call]: Parameters<typeof toolCall>) => {
    const index = calls.size;
    calls.set(id, index);
    return chunk({ tool_calls: [{ index, ...toolCall(id, ...call) }] });
  };
  return (part) => {
    if (part.type === "text-delta") return [chunk({ content: part.delta })];
    if (part.type === "tool-input-start") return [begin(part.id, part.toolName, "", part.providerMetadata)];
    if (part.type === "tool-input-delta")
      return [chunk({ tool_calls: [{ index: calls.get(part.id) ?? 0, function: { arguments: part.delta } }] })];
    if (part.type === "tool-call")
      return calls.has(part.toolCallId) ? [] : [begin(part.toolCallId, part.toolName, part.input, part.providerMetadata)];
    if (part.type !== "finish") return [];
    const report = part.providerMetadata?.["openvibe"] as unknown as CallReport;
    model = `${report.provider}/${report.model}`;
    const end = chunk({}, finishOf(part.finishReason.unified), { openvibe: report });
    return includeUsage ? [end, { ...chunk({}), choices: [], usage: usageOf(part.usage) }] : [end];
  };
}
