import { AppError } from "../database/index.ts";

/** What a person is told of a call. */
export interface Said {
  text: string;
  /** Messages, threads and items whose words it repeats: it goes with them. */
  quotes: readonly string[];
  /** It names by its id what is not there for who calls: nobody need be asked about it. What is to be said of that. */
  missing?: string;
}

/** A thing as people call it, and whose words its name is. */
export interface Name {
  name: string;
  quotes?: readonly (string | null)[];
}

const LONGEST = 160;

/** What an id stands for, as people call it; the id itself where nothing is there, or not for these eyes. */
export async function named(id: string, find: () => Promise<Name>): Promise<Said> {
  try {
    const { name, quotes = [] } = await find();
    const line = name.replaceAll(/\s+/g, " ").replaceAll(/[“”]/g, '"').trim();
    if (line === "") return { text: id, quotes: [] };
    const short = line.length > LONGEST ? `${line.slice(0, LONGEST - 1).toWellFormed()}…` : line;
    return { text: `“${short}”`, quotes: quotes.filter((each) => each !== null) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { text: id, quotes: [], ...(error.code === "not_found" ? { missing: error.message } : {}) };
  }
}

/** A sentence of plain words and of names; it quotes what its names quote. */
export function said(words: TemplateStringsArray, ...parts: readonly (Said | string | number)[]): Said {
  const told = parts.map((part) => (typeof part === "object" ? part : { text: String(part), quotes: [] }));
  const missing = told.flatMap((part: Said) => part.missing ?? [])[0];
  return {
    text: String.raw({ raw: words }, ...told.map(({ text }) => text)),
    quotes: [...new Set(told.flatMap(({ quotes }) => quotes))],
    ...(missing === undefined ? {} : { missing }),
  };
}
