import type { ModelCall } from "@openvibe/core/gateway";
import { AppError } from "@openvibe/core/platform";
import { z } from "zod";
import { signedCalls, uncarry } from "../carried.ts";
import { argumentsOf, askForForm, fileOf, FileBytes, Form, NOT_TAKEN, pictureOf } from "../openai/chat-request.ts";
import { addOptions, ONE_CALL } from "../vendor-options.ts";

type Prompt = ModelCall["prompt"];
type Tool = NonNullable<ModelCall["tools"]>[number];
type UserPart = Extract<Prompt[number], { role: "user" }>["content"][number];
type AssistantPart = Extract<Prompt[number], { role: "assistant" }>["content"][number];
type ToolPart = Extract<Prompt[number], { role: "tool" }>["content"][number];

const Text = z.object({ type: z.enum(["input_text", "output_text", "text", "summary_text", "reasoning_text"]), text: z.string() });
const Refusal = z.object({ type: z.literal("refusal"), refusal: z.string() });
const Image = z.object({ type: z.literal("input_image"), image_url: z.string().max(15_000_000) });
const File = FileBytes.extend({ type: z.literal("input_file") });
const Content = z.union([z.string(), z.array(z.discriminatedUnion("type", [Text, Refusal, Image, File], NOT_TAKEN))]);
const callId = z.string().max(200);
const Known = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("message").default("message"),
    role: z.enum(["user", "assistant", "system", "developer"]),
    content: Content,
  }),
  z.object({ type: z.literal("function_call"), call_id: callId, name: z.string().max(200), arguments: z.string() }),
  z.object({ type: z.literal("custom_tool_call"), call_id: callId, name: z.string().max(200), input: z.string() }),
  z.object({ type: z.enum(["function_call_output", "custom_tool_call_output"]), call_id: callId, output: Content }),
  z.object({ type: z.literal("reasoning"), summary: z.array(Text).default([]), encrypted_content: z.string().nullish() }),
  z.object({ type: z.literal("item_reference"), id: z.string() }),
]);
const KNOWN = [
  "message",
  "function_call",
  "custom_tool_call",
  "function_call_output",
  "custom_tool_call_output",
  "reasoning",
  "item_reference",
];
/** Of tools that run elsewhere, and of formats to come. */
const Other = z.object({ type: z.string().refine((type) => !KNOWN.includes(type), "cannot be read") }).transform(() => undefined);
const Item = z.union([Known, Other]);
type Item = z.infer<typeof Known>;
const Schema = z.record(z.string(), z.unknown());
const Name = z.string().regex(/^[\w-]{1,128}$/, "must have 1 to 128 letters, digits, _ or -");
const OwnTool = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("function"),
    name: Name,
    description: z.string().nullish(),
    parameters: Schema.nullish(),
    strict: z.boolean().nullish(),
  }),
  z.object({
    type: z.literal("custom"),
    name: Name,
    description: z.string().nullish(),
    format: z.looseObject({ definition: z.string().optional() }).nullish(),
  }),
]);

const SEND_ALL = "must be left out: no answers are kept here, send the whole input";

/** A request as OpenAI's reference of responses has it, as far as we follow it; what we do not know is let pass. */
export const ResponsesRequest = z.object({
  model: z.string().min(1).max(200),
  input: z.union([z.string().min(1), z.array(Item).min(1, "must hold an item").max(5_000)]),
  instructions: z.string().nullish(),
  stream: z.boolean().nullish(),
  tools: z
    .array(z.looseObject({ type: z.string() }))
    .max(256)
    .nullish(),
  tool_choice: z.union([z.enum(["auto", "none", "required"]), z.looseObject({ type: z.string(), name: z.string().optional() })]).nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  max_output_tokens: z.number().int().min(1).max(1_000_000).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  reasoning: z.object({ effort: z.enum(["none", "minimal", "low", "medium", "high", "xhigh", "max"]).nullish() }).nullish(),
  text: z
    .object({
      format: z.union([z.object({ type: z.enum(["text", "json_object"]) }), Form.extend({ type: z.literal("json_schema") })]).nullish(),
    })
    .nullish(),
  previous_response_id: z.null(SEND_ALL).optional(),
  conversation: z.null(SEND_ALL).optional(),
  prompt: z.null("must be left out: no prompts are kept here, write it into the instructions").optional(),
  background: z.literal(false, "must be false: an answer is given at once").nullish(),
});
export type ResponsesRequest = z.infer<typeof ResponsesRequest>;

export interface ReadRequest {
  call: ModelCall;
  /** Tools whose input is a text and no object. */
  freeform: ReadonlySet<string>;
}

