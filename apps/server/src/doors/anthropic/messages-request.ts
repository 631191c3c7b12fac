import type { ModelCall } from "@openvibe/core/gateway";
import { AppError } from "@openvibe/core/platform";
import { z } from "zod";
import { signedCalls, uncarry } from "../carried.ts";
import { addOptions, ONE_CALL } from "../vendor-options.ts";

type Prompt = ModelCall["prompt"];
type UserPart = Extract<Prompt[number], { role: "user" }>["content"][number];
type AssistantPart = Extract<Prompt[number], { role: "assistant" }>["content"][number];
type ToolPart = Extract<Prompt[number], { role: "tool" }>["content"][number];

/** Where the client wants what comes before it to be kept; providers other than Anthropic do so by themselves. */
const Cached = { cache_control: z.object({ type: z.literal("ephemeral"), ttl: z.enum(["5m", "1h"]).optional() }).nullish() };
const Text = z.object({ type: z.literal("text"), text: z.string(), ...Cached });
const Bytes = z.object({
  type: z.enum(["image", "document"]),
  source: z.union([
    z.object({ type: z.literal("base64"), media_type: z.string().max(100), data: z.string() }),
    z.object({ type: z.literal("text"), data: z.string() }),
    z.object({ type: z.literal("url"), url: z.string() }),
  ]),
  ...Cached,
});
const ToolUse = z.object({
  type: z.literal("tool_use"),
  id: z.string().max(200),
  name: z.string().max(200),
  input: z.unknown(),
  ...Cached,
});
const ToolResult = z.object({
  type: z.literal("tool_result"),
  tool_use_id: z.string().max(200),
  content: z.union([z.string(), z.array(z.union([Text, Bytes, z.looseObject({ type: z.string() })]))]).nullish(),
  is_error: z.boolean().nullish(),
  ...Cached,
});
const Thinking = z.object({ type: z.literal("thinking"), thinking: z.string(), signature: z.string().default("") });
const HiddenThinking = z.object({ type: z.literal("redacted_thinking"), data: z.string() });
const Words = z.union([z.string(), z.array(Text)]);
const Message = z.discriminatedUnion("role", [
  z.object({ role: z.literal("system"), content: Words }),
  z.object({ role: z.literal("user"), content: z.union([z.string(), z.array(z.discriminatedUnion("type", [Text, Bytes, ToolResult]))]) }),
  z.object({
    role: z.literal("assistant"),
    content: z.union([z.string(), z.array(z.discriminatedUnion("type", [Text, ToolUse, Thinking, HiddenThinking]))]),
  }),
]);
const Schema = z.record(z.string(), z.unknown());
const Tool = z.looseObject({ type: z.string().nullish(), name: z.string().max(200), description: z.string().nullish() });
const OwnTool = z.object({
  name: z.string().regex(/^[\w-]{1,128}$/, "must have 1 to 128 letters, digits, _ or -"),
  description: z.string().nullish(),
  input_schema: Schema,
  strict: z.boolean().nullish(),
  ...Cached,
});
const Effort = z.enum(["low", "medium", "high", "xhigh", "max"]);

/** What a count of tokens goes by. */
export const CountRequest = z.object({
  model: z.string().min(1).max(200),
  system: Words.nullish(),
  messages: z.array(Message).min(1, "must hold a message").max(5_000),
  tools: z.array(Tool).max(256).nullish(),
});

/** A request as Anthropic's reference of the Messages API has it, as far as we follow it; what we do not know is let pass. */
export const MessagesRequest = CountRequest.extend({
  max_tokens: z.number().int().min(1).max(1_000_000),
  ...Cached,
  stream: z.boolean().nullish(),
  tool_choice: z
    .object({
      type: z.enum(["auto", "any", "none", "tool"]),
      name: z.string().nullish(),
      disable_parallel_tool_use: z.boolean().nullish(),
    })
    .nullish(),
  stop_sequences: z.array(z.string()).max(16).nullish(),
  temperature: z.number().min(0).max(1).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  top_k: z.number().int().min(1).nullish(),
  thinking: z.looseObject({ type: z.string() }).nullish(),
  thread: z.unknown().optional(),
  output_config: z
    .object({ effort: Effort.nullish(), format: z.object({ type: z.literal("json_schema"), schema: Schema }).nullish() })
    .nullish(),
});
export type MessagesRequest = z.infer<typeof MessagesRequest>;

