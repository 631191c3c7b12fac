import {
  listOf,
  objectOf,
  stringOf,
  textOf,
  type Asked,
  type Frame,
  type JsonObject,
  type PlayedAnswer,
  type PlayedFault,
  type Wire,
} from "./wire.ts";

const STATUSES: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  503: "UNAVAILABLE",
  504: "DEADLINE_EXCEEDED",
};

/** `models/<model>:generateContent` and `:streamGenerateContent`, as the Gemini API has them. */
export const googleWire: Wire = {
  name: "google",
  tail: "",
  read(path, body) {
    const [, model, method] = /\/models\/([^/:]+):(generateContent|streamGenerateContent)$/.exec(path) ?? [];
    if (!model) return undefined;
    const contents = listOf(body["contents"]).map(objectOf);
    const parts = contents.flatMap((content) => listOf(content["parts"]).map(objectOf));
    const settings = objectOf(body["generationConfig"]);
    return {
      model,
      stream: method === "streamGenerateContent",
      text: textOf(contents.findLast((content) => content["role"] === "user" && textOf(content["parts"]) !== "")?.["parts"]),
      results: parts.filter((part) => "functionResponse" in part).length,
      tools: listOf(body["tools"])
        .flatMap((tool) => listOf(objectOf(tool)["functionDeclarations"]).map(objectOf))
        .map((tool) => ({ name: stringOf(tool["name"]), schema: tool["parametersJsonSchema"] ?? tool["parameters"] })),
      schema: settings["responseJsonSchema"] ?? settings["responseSchema"],
    };
  },
  refuses: ({ model }, body) => (signs(model) ? unsignedCall(listOf(body["contents"]).map(objectOf)) : undefined),
  whole: (answer, asked) => {
    const text = answer.text.length > 0 && !answer.refused ? [{ text: answer.text.join("") }] : [];
    return content(answer, asked, [...text, ...calls(answer, asked)], true);
  },
  frames: (answer, asked): Frame[] => [
    ...(answer.refused ? [] : answer.text.map((text) => ({ data: content(answer, asked, [{ text }], false) }))),
    { data: content(answer, asked, calls(answer, asked), true) },
  ],
  fault: ({ status, type, message }) => ({
    error: { code: status, message: message ?? "a fault of the test", status: type ?? STATUSES[status] ?? "UNKNOWN" },
  }),
};

// NOTE: this API has arguments as an object; what is broken reaches nobody as JSON.
function calls(answer: PlayedAnswer, { model }: Asked): object[] {
  return answer.calls.map((call, index) => ({
    functionCall: { id: call.id, name: call.name, args: argumentsOf(call.args) },
    ...(index === 0 && signs(model) ? { thoughtSignature: signatureOf(call.id) } : {}),
  }));
}

/** Gemini 3 and later sign the first call of each round, and want that back until the next question. */
const signs = (model: string): boolean => Number(/^gemini-(\d+)/.exec(model)?.[1] ?? 0) >= 3;
const signatureOf = (callId: unknown): string => Buffer.from(`thought before ${stringOf(callId)}`).toString("base64");
/** What Google lets pass in place of a signature that a program has lost. */
const LOST = "skip_thought_signature_validator";

function unsignedCall(contents: readonly JsonObject[]): PlayedFault | undefined {
  const asked = contents.findLastIndex((content) => content["role"] === "user" && textOf(content["parts"]) !== "");
  for (const { role, parts } of contents.slice(asked + 1)) {
    const first =
      role === "model"
        ? listOf(parts)
            .map(objectOf)
            .find((part) => "functionCall" in part)
        : undefined;
    if (!first) continue;
    const { id, name } = objectOf(first["functionCall"]);
    const signature = first["thoughtSignature"];
    if (signature === undefined)
      return { status: 400, message: `Function call is missing a thought_signature in functionCall parts: ${stringOf(name)}.` };
    if (signature !== LOST && signature !== signatureOf(id)) return { status: 400, message: "Corrupted thought signature." };
  }
  return undefined;
}

function argumentsOf(args: string): unknown {
  try {
    return JSON.parse(args);
  } catch {
    return { broken: args };
  }
}

function content({ usage, refused, truncated }: PlayedAnswer, asked: Asked, parts: object[], last: boolean): object {
  const input = usage.input + (usage.cacheRead ?? 0);
  const reason = refused ? "SAFETY" : truncated ? "MAX_TOKENS" : "STOP";
  return {
    candidates: [{ index: 0, content: { role: "model", parts }, ...(last ? { finishReason: reason } : {}) }],
    usageMetadata: {
      promptTokenCount: input,
      cachedContentTokenCount: usage.cacheRead ?? 0,
      candidatesTokenCount: last ? usage.output : 1,
      totalTokenCount: input + (last ? usage.output : 1),
    },
    modelVersion: asked.model,
    responseId: "played",
  };
}
