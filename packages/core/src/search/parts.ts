import { changeRuns } from "../memory/index.ts";
import type { TextPart } from "./model.ts";

/** Set off what was found while a text comes from the database. */
export const HIT_START = "\u0001";
export const HIT_END = "\u0002";
/** Stands for "<" in what is stored: the text parser would take what follows for a tag and leave it out. */
const LESS = "\u0003";
/** Stands around signs beyond ASCII, which the parser of a database without a locale takes for letters of the word beside them, and where scripts change. */
const GAP = "\u0004";
const OWN = [HIT_START, HIT_END, LESS, GAP] as const;
const SIGN = /(?!\p{ASCII})[\p{P}\p{S}\p{Z}]/gu;

const LONGEST = 280;
const LEAD = 70;

/** A text as the index keeps it. */
export function storedText(text: string): string {
  const plain = OWN.reduce((rest, mark) => rest.replaceAll(mark, ""), text.normalize("NFC"));
  const split = plain.replaceAll("<", LESS).replaceAll(SIGN, `${GAP}$&${GAP}`);
  return changeRuns(split, (run) => `${GAP}${run}${GAP}`);
}

/** Words that are asked for, split as those of a stored text are. */
export function askedText(text: string): string {
  return text.replaceAll(SIGN, (sign) => (/\p{S}/u.test(sign) ? ` ${sign} ` : " ")).trim();
}

/** Reads the marks that the database set around what was found. */
export function partsOf(marked: string): TextPart[] {
  const parts: TextPart[] = [];
  for (const [at, piece] of marked.replaceAll(LESS, "<").replaceAll(GAP, "").split(HIT_START).entries()) {
    const [first = "", rest] = piece.split(HIT_END);
    // What comes before the first start is plain; after a start, what comes up to the end was found.
    if (first !== "") parts.push({ text: first, hit: at > 0 });
    if (rest) parts.push({ text: rest, hit: false });
  }
  return parts;
}

/** With these words set off too, which the database finds by pieces and so does not mark. */
export function markRuns(parts: readonly TextPart[], words: readonly string[]): TextPart[] {
  return words.reduce<TextPart[]>(
    (all, word) =>
      all.flatMap((part) => {
        if (part.hit) return [part];
        const pieces = part.text.split(word).flatMap((text, at) =>
          at === 0
            ? [{ text, hit: false }]
            : [
                { text: word, hit: true },
                { text, hit: false },
              ],
        );
        return pieces.filter(({ text }) => text !== "");
      }),
    [...parts],
  );
}

/** What stands around the first hit, cut between words. */
export function excerptOf(parts: readonly TextPart[]): TextPart[] {
  const whole = parts.map(({ text }) => text).join("");
  if (whole.length <= LONGEST) return [...parts];
  const first = parts.findIndex(({ hit }) => hit);
  const hitAt = parts.slice(0, Math.max(0, first)).reduce((length, { text }) => length + text.length, 0);
  const from = hitAt <= LEAD ? 0 : wordAfter(whole, Math.min(hitAt, whole.length - LONGEST + LEAD) - LEAD, hitAt);
  const to = Math.min(whole.length, from + LONGEST);
  const shown: TextPart[] = from > 0 ? [{ text: "… ", hit: false }] : [];
  let at = 0;
  for (const { text, hit } of parts) {
    const cut = text.slice(Math.max(0, from - at), Math.max(0, to - at)).toWellFormed();
    if (cut !== "") shown.push({ text: cut, hit });
    at += text.length;
  }
  return to < whole.length ? [...shown, { text: "…", hit: false }] : shown;
}

function wordAfter(text: string, at: number, latest: number): number {
  const space = text.slice(at, latest).search(/\s/);
  return space < 0 ? at : at + space + 1;
}
