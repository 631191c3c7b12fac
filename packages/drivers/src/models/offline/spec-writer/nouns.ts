import { NOUNS as LEXICON, type NounEntry } from "../lexicon/index.ts";
import { genericEntry } from "./generic-nouns.ts";
import { PhraseIndex } from "./phrases.ts";
import { WORK_NOUNS } from "./work-nouns.ts";
import { identifier, plural, sentenceCase, singular, tokenize, type Token } from "./text.ts";

/** A noun of the idea: what it is called and what is known of it. */
export interface Noun {
  /** camelCase, the entity's name. */
  key: string;
  /** Singular as the idea calls it, lower case: "film" though the lexicon says "movie". */
  words: string;
  entry: NounEntry;
  /** False when only generic fields are known. */
  known: boolean;
}

const NOUNS = [...LEXICON, ...WORK_NOUNS];
const INDEX = new PhraseIndex<{ entry: NounEntry; name: string }>();
// Names of all entries first, so that an alias never hides another entry's own name.
for (const entry of NOUNS) INDEX.add(entry.names[0] ?? "", { entry, name: entry.names[0] ?? "" });
for (const entry of NOUNS)
  for (const name of entry.names) {
    INDEX.add(name, { entry, name });
    if (entry.plural) INDEX.add(entry.plural, { entry, name });
  }

export function nounAt(tokens: readonly Token[], from: number, end = tokens.length): { noun: Noun; length: number } | undefined {
  const match = INDEX.at(tokens, from, end);
  return match && { noun: nounOf(match.value.entry, match.value.name), length: match.length };
}

/** The known noun that the last words name, with the words before it. */
export function nounEnding(tokens: readonly Token[]): { noun: Noun; before: Token[] } | undefined {
  const match = INDEX.ending(tokens);
  return match && { noun: nounOf(match.value.entry, match.value.name), before: tokens.slice(0, match.from) };
}

/** A noun by its lexicon name or alias, or a generic one. */
export function nounNamed(name: string): Noun {
  const match = INDEX.exactly(tokenize(name.toLowerCase()));
  return match ? nounOf(match.entry, match.name) : unknownNoun(name);
}

export function unknownNoun(phrase: string): Noun {
  const words = phrase.toLowerCase().split(" ").filter(Boolean).slice(-3);
  const last = singular(words.pop() ?? "item");
  const name = [...words, last].join(" ");
  return { key: safeKey(name), words: name, entry: genericEntry(name), known: false };
}

// One word for the whole of them: a menu holds menu items.
const COLLECTIVE = new Set(["menu"]);

function nounOf(entry: NounEntry, alias: string): Noun {
  const name = COLLECTIVE.has(alias) ? (entry.names[0] ?? alias) : alias;
  return { key: safeKey(name), words: name, entry, known: true };
}

// Words that generated code cannot use for a type or a variable, or that the app itself owns.
const UNSAFE = new Set(
  "class function new default package interface enum import export switch case return delete void null true false var let const static public private protected this super in of if else for while do try catch throw user session person".split(
    " ",
  ),
);

function safeKey(name: string): string {
  const key = identifier(name) ?? "item";
  return UNSAFE.has(key) ? `${key}Entry` : key.slice(0, 32);
}

// Addresses the generated app keeps for itself; the label stays the plain word.
const TAKEN = new Set(
  "api assets auth people signIn signUp account health uploads new session sessions users cart contact newsletter quiz chatRooms dashboard search converter timer".split(
    " ",
  ),
);

/** The names an entity goes by; key and plural never meet, and the plural is a free address. */
export function namesOf(noun: Noun): { name: string; plural: string; label: string; pluralLabel: string } {
  const isMain = noun.entry.names[0] === noun.words;
  const pluralWords = isMain && noun.entry.plural ? noun.entry.plural : plural(noun.words);
  const key = identifier(pluralWords) ?? `${noun.key}s`;
  const taken = key === noun.key || TAKEN.has(key) || UNSAFE.has(key);
  return {
    name: noun.key,
    plural: taken ? `${noun.key}${noun.key.endsWith("Entry") ? "Rows" : "List"}`.slice(0, 40) : key.slice(0, 38),
    label: sentenceCase(noun.words).slice(0, 80),
    pluralLabel: sentenceCase(pluralWords).slice(0, 80),
  };
}

const TWO_WORDS = new Set(
  "portfolio project,inventory item,maintenance request,maintenance record,feature request,journal entry,meal plan,menu item,hotel room,time entry,leave request,wedding guest,household chore,mood entry,adoption application,repair job,meeting room,work order,shopping list item,waiting list entry,found item".split(
    ",",
  ),
);

/** The nouns of a blank-separated list in which some have two words. */
export function nounList(words: string): string[] {
  const parts = words.replaceAll("?", " ").trim().split(/\s+/).filter(Boolean);
  const nouns: string[] = [];
  for (let at = 0; at < parts.length;) {
    const length = [3, 2].find((each) => TWO_WORDS.has(parts.slice(at, at + each).join(" "))) ?? 1;
    nouns.push(parts.slice(at, at + length).join(" "));
    at += length;
  }
  return nouns;
}
