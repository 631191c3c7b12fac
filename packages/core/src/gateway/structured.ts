import type { JSONSchema7, LanguageModelV4, LanguageModelV4GenerateResult, LanguageModelV4Prompt } from "@ai-sdk/provider";
import { z } from "zod";
import { AppError } from "../platform/index.ts";
import type { CallReport } from "./purpose.ts";
import { writerOf } from "./writer.ts";

export interface StructuredRequest<Output> {
  name: string;
  schema: z.ZodType<Output>;
  instructions: string;
  text: string;
  /** What is wrong with an object that fits the schema; empty when nothing is. */
  check?: ((output: Output) => readonly string[]) | undefined;
  signal?: AbortSignal | undefined;
}

/** Larger ones are refused by the structured modes of some providers; they stand in the instructions alone, and we check the answer. */
const LARGEST_SCHEMA = 6_000;
const LONGEST_REPAIR = 4_000;
const LONGEST_ANSWER = 60_000;

/** An object that fits the schema: by the provider's own mode where the model has one, checked, with one repair round; else `unavailable` with `details.fault: "schema"`. */
export async function generateObject<Output>(
  model: LanguageModelV4,
  request: StructuredRequest<Output>,
): Promise<{ output: Output; report: CallReport }> {
  const schema = schemaOf(request);
  const text = JSON.stringify(schema);
  const prompt: LanguageModelV4Prompt = [
    {
      role: "system",
      content: `${request.instructions}\n\nAnswer with one JSON object that fits this schema, and nothing else:\n${text}`,
    },
    { role: "user", content: [{ type: "text", text: request.text }] },
  ];
  const responseFormat = { type: "json" as const, name: request.name, ...(text.length <= LARGEST_SCHEMA ? { schema } : {}) };
  // NOTE: a model that does not keep to a form when asked is not sent one: it stands in the instructions too.
  const providerOptions = { openvibe: { formInWords: true } };
  const ask = (messages: LanguageModelV4Prompt) =>
    model.doGenerate({ responseFormat, providerOptions, prompt: messages, ...(request.signal ? { abortSignal: request.signal } : {}) });
  const first = await ask(prompt);
  const tried = read(first, request, schema);
  if (tried.ok) return { output: tried.output, report: reportOf(first) };
  const second = await ask([
    ...prompt,
    { role: "assistant", content: [{ type: "text", text: textOf(first).slice(0, LONGEST_ANSWER) || "(nothing)" }] },
    {
      role: "user",
      content: [{ type: "text", text: `That does not fit:\n${tried.problems}\nAnswer again with the whole JSON object, mended.` }],
    },
  ]);
  const again = read(second, request, schema);
  if (again.ok) return { output: again.output, report: reportOf(second) };
  throw new AppError("unavailable", "The model's answer does not have the form that is needed, also when asked again.", {
    details: {
      fault: "schema",
      reason: "What it gave does not have the form that is needed, also when asked again.",
      problems: again.problems,
      model: writerOf(reportOf(second)).writtenBy,
    },
  });
}

/** Whether an answer is what was asked for; of one that was refused nobody asks. */
export const fits = <Output>(result: LanguageModelV4GenerateResult, request: StructuredRequest<Output>): boolean =>
  read(result, request, schemaOf(request)).ok;

/** Providers want an object at the root: a choice stands in one, as `result`. */
function schemaOf({ schema }: { schema: z.ZodType }): JSONSchema7 {
  const own = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JSONSchema7;
  if (own.type === "object") return own;
  return { type: "object", properties: { result: own }, required: ["result"], additionalProperties: false };
}

type Read<Output> = { ok: true; output: Output } | { ok: false; problems: string };

function read<Output>(
  result: LanguageModelV4GenerateResult,
  { schema, check }: StructuredRequest<Output>,
  sent: JSONSchema7,
): Read<Output> {
  if (result.finishReason.unified === "content-filter")
    throw new AppError("bad_request", "The model declined to answer this. Say it in another way.", { details: { fault: "refused" } });
  const whole = jsonOf(textOf(result));
  if (whole === undefined)
    return { ok: false, problems: result.finishReason.unified === "length" ? "it was cut off; be shorter" : "it is not JSON" };
  const inner = sent.properties?.["result"] && "result" in whole ? whole["result"] : whole;
  const parsed = schema.safeParse(inner);
  if (!parsed.success) return { ok: false, problems: z.prettifyError(parsed.error).slice(0, LONGEST_REPAIR) };
  const problems = check?.(parsed.data) ?? [];
  return problems.length === 0 ? { ok: true, output: parsed.data } : { ok: false, problems: problems.join("\n").slice(0, LONGEST_REPAIR) };
}

export function textOf({ content, structuredOutputText }: LanguageModelV4GenerateResult): string {
  return structuredOutputText ?? content.map((part) => (part.type === "text" ? part.text : "")).join("");
}

/** The object, also where the model put words or a fence around it. */
function jsonOf(text: string): Record<string, unknown> | undefined {
  const [from, to] = [text.indexOf("{"), text.lastIndexOf("}")];
  if (from < 0 || to < from) return undefined;
  try {
    return JSON.parse(text.slice(from, to + 1)) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

export function reportOf({ providerMetadata }: Pick<LanguageModelV4GenerateResult, "providerMetadata">): CallReport {
  return providerMetadata?.["openvibe"] as unknown as CallReport;
}