/** The same call in our words. Tools that run at Anthropic are not offered to the model: it may be anybody's. */
export function toModelCall(request: MessagesRequest): ModelCall {
  if (request.thread) throw notKept();
  const { tool_choice: choice, thinking, output_config: output, stop_sequences: stop } = request;
  const call: ModelCall = { ...toCounted(request), maxOutputTokens: request.max_tokens, ...cachedAs(request) };
  if (choice?.type === "tool") call.toolChoice = { type: "tool", toolName: choice.name ?? "" };
  else if (choice) call.toolChoice = { type: choice.type === "any" ? "required" : choice.type };
  if (choice?.disable_parallel_tool_use) addOptions(call, ONE_CALL);
  if (stop && stop.length > 0) call.stopSequences = stop;
  if (typeof request.temperature === "number") call.temperature = request.temperature;
  if (typeof request.top_p === "number") call.topP = request.top_p;
  if (typeof request.top_k === "number") call.topK = request.top_k;
  if (output?.format) call.responseFormat = { type: "json", schema: output.format.schema };
  if (thinking) call.reasoning = thinking.type === "disabled" ? "none" : effortOf(output?.effort);
  return call;
}

/** In the words by which the vendor's own client goes on without: it sends the whole talk again, and then each time. */
function notKept(): AppError {
  const details = { error_code: "thread_unsupported_request", unsupported: ["thread"] };
  return new AppError("bad_request", "thread: no talk is kept here; send the whole of it each time.", { details });
}

function effortOf(effort: z.infer<typeof Effort> | null | undefined): NonNullable<ModelCall["reasoning"]> {
  return effort === "max" ? "xhigh" : (effort ?? "medium");
}

export function toCounted({ system, messages, tools }: z.infer<typeof CountRequest>): ModelCall {
  const call: ModelCall = { prompt: [...(system ? systemOf(system) : []), ...promptOf(messages)] };
  const own = (tools ?? []).filter(({ type }) => !type || type === "custom").map(toTool);
  if (own.length > 0) call.tools = own;
  return call;
}

function toTool(tool: z.infer<typeof Tool>): NonNullable<ModelCall["tools"]>[number] {
  const read = OwnTool.safeParse(tool);
  if (!read.success) throw new AppError("bad_request", `tools: ${tool.name} ${read.error.issues[0]?.message ?? "cannot be read"}`);
  const { name, description, input_schema: inputSchema, strict } = read.data;
  const described = { ...(description ? { description } : {}), ...(typeof strict === "boolean" ? { strict } : {}) };
  return { type: "function", name, inputSchema, ...described, ...cachedAs(read.data) };
}

interface CachedPart {
  cache_control?: { type: "ephemeral" } | null | undefined;
}

/** For as long as is usual: an hour costs twice the input, and the books know one price of what is kept. */
function cachedAs({ cache_control: cacheControl }: CachedPart) {
  return cacheControl ? { providerOptions: { anthropic: { cacheControl: { type: cacheControl.type } } } } : {};
}

function systemOf(content: z.infer<typeof Words>): Prompt {
  if (typeof content === "string") return [{ role: "system", content }];
  return content.map((part) => ({ role: "system", content: part.text, ...cachedAs(part) }));
}

const textOf = (part: z.infer<typeof Text>) => ({ type: "text" as const, text: part.text, ...cachedAs(part) });

function wordsOf(content: z.infer<typeof Words>): string {
  return typeof content === "string" ? content : content.map(({ text }) => text).join("\n\n");
}

