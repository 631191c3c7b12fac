import { HAS, type Has } from "./marks.ts";
import { askedText } from "./parts.ts";

const KINDS = ["thread", "message", "decision", "fact", "action", "document"] as const;
const STATES = ["resolved", "open"] as const;

/** A word or phrase that must be there, or with `not` must not. */
interface Term {
  text: string;
  phrase: boolean;
  not: boolean;
}

export type Filter =
  | { by: "from"; name: string; not: boolean }
  | { by: "in"; name: string; not: boolean }
  | { by: "has"; what: Has; not: boolean }
  | { by: "before" | "after" | "on"; day: string }
  | { by: "is"; what: (typeof KINDS)[number] | (typeof STATES)[number] };

export interface ParsedQuery {
  terms: Term[];
  filters: Filter[];
  /** The text ends in the middle of this word. */
  lastWord: string | undefined;
  /** What could not be read, and how to write it. */
  problems: string[];
}

const MOST_TERMS = 24;
const PIECE = /(-?)(?:(from|in|has|before|after|on|is):)?(?:"([^"]*)("?)|([^\s"]+)|)/giy;

/** Reads what a person typed; whatever it is, it means something. */
export function parseQuery(query: string): ParsedQuery {
  const parsed: ParsedQuery = { terms: [], filters: [], lastWord: undefined, problems: [] };
  const text = query.normalize("NFC").replaceAll("\u0000", "").toWellFormed().replaceAll(/[“”„]/g, '"');
  for (let at = 0; at < text.length;) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    PIECE.lastIndex = at;
    const [whole = "", minus = "", key, quoted, , bare] = PIECE.exec(text) ?? [];
    at += Math.max(1, whole.length);
    const not = minus === "-";
    const value = (quoted ?? bare ?? "").trim();
    if (key) readFilter(parsed, key.toLowerCase(), value, not);
    else readTerm(parsed, { text: askedText(value), phrase: quoted !== undefined, not }, at >= text.length);
  }
  if (parsed.terms.length > MOST_TERMS) {
    parsed.terms.length = MOST_TERMS;
    parsed.lastWord = undefined;
    parsed.problems.push(`Only the first ${MOST_TERMS} words are searched for.`);
  }
  if (parsed.lastWord !== undefined) parsed.terms.pop();
  return parsed;
}

function readTerm(parsed: ParsedQuery, term: Term, isLast: boolean): void {
  if (!/[\p{L}\p{N}\p{S}]/u.test(term.text)) return;
  parsed.terms.push(term);
  if (isLast && !term.phrase && !term.not) parsed.lastWord = term.text;
}

function readFilter({ filters, problems }: ParsedQuery, key: string, value: string, not: boolean): void {
  const word = value.toLowerCase();
  switch (key) {
    case "from":
    case "in": {
      const name = word.replace(/^[@#]/, "");
      if (name === "") problems.push(key === "from" ? "Write from:@handle, or from:me." : "Write in:#channel.");
      else filters.push({ by: key, name, not });
      return;
    }
    case "has": {
      const what = HAS.find((each) => each === word.replace(/s$/, ""));
      if (what) filters.push({ by: "has", what, not });
      else problems.push(`Write ${HAS.map((each) => `has:${each}`).join(", ")}.`);
      return;
    }
    case "is": {
      const what = [...STATES, ...KINDS].find((each) => each === word);
      if (what && !not) filters.push({ by: "is", what });
      else problems.push(`Write ${[...STATES, ...KINDS].map((each) => `is:${each}`).join(", ")}.`);
      return;
    }
    case "before":
    case "after":
    case "on":
      if (isDay(word) && !not) filters.push({ by: key, day: word });
      else problems.push(`Write a day as in ${key}:2026-11-21.`);
  }
}

function isDay(text: string): boolean {
  if (!/^[12]\d{3}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
