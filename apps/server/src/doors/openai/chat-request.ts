import type { ModelCall } from "@openvibe/core/gateway";
import { AppError } from "@openvibe/core/platform";
import { z } from "zod";

type Prompt = ModelCall["prompt"];
type UserPart = Extract<Prompt[number], { role: "user" }>["content"][number];
type Tool = NonNullable<ModelCall["tools"]>[number];

const Text = z.object({ type: z.enum(["text", "input_text", "refusal"]), text: z.string().default("") });
const Image = z.object({ type: z.literal("image_url"), image_url: z.object({ url: z.string().max(15_000_000) }) });
const Words = z.union([z.string(), z.array(Text)]);
const ToolCall = z.object({
  id: z.string().max(200),
  type: z.literal("function").default("function"),
  function: z.object({ name: z.string().max(200), arguments: z.string() }),
  extra_content: z
    .object({ google: z.object({ thought_signature: z.string() }) })
    .optional()
    .catch(undefined),
});
const Message = z.discriminatedUnion("role", [
  z.object({ role: z.enum(["system", "developer"]), content: Words }),
  z.object({ role: z.literal("user"), content: z.union([z.string(), z.array(z.union([Text, Image]))]) }),
  z.object({
    role: z.literal("assistant"),
    content: Words.nullish(),
    tool_calls: z.array(ToolCall).nullish(),
  }),
  z.object({ role: z.literal("tool"), tool_call_id: z.string().max(200), content: Words }),
]);
const Schema = z.record(z.string(), z.unknown());

/** A request as OpenAI's reference of chat completions has it, as far as we follow it; what we do not know is let pass. */
export const ChatRequest = z.object({
  model: z.string().min(1).max(200),
  messages: z.array(Message).min(1, "must hold a message").max(2_000),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  tools: z
    .array(
      z.object({
        type: z.literal("function"),
        function: z.object({
          name: z.string().regex(/^[\w-]{1,64}$/, "must have 1 to 64 letters, digits, _ or -"),
          description: z.string().nullish(),
          parameters: Schema.nullish(),
        }),
      }),
    )
    .max(128)
    .nullish(),
  tool_choice: z
    .union([z.enum(["auto", "none", "required"]), z.object({ type: z.literal("function"), function: z.object({ name: z.string() }) })])
    .nullish(),
  response_format: z
    .union([
      z.object({ type: z.enum(["text", "json_object"]) }),
      z.object({ type: z.literal("json_schema"), json_schema: z.object({ name: z.string().nullish(), schema: Schema.nullish() }) }),
    ])
    .nullish(),
  max_tokens: z.number().int().min(1).max(1_000_000).nullish(),
  max_completion_tokens: z.number().int().min(1).max(1_000_000).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  seed: z.number().int().nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(16)]).nullish(),
  reasoning_effort: z.enum(["none", "minimal", "low", "medium", "high", "xhigh", "max"]).nullish(),
  /** Ours: which rules may answer where no model is set up, and from what. */
  openvibe: z
    .object({ rules: z.object({ skill: z.enum(["answer_from_records", "summarize_record", "draft_from_record"]), input: z.json() }) })
    .nullish(),
  n: z.literal(1, "must be 1: one answer for each request").nullish(),
});
export type ChatRequest = z.infer<typeof ChatRequest>;

/** The same call in our words. */
export function toModelCall(request: ChatRequest): ModelCall {
  const { tools, tool_choice: choice, response_format: format, stop } = request;
  const call: ModelCall = { prompt: promptOf(request.messages) };
  if (request.openvibe) call.providerOptions = { offline: request.openvibe.rules };
  if (tools && tools.length > 0) call.tools = tools.map(toTool);
  if (choice) call.toolChoice = typeof choice === "string" ? { type: choice } : { type: "tool", toolName: choice.function.name };
  if (format?.type === "json_object") call.responseFormat = { type: "json" };
  if (format?.type === "json_schema") {
    const { name, schema } = format.json_schema;
    call.responseFormat = { type: "json", ...(schema ? { schema } : {}), ...(name ? { name } : {}) };
  }
  const most = request.max_completion_tokens ?? request.max_tokens;
  if (most) call.maxOutputTokens = most;
  if (typeof request.temperature === "number") call.temperature = request.temperature;
  if (typeof request.top_p === "number") call.topP = request.top_p;
  if (typeof request.presence_penalty === "number") call.presencePenalty = request.presence_penalty;
  if (typeof request.frequency_penalty === "number") call.frequencyPenalty = request.frequency_penalty;
  if (typeof request.seed === "number") call.seed = request.seed;
  if (request.reasoning_effort) call.reasoning = request.reasoning_effort;
  if (stop) call.stopSequences = typeof stop === "string" ? [stop] : stop;
  return call;
}

function toTool({ function: { name, description, parameters } }: NonNullable<ChatRequest["tools"]>[number]): Tool {
  const inputSchema = parameters ?? { type: "object", properties: {} };
  return { type: "function", name, inputSchema, ...(description ? { description } : {}) };
}

function promptOf(messages: ChatRequest["messages"]): Prompt {
  const names = new Map<string, string>();
  return messages.map((message): Prompt[number] => {
    if (message.role === "user") return { role: "user", content: userParts(message.content) };
    if (message.role === "tool") {
      const toolName = names.get(message.tool_call_id);
      if (toolName === undefined)
        throw new AppError("bad_request", `messages: the result ${message.tool_call_id} belongs to no tool call before it.`);
      const output = { type: "text" as const, value: wordsOf(message.content) };
      return { role: "tool", content: [{ type: "tool-result", toolCallId: message.tool_call_id, toolName, output }] };
    }
    if (message.role !== "assistant") return { role: "system", content: wordsOf(message.content) };
    const text = wordsOf(message.content ?? "");
    const calls = (message.tool_calls ?? []).map(({ id, function: { name, arguments: args }, extra_content: extra }) => {
      names.set(id, name);
      const call = { type: "tool-call" as const, toolCallId: id, toolName: name, input: argumentsOf(args) };
      return extra ? { ...call, providerOptions: { google: { thoughtSignature: extra.google.thought_signature } } } : call;
    });
    return { role: "assistant", content: [...(text === "" ? [] : [{ type: "text" as const, text }]), ...calls] };
  });
}

function wordsOf(content: z.infer<typeof Words>): string {
  return typeof content === "string" ? content : content.map(({ text }) => text).join("");
}

function userParts(content: string | (z.infer<typeof Text> | z.infer<typeof Image>)[]): UserPart[] {
  if (typeof content === "string") return [{ type: "text", text: content }];
  return content.map((part): UserPart => (part.type === "image_url" ? pictureOf(part.image_url.url) : { type: "text", text: part.text }));
}

/** Only with its bytes: an address would be fetched by somebody, from somewhere. */
export function pictureOf(address: string): UserPart {
  const [, mediaType, data] = /^data:(image\/[\w.+-]{1,40});base64,([\w+/=]+)$/.exec(address) ?? [];
  if (!mediaType || !data) throw new AppError("bad_request", "Give a picture as data:image/png;base64,…, not by its address.");
  return { type: "file", mediaType, data: { type: "data", data } };
}

/** A model may write what is no JSON: the tool says so to it. */
export function argumentsOf(text: string): unknown {
  try {
    return text.trim() === "" ? {} : (JSON.parse(text) as unknown);
  } catch {
    return { text };
  }
}
