const MOST_CHARACTERS = 60;
const MOST_WORDS = 6;
const LONGEST_WORD = 30;
const PLAIN = /^[\p{L}\p{M}\p{N} ._(),&+'’–-]+$/u;
/** Words as they are told apart without spaces too: by capitals, and in scripts that write none between words two signs for one. */
const WORDS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{2}|\p{Lu}?[\p{Ll}\p{M}]{2,}|\p{Lu}{2,}|[\p{Lo}\p{M}]{2,}/gu;
const ENDING = /\.([a-z0-9]{1,8})$/i;

/** Whether it is no more than a name: what is longer could be an order to the model that reads it. */
export function isPlainName(name: string): boolean {
  if (name.length > MOST_CHARACTERS || !PLAIN.test(name)) return false;
  const words = name.match(WORDS) ?? [];
  return words.length <= MOST_WORDS && words.every((word) => word.length <= LONGEST_WORD);
}

/** A file's name as a model is given it unasked; where it says more than a name does, only what kind of file it is. */
export function plainFileName(name: string): string {
  if (isPlainName(name.replace(ENDING, ""))) return name;
  const ending = ENDING.exec(name)?.[1];
  return ending === undefined ? "file" : `file (${ending.toLowerCase()})`;
}
