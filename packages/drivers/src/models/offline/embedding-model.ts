import type { EmbeddingModelV4 } from "@ai-sdk/provider";
import { stemsOf } from "./talk/sentences.ts";

const LEXICAL_DIMENSIONS = 256;
const GRAM = 3;
const WORD_WEIGHT = 1;
const GRAM_WEIGHT = 0.7;

/** "offline/lexical": texts are near when they share words or parts of words. It knows nothing of meaning, and is labelled so. */
export function offlineEmbeddingModel(): EmbeddingModelV4 {
  return {
    specificationVersion: "v4",
    provider: "offline",
    modelId: "lexical",
    maxEmbeddingsPerCall: undefined,
    supportsParallelCalls: true,
    async doEmbed({ values, abortSignal }) {
      abortSignal?.throwIfAborted();
      return { embeddings: values.map(lexicalVector), usage: { tokens: 0 }, warnings: [] };
    },
  };
}

/** Of length 1, the same on every machine: integer hashes, and sums in the order of the text. All zero where there are no words. */
export function lexicalVector(text: string): number[] {
  const vector = Array.from({ length: LEXICAL_DIMENSIONS }, () => 0);
  const add = (feature: string, weight: number) => {
    const hash = hashOf(feature);
    const at = hash % LEXICAL_DIMENSIONS;
    vector[at] = (vector[at] ?? 0) + ((hash >>> 16) & 1 ? weight : -weight);
  };
  for (const stem of stemsOf(text.slice(0, 20_000).normalize("NFKC"))) {
    add(stem, WORD_WEIGHT);
    const edged = `^${stem}$`;
    const weight = GRAM_WEIGHT / Math.sqrt(Math.max(1, edged.length - GRAM + 1));
    for (let from = 0; from + GRAM <= edged.length; from += 1) add(`#${edged.slice(from, from + GRAM)}`, weight);
  }
  const length = Math.sqrt(vector.reduce((all, each) => all + each * each, 0));
  return length === 0 ? vector : vector.map((each) => each / length);
}

/** FNV-1a with a last mix, so that near words do not fall side by side. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return hash >>> 0;
}
