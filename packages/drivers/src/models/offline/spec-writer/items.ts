import type { FieldDraft } from "../lexicon/index.ts";
import { fieldFor } from "./field-words.ts";
import { FEATURE_PHRASES, type Wish } from "./feature-words.ts";
import { KIND_PHRASES, type Kind } from "./kinds.ts";
import { unknownPart } from "./left-out.ts";
import { ABSTRACT, looksLikeWord, plausible } from "./plausible.ts";
import { nounAt, nounEnding, nounList, nounNamed, unknownNoun, type Noun } from "./nouns.ts";
import { addEntity, addField, addWish, type EntityAsk } from "./reading.ts";
import type { Token } from "./text.ts";
import { APP_WORDS, BARE_APP_WORDS, FILLER, isAudience, PERSONS } from "./words.ts";
import { isPerson, trim, whoOf, type Walk } from "./walk.ts";

export function phraseText(tokens: readonly Token[]): string {
  return tokens.map((token) => token.lower.replace(/'s$/, "")).join(" ");
}

/** A phrase that says what the app is about: "keto recipe app", "job board", "llamas". */
export function aboutApp(walk: Walk, phrase: readonly Token[], sure: boolean): void {
  const { reading } = walk;
  if (qualifiesKind(walk, phrase)) return;
  const kind = longestKind(phrase);
  if (kind) {
    const before = trim(phrase.slice(0, kind.from));
    applyKind(walk, kind.value, before);
    const also = wishOf(phrase.slice(kind.from + kind.length));
    if (also) addWish(reading, also.value);
    reading.title ??= phraseText(phrase);
    walk.last = { app: true, entity: undefined };
    return;
  }
  const whole = FEATURE_PHRASES.exactly(phrase);
  if (whole && whole !== "accounts" && !nounEnding(phrase)) {
    addWish(reading, whole);
    walk.last = { app: true, wish: true };
    return;
  }
  if (phrase.length === 1 && !phrase[0]?.plural && !sure && PLACEHOLDERS.has(phrase[0]?.stem ?? "")) {
    walk.last = { app: true };
    return;
  }
  const bare = withoutAppWords(phrase);
  const app = bare.length < phrase.length;
  if (app) reading.title ??= phraseText(phrase);
  walk.last = { app };
  if (bare.length === 0) return;
  const found = nounEnding(bare) ?? nounInside(bare);
  const wish = wishOf(bare);
  if (wish && !(found && found.noun.known && phraseText(bare).split(" ").length > 1 && found.before.length === 0 && wish.from > 0)) {
    addWish(reading, wish.value);
    const on = nounEnding(bare.slice(0, wish.from));
    if (on) addEntity(reading, on.noun);
    walk.last = { app, wish: true };
    return;
  }
  if (found && !(isPerson(bare.at(-1)) && walk.subject)) {
    const qualifier = qualifierOf(found.before);
    const entity = addEntity(reading, found.noun, { qualifier });
    if (wish && wish.from > 0) addWish(reading, wish.value, entity?.noun.key);
    if (entity && entity.noun.key === reading.main) reading.qualifier ??= qualifier;
    walk.last = { app, entity };
    return;
  }
  if (isPerson(bare.at(-1)) || bare.some((token) => isAudience(token.stem)) || !(sure || app)) return;
  const noun = plausible(bare);
  if (noun && !reading.main) walk.last = { app, entity: addEntity(reading, noun, { qualifier: undefined }) };
}

const PLACEHOLDERS = new Set(["place", "way", "space", "thing", "system", "something", "list", "page", "room"]);

function longestKind(phrase: readonly Token[]) {
  return KIND_PHRASES.all(phrase).sort((a, b) => b.length - a.length || b.from - a.from)[0];
}

const OPEN_KINDS = new Set("Shop Marketplace Blog Magazine Forum Q&A Directory Portfolio Polls Community Ideas".split(" "));

/** A shop for candles, a blog about diving: the words shape what the kind of app holds and are no entity of their own. */
export function qualifiesKind(walk: Walk, phrase: readonly Token[]): boolean {
  const kind = walk.reading.kinds.find((each) => OPEN_KINDS.has(each.name));
  if (!kind || walk.subject || phrase.length > 4 || walk.reading.qualifier !== undefined) return false;
  const found = nounEnding(phrase);
  if (kind.name === "Directory" && found) {
    walk.last = { entity: addEntity(walk.reading, found.noun, { qualifier: qualifierOf(found.before) }), app: true };
    walk.reading.qualifier = qualifierOf(found.before);
    return true;
  }
  walk.reading.qualifier = qualifierOf(phrase);
  walk.last = { app: true };
  return true;
}

export function applyKind(walk: Walk, kind: Kind, before: readonly Token[]): void {
  const { reading } = walk;
  if (!reading.kinds.includes(kind)) reading.kinds.push(kind);
  if (kind.mode && !kind.business) reading.mode ??= kind.mode;
  const found = nounEnding(before);
  if (found && !found.noun.entry.names.includes("category")) {
    const isQualifier = kind.nouns.startsWith("product") || kind.words.startsWith("blog") || kind.business;
    if (!isQualifier) addEntity(reading, found.noun, { qualifier: qualifierOf(found.before) });
  }
  reading.qualifier ??= qualifierOf(before);
}

export function qualifierOf(tokens: readonly Token[]): string | undefined {
  const words = tokens
    .filter((token) => !token.mark && !FILLER.has(token.lower) && !APP_WORDS.has(token.stem))
    .map((token) => token.lower.replace(/'s$/, ""));
  return words.length === 0 || words.length > 4 ? undefined : words.join(" ");
}

export function withoutAppWords(phrase: readonly Token[]): Token[] {
  let end = phrase.length;
  while (end > 0 && APP_WORDS.has(phrase[end - 1]?.stem ?? "")) {
    // "A list of board games" is about these, whatever else a game may be.
    const last = phrase[end - 1];
    if (last?.plural && (end === 1 || !BARE_APP_WORDS.has(last.stem)) && nounEnding(phrase.slice(0, end))?.before.length === 0) break;
    end -= 1;
  }
  return trim(phrase.slice(0, end));
}

function nounInside(tokens: readonly Token[]): { noun: Noun; before: readonly Token[] } | undefined {
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const match = nounAt(tokens, at);
    if (match) return { noun: match.noun, before: tokens.slice(0, at) };
  }
  return undefined;
}

function wishOf(tokens: readonly Token[]) {
  const exact = FEATURE_PHRASES.exactly(tokens);
  if (exact) return { value: exact, from: 0 };
  const ending = FEATURE_PHRASES.ending(tokens);
  return ending && { value: ending.value, from: ending.from };
}

/** One item of a list: a feature, a field, an entity, or something that is left out. Returns the field when options may follow. */
export function listItem(walk: Walk, phrase: readonly Token[]): { field?: string; states?: boolean; roles?: boolean } {
  const { reading, owner } = walk;
  const text = phraseText(phrase);
  walk.last = undefined;
  if (["role", "user role", "user type", "type of user"].includes(phrase.map((token) => token.stem).join(" "))) return { roles: true };
  const bare = withoutFieldWord(phrase);
  const last = bare.at(-1);
  if (!last) return {};
  const exact = FEATURE_PHRASES.exactly(bare);
  const field = fieldFor(phraseText(bare));
  const found = nounEnding(bare);
  if (exact === "statuses") return { states: true };
  if (exact) {
    const asField = exact === "reviews" && last.stem === "rating" && !last.plural && bare.length === 1 && owner;
    if (asField && field) addField(owner, field.draft);
    else wishFor(walk, exact);
    return {};
  }
  const tail = bare.length > 1 ? FEATURE_PHRASES.ending(bare) : undefined;
  const of = tail && tail.from > 0 && ON_ENTITY.has(tail.value) ? nounEnding(bare.slice(0, tail.from)) : undefined;
  if (tail && of && of.before.length === 0 && !(found && found.before.length === 0)) {
    const target = owner && owner.noun.entry === of.noun.entry ? owner : addEntity(reading, of.noun);
    addWish(reading, tail.value, target?.noun.key);
    walk.last = { wish: true };
    return {};
  }
  if (field?.sure && owner && isField(walk, bare, found?.noun)) {
    if (field.draft.name === "category") return linked(walk, nounNamed("category"), undefined, false);
    const other = walk.inner ? undefined : holderOf(walk, owner, field.draft.name);
    if (other) return {};
    addField(owner, field.draft);
    if (walk.inner) owner.listed = (owner.listed ?? 0) + 1;
    return { field: field.draft.name };
  }
  if (isPerson(last) && phrase.length === 1 && amongAdmins(walk)) {
    whoOf(reading, last);
    return {};
  }
  if (CHAT_PARTS.has(last.stem) && reading.kinds.some((kind) => kind.name === "Chat")) return {};
  if (GENERIC.has(last.stem) && reading.kinds.length > 0 && !walk.inner && owner) {
    walk.last = { entity: owner };
    return {};
  }
  if (bare.length < phrase.length && owner && field) {
    addField(owner, field.draft);
    return { field: field.draft.name };
  }
  if (found) return linked(walk, found.noun, qualifierOf(found.before), last.plural);
  const ending = FEATURE_PHRASES.ending(bare);
  if (ending && ending.value !== "statuses") {
    wishFor(walk, ending.value);
    return {};
  }
  const kind = KIND_PHRASES.exactly(bare);
  if (kind) {
    if (owner) for (const name of nounList(kind.nouns.split("?")[0] ?? "")) addEntity(reading, nounNamed(name));
    else applyKind(walk, kind, []);
    return {};
  }
  return unknownItem(walk, bare, text, field?.draft);
}

const FIELD_WORDS = new Set(["field", "column", "attribute", "property", "checkbox", "dropdown"]);

// "fields title and author", "a cuisine field": the word says only what kind of thing is listed.
function withoutFieldWord(phrase: readonly Token[]): readonly Token[] {
  if (phrase.length < 2) return phrase;
  if (FIELD_WORDS.has(phrase[0]?.stem ?? "")) return phrase.slice(1);
  return FIELD_WORDS.has(phrase.at(-1)?.stem ?? "") && phrase.at(-1)?.stem !== "checkbox" ? phrase.slice(0, -1) : phrase;
}

const ON_ENTITY = new Set<Wish>(["comments", "likes", "reviews", "export", "import", "gallery", "calendar", "board"]);
const CHAT_PARTS = new Set(["channel", "room", "message", "group", "conversation", "emoji"]);
/** "exercises, sets and reps": another thing of the list has the field already, so it is not meant for the main one. */
function holderOf(walk: Walk, owner: EntityAsk, name: string): EntityAsk | undefined {
  const has = (entity: EntityAsk) =>
    entity.noun.entry.fields.some((each) => each.name === name && each.type !== "image" && each.type !== "longText");
  return has(owner) ? undefined : walk.reading.entities.find((each) => each !== owner && each.origin === "asked" && has(each));
}

const GENERIC = new Set(["item", "entry", "record", "thing", "element"]);

/** Does the person stand in a run such as "teachers, students and admins"? Then roles are meant. */
function amongAdmins(walk: Walk): boolean {
  const run = (step: 1 | -1, from: number) => {
    for (let at = from; at >= 0 && at < walk.tokens.length; at += step) {
      const token = walk.tokens[at];
      if (!token || !(isPerson(token) || token.stem === "," || token.lower === "and" || token.lower === "or")) return false;
      if (PERSONS.get(token.stem) === 0) return true;
    }
    return false;
  };
  return run(1, walk.at - 1) || run(-1, walk.at - 1);
}

const FIELD_FIRST = new Set(
  "tag photo picture image skill label keyword instruction description detail allergen price date rating cover location address".split(" "),
);

/** A phrase whose last word can name a field: is it one here, or an entity? */
function isField(walk: Walk, phrase: readonly Token[], noun: Noun | undefined): boolean {
  const last = phrase.at(-1);
  if (!last || !noun) return last !== undefined;
  if (walk.owner?.noun.entry === noun.entry) return false;
  if (walk.reading.entities.some((each) => each.noun.entry === noun.entry)) return false;
  if (FIELD_FIRST.has(last.stem) || (walk.inner && last.stem === "note")) return true;
  return !last.plural && noun.words !== "category";
}

function linked(walk: Walk, noun: Noun, qualifier: string | undefined, many: boolean): Record<string, never> {
  const of = walk.inner && walk.owner && walk.owner.noun.key !== noun.key ? walk.owner.noun.key : undefined;
  const entity = addEntity(walk.reading, noun, { of, many, qualifier });
  walk.last = { entity };
  return {};
}

/** A wish on the entity whose list it stands in, or on the whole app. */
function wishFor(walk: Walk, wish: Wish): void {
  addWish(walk.reading, wish, walk.inner ? walk.owner?.noun.key : undefined);
  walk.last = { wish: true };
}

function unknownItem(walk: Walk, phrase: readonly Token[], text: string, field: FieldDraft | undefined): { field?: string } {
  const { reading, owner } = walk;
  const last = phrase.at(-1);
  if (!last || phrase.length > 4 || phrase.some((token) => APP_WORDS.has(token.stem) && phrase.length === 1)) return {};
  if (phrase.every((token) => isPerson(token))) {
    phrase.forEach((token) => whoOf(reading, token));
    return {};
  }
  if (isPerson(last) && PERSONS.has(last.stem)) {
    if (walk.verb === "book") walk.last = { entity: addEntity(reading, unknownNoun(last.stem)) };
    return {};
  }
  if (owner?.fields.some((each) => each.type === "boolean" && last.stem === `un${each.name}`)) return {};
  if (owner && walk.inner && !last.plural && field && phrase.every((token) => looksLikeWord(token.lower) || /\d/.test(token.lower))) {
    addField(owner, field);
    owner.listed = (owner.listed ?? 0) + 1;
    return { field: field.name };
  }
  const noun = last.plural && !isAudience(last.stem) ? plausible(phrase) : undefined;
  if (noun) walk.last = { entity: addEntity(reading, noun, { of: walk.inner ? owner?.noun.key : undefined, many: true }) };
  else if (looksLikeWord(last.lower) && !ABSTRACT.has(last.stem) && phrase.length <= 4 && !isAudience(last.stem))
    unknownPart(reading, text);
  return {};
}
