import { redactText } from "./redact-text.ts";

export interface Screened {
  /** With secrets and hidden characters taken out. */
  text: string;
  /** What was found, in plain words; empty when nothing was. */
  findings: string[];
}

/** Characters that a reader does not see: tags, zero-width marks, changes of direction, fillers, selectors of variants. */
const HIDDEN =
  /[\u{E0000}-\u{E007F}\u200B\u200E\u200F\u2060-\u2064\uFEFF\u202A-\u202E\u2066-\u2069\u00AD\u061C\u115F\u1160\u180E\u3164\uFFA0]|\u034F|[\uFE00-\uFE0D]|[\u{E0100}-\u{E01EF}]/gu;
/** A picture's address that carries words out as soon as somebody looks at the text. */
const BEACON = /!\[(?:(?!!\[)[^\]]){0,2000}\]\(\s{0,9}<?(https?:\/\/[^)>\s]{1,2000})[^)\n]{0,300}\)?/g;
const LONGEST_QUERY = 60;

/** Looks at what a model wrote before a tool acts on it or a person sees it. */
export function screenOutput(text: string): Screened {
  const findings: string[] = [];
  let clean = text.replace(HIDDEN, "");
  if (clean !== text) findings.push("hidden characters");
  const open = clean;
  clean = redactText(clean);
  if (clean !== open) findings.push("a secret");
  clean = clean.replace(BEACON, (whole, address: string) => {
    const { search = "", pathname = "" } = URL.parse(address) ?? {};
    if (search.length <= LONGEST_QUERY && pathname.length <= 200) return whole;
    findings.push("a picture whose address carries data away");
    return "[picture removed]";
  });
  return { text: clean, findings: [...new Set(findings)] };
}

/** Every text in a parsed value: JSON can write a character so that nobody finds it before it is read. */
export function screenValue(value: unknown): unknown {
  if (typeof value === "string") return screenOutput(value).text;
  if (Array.isArray(value)) return value.map(screenValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [screenOutput(key).text, screenValue(each)]));
}
