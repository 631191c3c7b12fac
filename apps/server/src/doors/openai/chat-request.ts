import type { ModelCall } from "@openvibe/core/gateway";
import { AppError } from "@openvibe/core/platform";
import { z } from "zod";
import { addOptions, formIsStrict, ONE_CALL } from "../vendor-options.ts";

type Prompt = ModelCall["prompt"];
type UserPart = Extract<Prompt[number], { role: "user" }>["content"][number];
type Tool = NonNullable<ModelCall["tools"]>[number];

const AS_BYTES = "must be data:application/pdf;base64,…: no files are kept here";
/** What is said of a part of a message that we have no place for. */
export const NOT_TAKEN = "is of a kind that is not taken here: give texts, pictures and files";
const LONGEST_FILE = 15_000_000;
const Text = z.object({ type: z.enum(["text", "input_text"]), text: z.string() });
const Refusal = z.object({ type: z.literal("refusal"), refusal: z.string() });
const Image = z.object({ type: z.literal("image_url"), image_url: z.object({ url: z.string().max(LONGEST_FILE) }) });
/** With its bytes: what a client left with the vendor is not here. */
export const FileBytes = z.object({
  file_data: z.string(AS_BYTES).max(LONGEST_FILE),
  filename: z.string().max(300).nullish(),
});
const File = z.object({ type: z.literal("file"), file: FileBytes });
const Words = z.union([z.string(), z.array(z.discriminatedUnion("type", [Text, Refusal], NOT_TAKEN))]);
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
  z.object({
    role: z.literal("user"),
    content: z.union([z.string(), z.array(z.discriminatedUnion("type", [Text, Image, File], NOT_TAKEN))]),
  }),
  z.object({
    role: z.literal("assistant"),
    content: Words.nullish(),
    tool_calls: z.array(ToolCall).nullish(),
  }),
  z.object({ role: z.literal("tool"), tool_call_id: z.string().max(200), content: Words }),
]);
const Schema = z.record(z.string(), z.unknown());
export const Form = z.object({ name: z.string().nullish(), schema: Schema.nullish(), strict: z.boolean().nullish() });

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
          strict: z.boolean().nullish(),
        }),
      }),
    )
    .max(128)
    .nullish(),
  tool_choice: z
    .union([z.enum(["auto", "none", "required"]), z.object({ type: z.literal("function"), function: z.object({ name: z.string() }) })])
    .nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  response_format: z
    .union([z.object({ type: z.enum(["text", "json_object"]) }), z.object({ type: z.literal("json_schema"), json_schema: Form })])
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
  if (format?.type === "json_schema") askForForm(call, format.json_schema);
  if (request.parallel_tool_calls === false) addOptions(call, ONE_CALL);
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

export function askForForm(call: ModelCall, { name, schema, strict }: z.infer<typeof Form>): void {
  call.responseFormat = { type: "json", ...(schema ? { schema } : {}), ...(name ? { name } : {}) };
  addOptions(call, formIsStrict(strict ?? false));
}

function toTool({ function: { name, description, parameters, strict } }: NonNullable<ChatRequest["tools"]>[number]): Tool {
  const inputSchema = parameters ?? { type: "object", properties: {} };
  return {
    type: "function",
    name,
    inputSchema,
    ...(description ? { description } : {}),
    ...(typeof strict === "boolean" ? { strict } : {}),
  };
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
  return typeof content === "string" ? content : content.map((part) => (part.type === "refusal" ? part.refusal : part.text)).join("");
}

function userParts(content: string | (z.infer<typeof Text> | z.infer<typeof Image> | z.infer<typeof File>)[]): UserPart[] {
  if (typeof content === "string") return [{ type: "text", text: content }];
  return content.map((part): UserPart => {
    if (part.type === "image_url") return pictureOf(part.image_url.url);
    return part.type === "file" ? fileOf(part.file) : { type: "text", text: part.text };
  });
}

/** Only with its bytes: an address would be fetched by somebody, from somewhere. */
export function pictureOf(address: string): UserPart {
  const picture = bytesOf(address);
  if (!picture?.mediaType.startsWith("image/"))
    throw new AppError("bad_request", "Give a picture as data:image/png;base64,…, not by its address.");
  return picture;
}

export function fileOf({ file_data: address, filename }: z.infer<typeof FileBytes>): UserPart {
  const file = bytesOf(address);
  if (!file) throw new AppError("bad_request", `file_data: ${AS_BYTES}`);
  return filename ? { ...file, filename } : file;
}

function bytesOf(address: string) {
  const [, mediaType, data] = /^data:([a-z]{1,20}\/[\w.+-]{1,100});base64,([\w+/=]+)$/.exec(address) ?? [];
  return mediaType && data ? { type: "file" as const, mediaType, data: { type: "data" as const, data } } : undefined;
}

/** A model may write what is no JSON: the tool says so to it. */
export function argumentsOf(text: string): unknown {
  try {
    return text.trim() === "" ? {} : (JSON.parse(text) as unknown);
  } catch {
    return { text };
  }
}
