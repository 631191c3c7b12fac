import type { Readable } from "node:stream";
import { AppError } from "../platform/index.ts";

const LONGEST_BYTES = 16_000_000;

/** The lines of a text in UTF-8, one at a time; a line that no record has ends the reading. */
export async function* readLines(stream: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines.filter((line) => line !== "");
    if (rest.length > LONGEST_BYTES) throw new AppError("too_large", "holds a line that is too long");
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}

/** The whole text; for files whose size was looked at. */
export async function readText(stream: Readable): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk as Uint8Array);
  return new TextDecoder().decode(Buffer.concat(chunks));
}
