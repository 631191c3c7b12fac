import { takeAssistant } from "./assistant-words.ts";
import { takeLeftOut } from "./left-out.ts";
import { aboutApp, listItem, withoutAppWords } from "./items.ts";
import { afterPreposition, audience, object } from "./clauses.ts";
import { nounList, nounNamed } from "./nouns.ts";
import { described } from "./plain-speech.ts";
import { addEntity, addWish, emptyReading, findEntity, type EntityAsk, type Reading } from "./reading.ts";
import { takeChoices } from "./choices.ts";
import { readSettings } from "./settings.ts";
import { plainText, tokenize, type Token } from "./text.ts";
import { takeTools, type ToolAsk } from "./tools.ts";
import { CLAUSE, HAVING, JOINING, MODAL, PREPOSITION } from "./words.ts";
import { isAboutPage, isPerson, isVerbAt, newClause, phraseEnd, readSubject, trim, whoOf, wishOfVerb, type Walk } from "./walk.ts";

export interface IdeaReading {
  reading: Reading;
  tools: ToolAsk[];
}

/** Reads plain text; see `plainText`. */
export function readIdea(text: string): IdeaReading {
  const reading = emptyReading();
  const body = readSettings(reading, described(text));
  const { tools, rest } = takeTools(tokenize(body));
  const walk: Walk = {
    reading,
    tokens: takeLeftOut(reading, takeAssistant(reading, rest)),
    at: 0,
    position: "start",
    inner: false,
    depth: 0,
  };
  while (walk.at < walk.tokens.length) step(walk);
  approvers(reading, body);
  return { reading, tools };
}

/** "with approval by managers": who makes the moves that decide. */
function approvers(reading: Reading, text: string): void {
  const named = /\b(?:approval|approved|approve|signed off|confirmed|reviewed) (?:by|from) (?:an? |the |their |our )?(\p{L}{3,20})/iu.exec(
    text,
  );
  const [person] = tokenize(named?.[1]?.toLowerCase() ?? "");
  if (!person || !isPerson(person)) return;
  addWish(reading, "approval");
  reading.rules.push({ who: [whoOf(reading, person)], only: true, never: false, verb: "move", objects: [], own: false });
}

/** Reads the items of a list as additions: to `owner` when it is given, else to the whole app. */
export function readInto(reading: Reading, text: string, owner: EntityAsk | undefined): ToolAsk[] {
  const { tools, rest } = takeTools(tokenize(plainText(text)));
  const walk: Walk = {
    reading,
    tokens: takeLeftOut(reading, takeAssistant(reading, rest)),
    at: 0,
    position: "list",
    inner: owner !== undefined,
    depth: 0,
    owner,
  };
  while (walk.at < walk.tokens.length) {
    step(walk);
    if (!owner && walk.owner === undefined) walk.inner = false;
  }
  return tools;
}

function step(walk: Walk): void {
  const token = walk.tokens[walk.at];
  if (!token) return;
  const from = walk.at;
  if (
    ![":", "("].includes(token.stem) &&
    !HAVING.has(token.lower) &&
    !["of", "from", "like", "in"].includes(token.lower) &&
    walk.position !== "preposition"
  )
    walk.choices = undefined;
  if (token.mark) mark(walk, token);
  else if (atClauseStart(walk) && readSubject(walk)) return;
  else if (!joint(walk, token)) phrase(walk);
  if (walk.at === from) walk.at += 1;
}

function atClauseStart(walk: Walk): boolean {
  const previous = walk.tokens[walk.at - 1];
  return (
    !previous ||
    previous.mark ||
    CLAUSE.has(previous.lower) ||
    JOINING.has(previous.lower) ||
    ["for", "let", "lets", "allow", "allows", "letting", "allowing"].includes(previous.lower)
  );
}

function mark(walk: Walk, token: Token): void {
  walk.at += 1;
  if (token.stem === "." || token.stem === ";") newClause(walk, walk.reading.main || walk.reading.kinds.length > 0 ? "list" : "start");
  else if (token.stem === "(") parenthesis(walk);
  else if (token.stem === ":") colon(walk);
}

