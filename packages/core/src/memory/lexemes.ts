import { sql, type SQL } from "drizzle-orm";
import type { Context } from "../platform/index.ts";
import { changeRuns, piecesOf } from "./pieces.ts";

const SIGNS = /(?!\p{ASCII})[\p{P}\p{S}\p{Z}]|</gu;

/**
 * The stems of a text's words, each once, by the database's own parser, and the pieces of what is written without spaces. Signs beyond ASCII would
 * count as letters there, and "<" as a tag.
 */
export function lexemesOf(language: string, text: string): SQL<string[]> {
  const plain = text.normalize("NFC").replaceAll(SIGNS, " ");
  const spaced = changeRuns(plain, () => " ");
  return sql<string[]>`tsvector_to_array(to_tsvector(${language}::text::regconfig, ${spaced})) || ${sql.param(piecesOf(plain))}::text[]`;
}

export async function readLexemes(ctx: Context, language: string, text: string): Promise<string[]> {
  const [row] = await ctx.db.select({ lexemes: lexemesOf(language, text) }).from(sql`(select 1) once`);
  return row?.lexemes ?? [];
}
