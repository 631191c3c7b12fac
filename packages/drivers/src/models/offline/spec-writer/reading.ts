import type { FieldDraft } from "../lexicon/index.ts";
import type { Wish } from "./feature-words.ts";
import type { Kind, Mode } from "./kinds.ts";
import { namesOf, nounNamed, type Noun } from "./nouns.ts";
import type { Verb } from "./words.ts";

/** An entity as the idea asks for it. */
export interface EntityAsk {
  noun: Noun;
  /** "asked": the idea names it; "kind": the kind of app brings it along. */
  origin: "asked" | "kind";
  fields: FieldDraft[];
  /** The idea lists the fields outright ("tasks with title, due date"), so the list is meant to be whole. */
  listed?: number;
  states?: string[];
  /** Everyone sees their own rows alone. */
  own?: boolean;
  /** It was named in the list of what another entity has. */
  of?: string;
  /** Several of it per row of `of` ("tags", "authors"), as the plural tells. */
  many?: boolean;
  qualifier?: string;
}

/** Who may do what, as one clause says it. */
export interface Rule {
  /** Role keys, "public" or "member". */
  who: string[];
  only: boolean;
  never: boolean;
  verb: Verb;
  /** Entity keys; none means every entity. */
  objects: string[];
  own: boolean;
}

export interface RoleAsk {
  key: string;
  /** Singular, lower case. */
  words: string;
  rank: number;
}

interface WishAsk {
  wish: Wish;
  on?: string;
}

/** What was understood of an idea, before anything is decided. */
export interface Reading {
  entities: EntityAsk[];
  /** Key of the entity that the app is about. */
  main?: string;
  wishes: WishAsk[];
  roles: RoleAsk[];
  rules: Rule[];
  kinds: Kind[];
  mode?: Mode;
  /** Words before the main noun or kind: "keto", "handmade candle". */
  qualifier?: string;
  /** Whom it is for, as said: "keto dieters". */
  audience?: string;
  name?: string;
  /** What the idea calls the app: "recipe app", "job board". */
  title?: string;
  currency?: string;
  builtIns: string[];
  leftOut: { text: string; reason: string }[];
  assumptions: string[];
}

export function emptyReading(): Reading {
  return { entities: [], wishes: [], roles: [], rules: [], kinds: [], builtIns: [], leftOut: [], assumptions: [] };
}

const MOST_ENTITIES = 12;

export function findEntity(reading: Reading, key: string | undefined): EntityAsk | undefined {
  return reading.entities.find((each) => each.noun.key === key);
}

/** Adds the entity or returns the one that stands for the same noun. */
export function addEntity(reading: Reading, noun: Noun, more: Partial<Omit<EntityAsk, "noun" | "fields">> = {}): EntityAsk | undefined {
  const names = namesOf(noun);
  const same = reading.entities.find((each) => {
    const other = namesOf(each.noun);
    return (
      each.noun.key === noun.key ||
      (noun.known && each.noun.entry === noun.entry) ||
      [other.name, other.plural].some((name) => name === names.name || name === names.plural)
    );
  });
  if (same) {
    // "dogs and cats" are both pets: the entity takes the name that covers them.
    if (noun.known && same.noun.words !== noun.words && more.origin !== "kind" && same.origin === "asked") toCanonical(reading, same);
    if (more.origin === "asked") same.origin = "asked";
    same.of ??= more.of === same.noun.key ? undefined : more.of;
    same.qualifier ??= more.qualifier;
    return same;
  }
  if (reading.entities.length >= MOST_ENTITIES) return undefined;
  const made: EntityAsk = { origin: "asked", fields: [], ...more, noun };
  reading.entities.push(made);
  if (made.origin === "asked") reading.main ??= noun.key;
  return made;
}

function toCanonical(reading: Reading, entity: EntityAsk): void {
  const [name] = entity.noun.entry.names;
  const before = entity.noun.key;
  if (!name || name === entity.noun.words) return;
  entity.noun = nounNamed(name);
  if (reading.main === before) reading.main = entity.noun.key;
  for (const rule of reading.rules) rule.objects = rule.objects.map((key) => (key === before ? entity.noun.key : key));
  for (const wish of reading.wishes) if (wish.on === before) wish.on = entity.noun.key;
  for (const other of reading.entities) if (other.of === before) other.of = entity.noun.key;
}

export function addField(entity: EntityAsk, field: FieldDraft): void {
  const at = entity.fields.findIndex((each) => each.name === field.name);
  if (at >= 0) entity.fields[at] = field;
  else if (entity.fields.length < 24) entity.fields.push(field);
}

export function addWish(reading: Reading, wish: Wish, on?: string): void {
  if (!reading.wishes.some((each) => each.wish === wish && (each.on === on || on === undefined))) reading.wishes.push({ wish, on });
}

export function addRole(reading: Reading, role: RoleAsk): string {
  if (!reading.roles.some((each) => each.key === role.key) && reading.roles.length < 7) reading.roles.push(role);
  return role.key;
}

export function leaveOut(reading: Reading, text: string, reason: string): void {
  if (!reading.leftOut.some((each) => each.text === text)) reading.leftOut.push({ text: text.slice(0, 160), reason: reason.slice(0, 240) });
}