/** The same call in our words. Tools that run at OpenAI are not offered to the model: it may be anybody's. */
export function toModelCall(request: ResponsesRequest): ReadRequest {
  const { instructions, input, tool_choice: choice, reasoning } = request;
  const said = typeof input === "string" ? [{ type: "message" as const, role: "user" as const, content: input }] : input;
  const call: ModelCall = {
    prompt: [
      ...(instructions ? [{ role: "system" as const, content: instructions }] : []),
      ...promptOf(said.filter((item) => item !== undefined)),
    ],
  };
  const tools = (request.tools ?? []).filter(({ type }) => type === "function" || type === "custom").map(readTool);
  if (tools.length > 0) call.tools = tools.map(toTool);
  if (typeof choice === "string") call.toolChoice = { type: choice };
  else if (choice?.name !== undefined) call.toolChoice = { type: "tool", toolName: choice.name };
  const format = request.text?.format;
  if (format?.type === "json_object") call.responseFormat = { type: "json" };
  if (format?.type === "json_schema") askForForm(call, format);
  if (request.parallel_tool_calls === false) addOptions(call, ONE_CALL);
  if (request.max_output_tokens) call.maxOutputTokens = request.max_output_tokens;
  if (typeof request.temperature === "number") call.temperature = request.temperature;
  if (typeof request.top_p === "number") call.topP = request.top_p;
  if (reasoning?.effort) call.reasoning = reasoning.effort;
  return { call, freeform: new Set(tools.flatMap((tool) => (tool.type === "custom" ? [tool.name] : []))) };
}

function readTool(tool: unknown): z.infer<typeof OwnTool> {
  const read = OwnTool.safeParse(tool);
  if (read.success) return read.data;
  throw new AppError("bad_request", `tools: ${read.error.issues[0]?.message ?? "cannot be read"}`);
}

const FREEFORM = { type: "object" as const, properties: { input: { type: "string" as const } }, required: ["input"] };

function toTool(tool: z.infer<typeof OwnTool>): Tool {
  const { name } = tool;
  if (tool.type === "function")
    return {
      type: "function",
      name,
      inputSchema: tool.parameters ?? { type: "object", properties: {} },
      ...(tool.description ? { description: tool.description } : {}),
      ...(typeof tool.strict === "boolean" ? { strict: tool.strict } : {}),
    };
  const grammar = tool.format?.definition;
  const description = `${tool.description ?? ""}${grammar ? `\n\nThe input follows this grammar:\n${grammar}` : ""}`;
  return { type: "function", name, inputSchema: FREEFORM, description };
}

/** What belongs to one turn of the model stands in items of its own there, and in one message here. */
function promptOf(items: readonly Item[]): Prompt {
  const names = new Map<string, string>();
  const signed = signedCalls(items.flatMap((item) => (item.type === "reasoning" ? (item.encrypted_content ?? []) : [])));
  const prompt: Prompt = [];
  const said = (part: AssistantPart) => {
    const last = prompt.at(-1);
    if (last?.role === "assistant") last.content.push(part);
    else prompt.push({ role: "assistant", content: [part] });
  };
  const told = (part: ToolPart) => {
    const last = prompt.at(-1);
    if (last?.role === "tool") last.content.push(part);
    else prompt.push({ role: "tool", content: [part] });
  };
  for (const item of items) {
    if (item.type === "message") {
      if (item.role === "user") prompt.push({ role: "user", content: userParts(item.content) });
      else if (item.role === "assistant") said({ type: "text", text: wordsOf(item.content) });
      else prompt.push({ role: "system", content: wordsOf(item.content) });
    } else if (item.type === "function_call" || item.type === "custom_tool_call") {
      names.set(item.call_id, item.name);
      const input = item.type === "function_call" ? argumentsOf(item.arguments) : { input: item.input };
      const providerOptions = signed.get(item.call_id);
      said({ type: "tool-call", toolCallId: item.call_id, toolName: item.name, input, ...(providerOptions ? { providerOptions } : {}) });
    } else if (item.type === "reasoning") {
      const { callId, providerOptions } = uncarry(item.encrypted_content ?? "") ?? {};
      if (callId !== undefined) continue;
      said({ type: "reasoning", text: wordsOf(item.summary), ...(providerOptions ? { providerOptions } : {}) });
    } else if (item.type === "item_reference") {
      throw new AppError(
        "bad_request",
        "input: no answers are kept here; ask with store false, and send every item whole, or use chat/completions.",
      );
    } else told(resultOf(item.call_id, item.output, names));
  }
  return prompt;
}

function resultOf(id: string, output: z.infer<typeof Content>, names: ReadonlyMap<string, string>): ToolPart {
  const toolName = names.get(id);
  if (toolName === undefined) throw new AppError("bad_request", `input: the output ${id} belongs to no call before it.`);
  const parts = userParts(output);
  const told = { type: "tool-result" as const, toolCallId: id, toolName };
  if (parts.every(({ type }) => type === "text")) return { ...told, output: { type: "text", value: wordsOf(output) } };
  return { ...told, output: { type: "content", value: parts } };
}

function wordsOf(content: z.infer<typeof Content>): string {
  if (typeof content === "string") return content;
  return content
    .map((part) => ("text" in part ? part.text : "refusal" in part ? part.refusal : part.type === "input_file" ? "(file)" : "(picture)"))
    .join("\n");
}

function userParts(content: z.infer<typeof Content>): UserPart[] {
  if (typeof content === "string") return [{ type: "text", text: content }];
  return content.map((part): UserPart => {
    if (part.type === "input_image") return pictureOf(part.image_url);
    return part.type === "input_file" ? fileOf(part) : { type: "text", text: wordsOf([part]) };
  });
}