function promptOf(messages: MessagesRequest["messages"]): Prompt {
  const names = new Map<string, string>();
  return messages.flatMap((message): Prompt => {
    if (message.role === "system") return [{ role: "system", content: wordsOf(message.content) }];
    if (message.role === "assistant") return [{ role: "assistant", content: assistantParts(message.content, names) }];
    const { content } = message;
    if (typeof content === "string") return [{ role: "user", content: [{ type: "text", text: content }] }];
    const results = content.flatMap((part) => (part.type === "tool_result" ? [resultOf(part, names)] : []));
    const said = content.flatMap((part): UserPart[] =>
      part.type === "tool_result" ? [] : [part.type === "text" ? textOf(part) : fileOf(part)],
    );
    return [
      ...(results.length > 0 ? [{ role: "tool" as const, content: results }] : []),
      ...(said.length > 0 ? [{ role: "user" as const, content: said }] : []),
    ];
  });
}

type AssistantContent = Extract<MessagesRequest["messages"][number], { role: "assistant" }>["content"];

function assistantParts(content: AssistantContent, names: Map<string, string>): AssistantPart[] {
  if (typeof content === "string") return [{ type: "text", text: content }];
  const signed = signedCalls(content.flatMap((part) => (part.type === "redacted_thinking" ? [part.data] : [])));
  return content.flatMap((part): AssistantPart[] => {
    if (part.type === "text") return [textOf(part)];
    if (part.type !== "tool_use") {
      const { callId, providerOptions } = uncarry(part.type === "thinking" ? part.signature : part.data) ?? {};
      if (callId !== undefined) return [];
      const text = part.type === "thinking" ? part.thinking : "";
      return [{ type: "reasoning", text, ...(providerOptions ? { providerOptions } : {}) }];
    }
    names.set(part.id, part.name);
    const providerOptions = signed.get(part.id);
    const call = { type: "tool-call" as const, toolCallId: part.id, toolName: part.name, input: part.input ?? {} };
    return [{ ...call, ...cachedAs(part), ...(providerOptions ? { providerOptions } : {}) }];
  });
}

function resultOf(
  { tool_use_id: id, content, is_error: failed, ...cached }: z.infer<typeof ToolResult>,
  names: Map<string, string>,
): ToolPart {
  const toolName = names.get(id);
  if (toolName === undefined) throw new AppError("bad_request", `messages: the result ${id} belongs to no tool_use before it.`);
  const told = { type: "tool-result" as const, toolCallId: id, toolName, ...cachedAs(cached) };
  const parts = (typeof content === "string" ? [{ type: "text", text: content }] : (content ?? [])).map(shownPart);
  const words = parts.map((part) => (part.type === "text" ? part.text : `(${part.mediaType})`)).join("\n");
  if (failed) return { ...told, output: { type: "error-text", value: words } };
  if (parts.every(({ type }) => type === "text")) return { ...told, output: { type: "text", value: words } };
  return { ...told, output: { type: "content", value: parts } };
}

/** What a tool may hand to its model besides words and files is named, not shown. */
function shownPart(part: unknown): z.infer<typeof Text> | ReturnType<typeof fileOf> {
  const known = z.union([Text, Bytes]).safeParse(part).data ?? { type: "text" as const, text: `(${String(Object(part)["type"])})` };
  return known.type === "text" ? { type: "text", text: known.text } : fileOf(known);
}

/** Only with its bytes: an address would be fetched by somebody, from somewhere. */
function fileOf({ source, type, ...cached }: z.infer<typeof Bytes>) {
  if (source.type === "url") throw new AppError("bad_request", `messages: give the ${type} as base64, not by its address.`);
  const file = { type: "file" as const, ...cachedAs(cached) };
  if (source.type === "text") return { ...file, mediaType: "text/plain", data: { type: "text" as const, text: source.data } };
  return { ...file, mediaType: source.media_type, data: { type: "data" as const, data: source.data } };
}
