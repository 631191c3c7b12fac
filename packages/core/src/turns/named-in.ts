// NOTE: no end of a word before it: in JSON a line break there is written as a letter.
const NAMED = /(?:msg|rem)_[0-9a-z]{26}\b/g;

/** Messages and memories whose ids stand in the text. */
export const namedIn = (text: string): readonly string[] => text.match(NAMED) ?? [];
