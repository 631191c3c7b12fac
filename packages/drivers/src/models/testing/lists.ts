import type { IncomingHttpHeaders } from "node:http";
import { listOf, objectOf, textOf, type JsonObject } from "./wire.ts";

const MODELS = {
  anthropic: ["claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-opus-4-5", "claude-sonnet-4-5", "claude-haiku-4-5"],
  openai: ["gpt-6.1-sol", "gpt-6.1-terra", "gpt-6-luna", "gpt-5", "gpt-5-mini", "text-embedding-3-small"],
  google: ["gemini-4-carbon", "gemini-4-hydrogen", "gemini-3.8-flash", "gemini-2.5-pro", "gemini-2.5-flash", "gemini-embedding-001"],
};
const DIMENSIONS = 64;

/** Lists of models and embeddings; undefined where the path is neither. */
export function answerLists(path: string, body: JsonObject, headers: IncomingHttpHeaders, embed = countLetters): unknown {
  if (path.endsWith("/v1beta/models"))
    return { models: MODELS.google.map((id) => ({ name: `models/${id}`, supportedGenerationMethods: ["generateContent"] })) };
  if (path.endsWith("/models"))
    return headers["anthropic-version"]
      ? { data: MODELS.anthropic.map((id) => ({ type: "model", id, display_name: id })), has_more: false }
      : { object: "list", data: MODELS.openai.map((id) => ({ id, object: "model", owned_by: "played" })) };
  if (path.endsWith("/embeddings")) {
    const texts = Array.isArray(body["input"]) ? body["input"].map(String) : [String(body["input"])];
    return {
      object: "list",
      model: body["model"],
      data: texts.map((text, index) => ({ object: "embedding", index, embedding: embed(text) })),
      usage: tokensOf(texts),
    };
  }
  if (path.endsWith(":embedContent")) return { embedding: { values: embed(textOf(objectOf(body["content"])["parts"])) } };
  if (path.endsWith(":batchEmbedContents")) {
    const texts = listOf(body["requests"]).map((each) => textOf(objectOf(objectOf(each)["content"])["parts"]));
    return { embeddings: texts.map((text) => ({ values: embed(text) })) };
  }
  return undefined;
}

function tokensOf(texts: readonly string[]): object {
  const tokens = texts.reduce((all, text) => all + Math.ceil(text.length / 4), 0);
  return { prompt_tokens: tokens, total_tokens: tokens };
}

function countLetters(text: string): number[] {
  const counts = Array.from({ length: DIMENSIONS }, () => 0);
  for (const letter of text.toLowerCase()) {
    const at = (letter.codePointAt(0) ?? 0) % DIMENSIONS;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
