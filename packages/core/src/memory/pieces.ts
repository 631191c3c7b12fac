/** Written without spaces between words, or with what belongs to a word grown onto it. */
const RUN = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}ー々]+/gu;

/** A text of a million letters would be too much for its row in an index. */
const MOST = 20_000;

/** The stretches of a text in which a word may begin and end anywhere. */
export const runsOf = (text: string): string[] => text.match(RUN) ?? [];

/** The same text with each of these stretches changed. */
export const changeRuns = (text: string, change: (run: string) => string): string => text.replaceAll(RUN, change);

/** Each letter of these stretches with the one after it, once: a word of them is where all its pieces are. The last letter stands alone. */
export function piecesOf(text: string): string[] {
  const pieces = new Set<string>();
  for (const run of runsOf(text)) {
    const letters = Array.from(run);
    for (const [at, letter] of letters.entries()) pieces.add(letter + (letters[at + 1] ?? ""));
  }
  return [...pieces].slice(0, MOST);
}
