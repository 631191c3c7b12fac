import type { LanguageModelV4Usage } from "@ai-sdk/provider";
import type { CallTokens } from "./cost.ts";

const ASCII_PER_TOKEN = 3.6;
/** Signs and digits are often tokens of their own; capitals outside of words, as in base64, nearly so. */
const PER_SIGN = 0.75;
const PER_CAPITAL = 0.6;
/** Larger counts of a provider are no counts. */
const MOST_COUNTED = 100_000_000;
/** How far a provider's own count may lie above the estimate. */
const SAFETY = 1.35;
const SLACK_TOKENS = 16;

/** About how many tokens a text has, for any provider. */
export function textTokens(text: string): number {
  let wide = 0;
  let signs = 0;
  let capitals = 0;
  let before = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 127) wide += 1;
    else if (code >= 65 && code <= 90) capitals += 1;
    else if (code > 32 && (code < 97 || code > 122)) signs += before === 32 ? 2 : 1;
    // NOTE: a space in front of a sign is no part of its token, as it is of a word's; a run of spaces is one token.
    before = code === 32 && before <= 32 ? 0 : code;
  }
  const plain = Math.max(0, text.length - wide - signs - capitals);
  return Math.ceil(plain / ASCII_PER_TOKEN + wide + signs * PER_SIGN + capitals * PER_CAPITAL);
}

/** What a reservation counts with for text of which nothing but the estimate is known. */
export function mostTokens(estimated: number): number {
  return Math.ceil(estimated * SAFETY) + SLACK_TOKENS;
}

/** For each code up to which it holds: what a UTF-16 unit of text by chance was cut into at most, by OpenAI's o200k; never more than its bytes in UTF-8. */
const MOST_OF_WIDE: readonly (readonly [upTo: number, tokens: number])[] = [
  // Latin, Greek, Cyrillic, Hebrew, Arabic, and what stands between them.
  [0xff, 1.35],
  [0x36f, 2],
  [0x45f, 1.35],
  [0x5cf, 2],
  [0x6ff, 1.35],
  [0x8ff, 2],
  // India's and Thailand's; their neighbours', Georgia's and Ethiopia's; the Khmer's; Vietnam's.
  [0xe7f, 1.5],
  [0x10ff, 2],
  [0x11ff, 3],
  [0x13ff, 2],
  [0x177f, 3],
  [0x17ff, 2],
  [0x1dff, 3],
  [0x1eff, 2],
  [0x200f, 3],
  // Dashes and quotes; arrows, boxes and signs; kana; Han; Hangul.
  [0x2027, 1.35],
  [0x218f, 3],
  [0x27bf, 2.25],
  [0x2fff, 3],
  [0x30ff, 1.75],
  [0x4dff, 3],
  [0x9fff, 2],
  [0xabff, 3],
  [0xd7a3, 2.4],
  // Halves of what has four bytes: pictures, and the rest.
  [0xd83b, 2],
  [0xd83e, 1.35],
  [0xdbff, 2],
  [0xdfff, 2],
  [0xfeff, 3],
  [0xffef, 2],
  [0xffff, 3],
];
/** Longer than nearly all words that are one; letters by chance are cut into twos. */
const LONG_WORD = 16;
const LETTERS_BY_CHANCE = 1.7;
/** a, e, i, o, u and y, as bits by their place in the alphabet. */
const VOWELS = 0b1_0001_0000_0100_0001_0001_0001;

/** How many tokens a text has at most, also one of letters and signs by chance. Of prose and code it says no more than the estimate with its safety. */
export function mostTextTokens(text: string): number {
  let most = 0;
  let [letters, capitals, vowels] = [0, 0, 0];
  let before = 0;
  const endWord = () => {
    if (letters === 0) return;
    const isByChance = letters > LONG_WORD || (letters > 3 && (vowels * 4 < letters || vowels * 3 > letters * 2));
    const known = ((letters - capitals) / ASCII_PER_TOKEN + capitals * PER_CAPITAL) * SAFETY;
    most += Math.max(1, isByChance ? letters / LETTERS_BY_CHANCE : known);
    letters = capitals = vowels = 0;
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isCapital = code >= 65 && code <= 90;
    if (isCapital || (code >= 97 && code <= 122)) {
      if (isCapital && capitals < letters) endWord();
      letters += 1;
      if (isCapital) capitals += 1;
      vowels += (VOWELS >> ((code & 31) - 1)) & 1;
    } else {
      endWord();
      most += mostOf(code, before);
    }
    before = code === 32 && before <= 32 ? 0 : code;
  }
  endWord();
  return Math.ceil(most);
}

/** Of what is no letter from a to z. */
function mostOf(code: number, before: number): number {
  if (code > 127) return MOST_OF_WIDE.find(([upTo]) => code <= upTo)?.[1] ?? 3;
  if (code === 32) return SAFETY / ASCII_PER_TOKEN;
  if (code > 32 && code < 127) return (before === 32 ? 2 : 1) * PER_SIGN * SAFETY;
  // NOTE: ends of lines and tabs one after the other are one token or two.
  return code >= 9 && code <= 13 && before >= 9 && before <= 13 ? 0.5 : 1;
}

/** What the provider counted, or where it says nothing that can be true, what we saw go and come. */
export function tokensOf(usage: LanguageModelV4Usage | undefined, seen: { input: number; output: number }): CallTokens {
  const inputTokens = countOf(usage?.inputTokens.total) ?? seen.input;
  const outputTokens = countOf(usage?.outputTokens.total) ?? seen.output;
  const cacheReadTokens = Math.min(countOf(usage?.inputTokens.cacheRead) ?? 0, inputTokens);
  const cacheWriteTokens = Math.min(countOf(usage?.inputTokens.cacheWrite) ?? 0, inputTokens - cacheReadTokens);
  const reasoningTokens = Math.min(countOf(usage?.outputTokens.reasoning) ?? 0, outputTokens);
  return { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens };
}

/** What the provider counted of an answer that is not used; undefined where it told nothing. */
export function toldTokens(usage: LanguageModelV4Usage | undefined): CallTokens | undefined {
  const isTold = countOf(usage?.inputTokens.total) !== undefined || countOf(usage?.outputTokens.total) !== undefined;
  return isTold ? tokensOf(usage, { input: 0, output: 0 }) : undefined;
}

/** Undefined for what is no number of tokens: whoever runs a server of models may answer anything. */
export function countOf(told: number | undefined): number | undefined {
  return told !== undefined && told >= 0 && told < Number.POSITIVE_INFINITY ? Math.min(Math.ceil(told), MOST_COUNTED) : undefined;
}
