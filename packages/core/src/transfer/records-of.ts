import type { z } from "zod";
import { AppError, messageOf } from "../platform/index.ts";
import { readRecord, type ImportedIds } from "./imported-ids.ts";
import type { Landing } from "./landing.ts";
import { readLines } from "../archives/index.ts";

const MOST_BYTES = 100_000_000_000;
const LONGEST_ID = 500;

/** The records of a list; what is none is told and passed over. */
export async function* recordsOf<Schema extends z.ZodType>(
  { archive, ids, reporting }: Pick<Landing, "archive" | "ids" | "reporting">,
  path: string,
  schema: Schema,
  exact: ReadonlyMap<string, string>,
): AsyncGenerator<z.infer<Schema>> {
  if (!archive.entries.has(path)) return reporting.leave(path, "It is not in the archive.");
  let number = 0;
  try {
    for await (const line of readLines(await archive.open(path, MOST_BYTES))) {
      number += 1;
      const record = readLine(schema, line, ids, exact);
      if (record !== undefined) yield record;
      else reporting.leave(`records of ${path}`, "They are not valid JSON, or not of this kind.");
    }
  } catch (error) {
    if (!isOfArchive(error)) throw error;
    reporting.leave(`${path} after line ${number}`, `It cannot be read: ${messageOf(error)}`);
  }
}

/** Of its moments those that a database and a calendar have, and ids that an index holds. */
function isStorable(value: unknown, key = ""): boolean {
  if (value instanceof Date) return value.getUTCFullYear() > 0 && value.getUTCFullYear() <= 9999;
  if (typeof value === "string") return value.length <= LONGEST_ID || !/(?:^i|I)ds?$/.test(key);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, each]) => isStorable(each, Array.isArray(value) ? key : name));
}

function readLine<Schema extends z.ZodType>(schema: Schema, line: string, ids: ImportedIds, exact: ReadonlyMap<string, string>) {
  try {
    const read = schema.safeParse(readRecord(line, ids, exact));
    return read.success && isStorable(read.data) ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Broken bytes of the archive, as against a fault of this server, which the task meets by trying again. */
export function isOfArchive(error: unknown): boolean {
  if (error instanceof AppError) return error.code === "too_large" || error.code === "bad_request";
  const { code, message } = error as NodeJS.ErrnoException;
  return code?.startsWith("Z_") === true || /too many bytes|not enough bytes|unexpected end|invalid|crc/i.test(message);
}