/** Handles a word that joins; false when the token opens a phrase. */
function joint(walk: Walk, token: Token): boolean {
  const word = token.lower;
  const choosing = walk.choices && !walk.choices.field && (HAVING.has(word) || word === "of" || word === "like" || word === "from");
  if (choosing || (walk.base === "move" && word === "from")) {
    walk.at += 1;
    walk.choices ??= {};
    if (takeChoices(walk, sentenceEnd(walk), false)) return true;
    walk.at -= 1;
  }
  if (HAVING.has(word)) openList(walk);
  else if (JOINING.has(word)) {
    if (walk.position === "start" && walk.last?.app) walk.position = "list";
  } else if (CLAUSE.has(word)) {
    if (word !== "that" && word !== "which" && word !== "who") newClause(walk, "list");
  } else if (word === "for") walk.position = "for";
  else if (word === "of") walk.position = walk.last?.app || !walk.last ? "start" : "preposition";
  else if (isAboutPage(walk.tokens, walk.at)) return false;
  else if (PREPOSITION.has(word)) {
    if (word === "about" && walk.last?.app) walk.position = "start";
    else if (word !== "to" || !isVerbAt(walk, walk.at + 1)) walk.position = "preposition";
  } else if (!MODAL.has(word)) {
    const verb = isVerbAt(walk, walk.at);
    if (!verb) return false;
    walk.verb = verb.verb;
    walk.base = verb.base;
    walk.position = "object";
    if (walk.subject && !["none"].includes(verb.verb))
      walk.reading.rules.push({ ...walk.subject, verb: verb.verb, objects: [], own: false });
    if (walk.subject) wishOfVerb(walk);
    else if (["comment", "rate", "chart", "chat"].includes(verb.verb) || (verb.verb === "book" && verb.base !== "schedule"))
      wishOfVerb(walk);
  }
  walk.at += 1;
  return true;
}

/** "with", "has": the list of the noun before, or of the whole app. */
function openList(walk: Walk): void {
  const { reading } = walk;
  const entity = walk.last?.entity;
  walk.inner = entity !== undefined && !walk.last?.app;
  walk.owner = entity ?? mainOf(reading);
  walk.position = "list";
}

/** The entity the app is about, added from the kind of app when the idea has none of its own. */
function mainOf(reading: Reading): EntityAsk | undefined {
  if (reading.main) return findEntity(reading, reading.main);
  const [first] = (reading.kinds[0]?.nouns ?? "").replaceAll("?", "").trim().split(/\s+/);
  if (!first || reading.kinds[0]?.business) return undefined;
  const words = reading.kinds[0]?.nouns.replaceAll("?", "").trim() ?? "";
  const noun = nounNamed(firstNoun(words));
  const entity = addEntity(reading, noun, { origin: "kind", qualifier: reading.qualifier });
  if (entity) reading.main ??= entity.noun.key;
  return entity;
}

/** The first noun of a blank-separated list in which nouns may have two words. */
function firstNoun(words: string): string {
  return nounList(words)[0] ?? words;
}

const DEEPEST = 4;

function parenthesis(walk: Walk): void {
  if (walk.depth >= DEEPEST) return;
  const close = walk.tokens.findIndex((token, index) => index >= walk.at && token.stem === ")");
  const end = close < 0 ? walk.tokens.length : close;
  if (takeChoices(walk, end, true)) {
    walk.at = end + 1;
    return;
  }
  const before = { owner: walk.owner, inner: walk.inner, position: walk.position };
  openList(walk);
  walk.depth += 1;
  while (walk.at < end) step(walk);
  walk.depth -= 1;
  Object.assign(walk, before);
  walk.last = undefined;
  walk.at = end + 1;
}

function colon(walk: Walk): void {
  if (walk.position === "roles" || takeChoices(walk, sentenceEnd(walk), false)) return;
  openList(walk);
}

function sentenceEnd(walk: Walk): number {
  let end = walk.at;
  while (end < walk.tokens.length && ![".", ";", ")"].includes(walk.tokens[end]?.stem ?? "")) end += 1;
  return end;
}

function phrase(walk: Walk): void {
  const end = phraseEnd(walk, walk.at);
  const tokens = walk.tokens.slice(walk.at, Math.max(end, walk.at + 1));
  walk.at = Math.max(end, walk.at + 1);
  const own = tokens.some((token) => token.lower === "own") || tokens[0]?.lower === "private";
  const clean = trim(tokens);
  if (clean.length === 0 || clean.length > 12) return;
  if (walk.position === "roles") clean.filter((token) => isPerson(token)).forEach((token) => whoOf(walk.reading, token));
  else if (walk.position === "for") audience(walk, clean);
  else if (walk.position === "preposition") afterPreposition(walk, clean);
  else if (walk.position === "object" && walk.subject) object(walk, clean, own);
  else if (walk.position === "object") {
    aboutApp(walk, clean, true);
    if (own && walk.last?.entity) walk.last.entity.own = true;
  } else if (walk.position === "start") aboutApp(walk, clean, clean.at(-1)?.plural === true);
  else item(walk, clean);
}

function item(walk: Walk, clean: readonly Token[]): void {
  if (!walk.owner && !walk.reading.main && withoutAppWords(clean).length < clean.length) {
    aboutApp(walk, clean, false);
    return;
  }
  walk.owner ??= walk.inner ? undefined : mainOf(walk.reading);
  const made = listItem(walk, clean);
  if (made.roles) walk.position = "roles";
  const entity = walk.inner ? walk.owner?.noun.key : undefined;
  walk.choices = made.field ? { entity: walk.owner?.noun.key, field: made.field } : made.states ? { entity } : undefined;
  if (made.states) addWish(walk.reading, "statuses", entity);
}
