import { z } from "zod";
import { argumentsOf } from "../openai/chat-request.ts";

export type Event = Record<string, unknown> & { type: string };
export type Item = Record<string, unknown> & { type: string; id: string };

export interface Framed {
  id: string;
  createdAt: number;
  model: string;
  /** Tools whose input is a text and no object. */
  freeform: ReadonlySet<string>;
}

export function responseOf({ id, createdAt, model }: Framed, status: string) {
  const said = { error: null, incomplete_details: null, output: [] as Item[], usage: null, store: false };
  return { id: `resp_${id}`, object: "response", created_at: createdAt, status, model, ...said };
}

const textPart = (text: string) => ({ type: "output_text", text, annotations: [], logprobs: [] });

export function messageItem(id: string, text: string): Item {
  return { id, type: "message", role: "assistant", status: "completed", content: [textPart(text)] };
}

export function reasoningItem(id: string, text: string, carried: string): Item {
  const summary = text === "" ? [] : [{ type: "summary_text", text }];
  return { id, type: "reasoning", summary, encrypted_content: carried === "" ? null : carried };
}

export function callItem({ freeform }: Framed, callId: string, name: string, input: string): Item {
  const call = { id: `fc_${callId}`, status: "completed", call_id: callId, name };
  if (!freeform.has(name)) return { ...call, type: "function_call", arguments: input };
  return { ...call, type: "custom_tool_call", input: Freeform.parse(argumentsOf(input)) };
}

/** As the model was asked to write it, or as it wrote it without. */
const Freeform = z
  .object({ input: z.string().optional(), text: z.string().optional() })
  .catch({})
  .transform(({ input, text }) => input ?? text ?? "");

/** An item of the answer while it is being written. */
interface Open {
  key: string;
  type: "text" | "reasoning" | "call";
  id: string;
  name: string;
  text: string;
  carried: string;
}

export interface ItemWriter {
  readonly output: readonly Item[];
  /** One event, numbered. */
  told(type: string, more: object): Event;
  /** The opening events, once. */
  start(): Event[];
  /** Opens an item, unless it is the one that is open. */
  begin(key: string, type: Open["type"], name?: string): Event[];
  /** Adds to the item that is open. */
  add(text: string): Event[];
  /** What the provider wants back, with a thought; nothing where it is empty. */
  carryOn(key: string, carried: string): Event[];
  isOpen(key: string): boolean;
  close(): Event[];
}

const WRITING = { status: "in_progress" };

function itemOf(framed: Framed, { type, id, key, name, text, carried }: Open): Item {
  if (type === "text") return messageItem(id, text);
  return type === "reasoning" ? reasoningItem(id, text, carried) : callItem(framed, key, name, text);
}

/** What is said of an item before it is done. */
function endingOf({ type, text }: Open, item: Item): [type: string, more: object][] {
  if (type === "text")
    return [
      ["response.output_text.done", { content_index: 0, text, logprobs: [] }],
      ["response.content_part.done", { content_index: 0, part: textPart(text) }],
    ];
  if (type === "reasoning")
    return text === ""
      ? []
      : [
          ["response.reasoning_summary_text.done", { summary_index: 0, text }],
          ["response.reasoning_summary_part.done", { summary_index: 0, part: { type: "summary_text", text } }],
        ];
  if (item.type === "function_call") return [["response.function_call_arguments.done", { arguments: text }]];
  return [
    ["response.custom_tool_call_input.delta", { delta: item["input"] }],
    ["response.custom_tool_call_input.done", { input: item["input"] }],
  ];
}

/** Writes the items of a streamed answer as OpenAI's events: they follow each other there, one open at a time. */
export function writeItems(framed: Framed): ItemWriter {
  const output: Item[] = [];
  let open: Open | undefined;
  let begun = false;
  let sequence = 0;
  const told = (type: string, more: object): Event => ({ type, sequence_number: sequence++, ...more });
  const at = () => ({ item_id: open?.id ?? "", output_index: output.length });

  const start = (): Event[] => {
    if (begun) return [];
    begun = true;
    const response = responseOf(framed, "in_progress");
    return [told("response.created", { response }), told("response.in_progress", { response })];
  };
  const close = (): Event[] => {
    if (!open) return [];
    const item = itemOf(framed, open);
    const events = endingOf(open, item).map(([type, more]) => told(type, { ...at(), ...more }));
    events.push(told("response.output_item.done", { output_index: output.length, item }));
    output.push(item);
    open = undefined;
    return events;
  };
  const begin = (key: string, type: Open["type"], name = ""): Event[] => {
    if (open?.key === key && open.type === type) return [];
    const events = [...start(), ...close()];
    const prefix = { text: "msg", reasoning: "rs", call: "fc" }[type];
    const id = type === "call" ? `fc_${key}` : `${prefix}_${framed.id}_${output.length}`;
    open = { key, type, id, name, text: "", carried: "" };
    const item = { ...itemOf(framed, open), ...(type === "text" ? { content: [] } : {}), ...(type === "reasoning" ? {} : WRITING) };
    events.push(told("response.output_item.added", { output_index: output.length, item }));
    if (type === "text") events.push(told("response.content_part.added", { ...at(), content_index: 0, part: textPart("") }));
    return events;
  };
  const add = (text: string): Event[] => {
    if (!open || text === "") return [];
    const isFirst = open.text === "";
    open.text += text;
    if (open.type === "text") return [told("response.output_text.delta", { ...at(), content_index: 0, delta: text, logprobs: [] })];
    if (open.type === "reasoning") {
      const part = { ...at(), summary_index: 0, part: { type: "summary_text", text: "" } };
      const opening = isFirst ? [told("response.reasoning_summary_part.added", part)] : [];
      return [...opening, told("response.reasoning_summary_text.delta", { ...at(), summary_index: 0, delta: text })];
    }
    return framed.freeform.has(open.name) ? [] : [told("response.function_call_arguments.delta", { ...at(), delta: text })];
  };
  const carryOn = (key: string, carried: string): Event[] => {
    if (carried === "") return [];
    const events = begin(key, "reasoning");
    if (open) open.carried = carried;
    return events;
  };
  return { output, told, start, begin, add, carryOn, close, isOpen: (key) => open?.key === key };
}
