import { redactText } from "./redact-text.ts";

export interface Screened {
  /** With secrets and hidden characters taken out. */
  text: string;
  /** What was found, in plain words; empty when nothing was. */
  findings: string[];
}

/** Of what a reader does not see, that which writing needs, each where it does. */
const NEEDED = [
  /[\t-\r]/u,
  // Signs that are written before numbers and verses: these are seen.
  /[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}]/u,
  // Emoji that are one by being joined, and how one looks.
  /\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?\u200D(?=\p{Extended_Pictographic})/u,
  /\p{Extended_Pictographic}[\uFE0E\uFE0F]|[\d#*]\uFE0F(?=\u20E3)/u,
  // Letters that join, or do not.
  /[\p{scx=Arab}\p{scx=Syrc}\p{scx=Nkoo}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Mymr}\p{scx=Khmr}\p{scx=Tibt}\p{scx=Mong}][\u200C\u200D]/u,
  /\p{Script=Mongolian}[\u180B-\u180D\u180F]/u,
];
/** What a reader does not see: controls, zero-width marks, changes of direction, tags, fillers, selectors of variants, a blank that is no space. */
const HIDDEN = new RegExp(
  String.raw`[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}](?<!${NEEDED.map(({ source }) => source).join("|")})|(?<![\u2801-\u28FF])\u2800(?![\u2801-\u28FF])`,
  "gu",
);
/** A picture's address that carries words out as soon as somebody looks at the text. */
const BEACON = /!\[(?:(?!!\[)[^\]]){0,2000}\]\(\s{0,9}<?(https?:\/\/[^)>\s]{1,2000})[^)\n]{0,300}\)?/g;
const LONGEST_QUERY = 60;

export const HIDDEN_CHARACTERS = "hidden characters";

/** Looks at what a model wrote before a tool acts on it or a person sees it. */
export function screenOutput(text: string): Screened {
  const findings: string[] = [];
  let clean = text.replace(HIDDEN, "");
  if (clean !== text) findings.push(HIDDEN_CHARACTERS);
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
