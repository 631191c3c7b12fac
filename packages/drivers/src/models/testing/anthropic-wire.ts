import { listOf, objectOf, stringOf, textOf, type Asked, type Frame, type JsonObject, type PlayedAnswer, type Wire } from "./wire.ts";

const TYPES: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  429: "rate_limit_error",
  500: "api_error",
  529: "overloaded_error",
};

const MOST_MARKS = 4;

/** `POST /v1/messages`, as Anthropic's reference of the Messages API has it. */
export const anthropicWire: Wire = {
  name: "anthropic",
  tail: "",
  read(path, body) {
    if (!path.endsWith("/messages")) return undefined;
    const messages = listOf(body["messages"]).map(objectOf);
    const parts = messages.flatMap((message) => listOf(message["content"]).map((part) => ({ role: message["role"], ...objectOf(part) })));
    const said = messages.findLast((message) => message["role"] === "user" && textOf(message["content"]) !== "");
    return {
      model: stringOf(body["model"]),
      stream: body["stream"] === true,
      text: textOf(said?.["content"]),
      results: parts.filter((part) => objectOf(part)["type"] === "tool_result").length,
      tools: listOf(body["tools"])
        .map(objectOf)
        .map((tool) => ({ name: stringOf(tool["name"]), schema: tool["input_schema"] })),
      schema: schemaOf(body),
    };
  },
  refuses(_asked, body) {
    const marks = JSON.stringify(body).split('"cache_control":{').length - 1;
    const message = `A maximum of 4 blocks with cache_control may be provided. Found ${marks}.`;
    return marks > MOST_MARKS ? { status: 400, message } : undefined;
  },
  whole: (answer, asked) => ({
    ...start(asked),
    content: [
      ...(answer.text.length > 0 ? [{ type: "text", text: answer.text.join("") }] : []),
      ...answer.calls.map((call) => ({ type: "tool_use", id: call.id, name: call.name, input: argumentsOf(call.args) })),
    ],
    stop_reason: stopReason(answer),
    usage: { ...inputUsage(answer), output_tokens: answer.usage.output },
  }),
  frames(answer, asked) {
    const blocks: Frame[] = [];
    let index = 0;
    if (answer.text.length > 0) {
      blocks.push(named({ type: "content_block_start", index, content_block: { type: "text", text: "" } }));
      for (const text of answer.text) blocks.push(named({ type: "content_block_delta", index, delta: { type: "text_delta", text } }));
      blocks.push(named({ type: "content_block_stop", index }));
      index += 1;
    }
    for (const call of answer.calls) {
      const block = { type: "tool_use", id: call.id, name: call.name, input: {} };
      blocks.push(named({ type: "content_block_start", index, content_block: block }));
      for (const piece of halves(call.args))
        blocks.push(named({ type: "content_block_delta", index, delta: { type: "input_json_delta", partial_json: piece } }));
      blocks.push(named({ type: "content_block_stop", index }));
      index += 1;
    }
    return [
      named({ type: "message_start", message: { ...start(asked), usage: { ...inputUsage(answer), output_tokens: 1 } } }),
      named({ type: "ping" }),
      ...blocks,
      named({
        type: "message_delta",
        delta: { stop_reason: stopReason(answer), stop_sequence: null },
        usage: { output_tokens: answer.usage.output },
      }),
      named({ type: "message_stop" }),
    ];
  },
  fault: ({ status, type, message }) => ({
    type: "error",
    error: { type: type ?? TYPES[status] ?? "api_error", message: message ?? "a fault of the test" },
  }),
};

function start(asked: Asked): JsonObject {
  return { id: "msg_played", type: "message", role: "assistant", model: asked.model, content: [], stop_reason: null, stop_sequence: null };
}

function named(data: { type: string } & Record<string, unknown>): Frame {
  return { event: data.type, data };
}

function inputUsage({ usage }: PlayedAnswer): JsonObject {
  return {
    input_tokens: usage.input,
    cache_read_input_tokens: usage.cacheRead ?? 0,
    cache_creation_input_tokens: usage.cacheWrite ?? 0,
  };
}

function stopReason({ refused, calls, truncated }: PlayedAnswer): string {
  if (refused) return "refusal";
  if (truncated) return "max_tokens";
  return calls.length > 0 ? "tool_use" : "end_turn";
}

/** A structured answer is asked for by an output format, by older clients as a tool that must be called. */
function schemaOf(body: JsonObject): unknown {
  const format = objectOf(objectOf(body["output_config"])["format"] ?? body["output_format"]);
  return format["schema"];
}

/** The Messages API writes arguments as an object; a model's broken JSON never comes through whole. */
function argumentsOf(args: string): unknown {
  try {
    return JSON.parse(args);
  } catch {
    return { broken: args };
  }
}

/** In two pieces, as a stream has them. */
export function halves(text: string): string[] {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)].filter((piece) => piece !== "");
}
