import type { Slots } from "./wishes.ts";

type Schema = Readonly<Record<string, unknown>>;
type Slot = Exclude<keyof Slots, "json" | "tool" | "count">;

/** Which slots a property of this name takes, the fittest first. */
const ROLES: readonly [RegExp, readonly Slot[]][] = [
  [/^(?:url|uri|link|href|website|webpage|address)$/i, ["url"]],
  [/^channel(?:_?name)?$/i, ["channel"]],
  [/^(?:code|source|script|program|snippet)$/i, ["code"]],
  [/^(?:language|lang|runtime|interpreter)$/i, ["language"]],
  [/^(?:cron|schedule|recurrence|pattern|rhythm|expression)$/i, ["cron"]],
  [/^(?:path|file|file_?name|file_?path)$/i, ["path"]],
  [/^(?:agent|assignee|to|recipient|handle|member|owner|assigned_?to|to_?agent)$/i, ["agent"]],
  [/^(?:when|due|at|time|date|remind_?at)$/i, ["when"]],
  [/^(?:q|query|queries|search|question|keywords?|terms?|topic|about|phrase|subject_matter)$/i, ["query", "text", "title", "noun"]],
  [/^(?:title|name|headline|subject|label)$/i, ["title", "text", "query"]],
  [
    /^(?:text|content|body|message|instructions?|description|prompt|idea|request|goal|note|fact|memory|details|what|summary|input|task|brief|say|markdown)$/i,
    ["text", "query", "title"],
  ],
  [/^(?:kind|type|noun|category)$/i, ["noun"]],
];
const TEXTUAL =
  /^(?:text|content|body|message|instructions?|description|prompt|idea|request|goal|note|fact|memory|details|brief|markdown|task)$/i;
const OPTIONAL_CHOICES = /importance|priority|severity|state|status|language|kind|type|order|sort/i;
const AGENTS: readonly [string, RegExp][] = [
  ["orchestrator", /^(?:the )?(?:vibe|orchestrator)\b/],
  ["product_manager", /^(?:the )?(?:paula|pm|product[ _-]manager)\b/],
  ["architect", /^(?:the )?(?:arun|architect)\b/],
  ["ux_designer", /^(?:the )?(?:uma|ux|ux[ _-]designer|designer)\b/],
  ["developer", /^(?:the )?(?:devi|dev|developer|engineer)\b/],
  ["qa", /^(?:the )?(?:quinn|qa|quality|tester)\b/],
  ["marketer", /^(?:the )?(?:mika|marketer|marketing)\b/],
  ["sales", /^(?:the )?(?:sami|sales)\b/],
  ["operations", /^(?:the )?(?:otis|operations|ops|operator)\b/],
];
/** Kinds that people call by a name rather than by "this". */
const NAMED_BY = new Set(["channel", "agent", "member", "memory", "app"]);
const ID_OF = /^(?<kind>[a-z]+)_?(?:id|Id|ID)$/;
const OWN_ID = /\b[a-z]{2,6}_[A-Za-z0-9]{6,}\b/;

/** Ids of where the turn is taken, by kind: what "this thread" means. */
export type Here = Readonly<Record<string, string>>;

export interface Filling {
  input: Record<string, unknown>;
  /** An id that is needed and stands behind a name: of what kind, and how it is called. */
  lookups: { property: string; kind: string; name: string }[];
  /** What is needed and was not said. */
  missing: string[];
}

/** Arguments for a tool from what was said, after its schema. */
export function fillArguments(schema: unknown, slots: Slots, words: string, here: Here = {}): Filling {
  const shape = asSchema(schema);
  const properties = Object.entries(asSchema(shape["properties"]));
  const required = new Set(Array.isArray(shape["required"]) ? shape["required"].map(String) : []);
  const filling: Filling = { input: {}, lookups: [], missing: [] };
  const used = new Set<Slot>();
  // NOTE: what is needed takes its words first; a description does not repeat the title.
  for (const [name, property] of properties.toSorted(([left], [right]) => Number(required.has(right)) - Number(required.has(left)))) {
    const id = ID_OF.exec(name)?.groups?.["kind"];
    const value = id ? ownId(words, id) : valueFor(name, asSchema(property), slots, words, required.has(name), used);
    if (value !== undefined) filling.input[name] = value;
    else if (id) {
      const called = nameFor(id, slots, words);
      if (required.has(name) && here[id] && (called === undefined || !NAMED_BY.has(id))) {
        filling.input[name] = here[id];
        continue;
      }
      if (called && (required.has(name) || id === "channel")) filling.lookups.push({ property: name, kind: id, name: called });
      else if (required.has(name)) filling.missing.push(id);
    } else if (required.has(name)) filling.missing.push(name);
    else if (slots.language && /^(?:language|lang|runtime)$/i.test(name))
      filling.missing.push(`${name} (${choicesOf(asSchema(property)).join(" or ")})`);
  }
  return filling;
}

function valueFor(name: string, property: Schema, slots: Slots, words: string, isRequired: boolean, used: Set<Slot>): unknown {
  if (choicesOf(property).length > 0) return chosen(name, property, slots, words, isRequired);
  const type = typeOf(property);
  if (type === "integer" || type === "number") {
    if (slots.count !== undefined && /limit|count|max|top|size|number/i.test(name)) return bounded(slots.count, property);
    const [number] = isRequired ? (/-?\d+(?:\.\d+)?/.exec(words) ?? []) : [];
    return number === undefined ? fallback(property, isRequired, 1) : bounded(Number(number), property);
  }
  if (type === "boolean") return fallback(property, isRequired, false);
  if (type === "object") return fallback(property, isRequired, {});
  const slot = ROLES.find(([pattern]) => pattern.test(bare(name)))?.[1].find(
    (each) => slots[each] !== undefined && (isRequired || !used.has(each)),
  );
  const isRepeated = !isRequired && TEXTUAL.test(name) && (used.has("title") || used.has("text"));
  const text = slot && !isRepeated ? slots[slot] : isRequired && TEXTUAL.test(name) ? (slots.text ?? slots.query ?? words) : undefined;
  if (text === undefined || text === "") return isRequired && property["default"] !== undefined ? property["default"] : undefined;
  if (slot) used.add(slot);
  const cut = cutTo(text, property);
  return type === "array" ? [cut] : cut;
}

/** One of the values that are allowed; what need not be given is given only where it is clearly meant. */
function chosen(name: string, property: Schema, slots: Slots, words: string, isRequired: boolean): unknown {
  const options = choicesOf(property);
  if (/^(?:agent|assignee|to|role)$/i.test(name))
    return agentAmong(options, slots.agent ?? words) ?? (isRequired ? property["default"] : undefined);
  if (slots.scope !== undefined && /^scope$/i.test(name) && options.includes(slots.scope)) return slots.scope;
  if (!isRequired && !OPTIONAL_CHOICES.test(name)) return undefined;
  const said = [slots.language, slots.noun, words].filter((each) => each !== undefined).join(" ");
  const isMeant = (option: string) => {
    const word = option.replaceAll(/[^\w]/g, ".").replaceAll("_", "[ _-]");
    const isGrade = /importance|priority|severity/i.test(name) && !/^(?:critical|urgent)$/i.test(option);
    return new RegExp(
      isGrade ? `\\b${word}[ -](?:importance|priority|severity)\\b|\\b(?:importance|priority|severity)\\W+${word}\\b` : `\\b${word}\\b`,
      "i",
    ).test(said);
  };
  const usual = /^scope$/i.test(name) && options.includes("workspace") ? "workspace" : undefined;
  return options.find(isMeant) ?? (isRequired ? (property["default"] ?? usual) : undefined);
}

/** Agents are called by handle, name or what they are. */
function agentAmong(options: readonly string[], said: string): string | undefined {
  const wanted = said.toLowerCase().replace(/^@/, "");
  const direct = options.find((option) => option.toLowerCase() === wanted);
  return direct ?? options.find((option) => AGENTS.find(([role]) => role === option)?.[1].test(wanted));
}

function nameFor(kind: string, slots: Slots, words: string): string | undefined {
  if (kind === "channel" || kind === "thread") return slots.channel;
  if (kind === "app") return /\bapp\s+(?:called\s+|named\s+)?([\w-]+)/i.exec(words)?.[1];
  if (kind === "agent" || kind === "member" || kind === "assignee") return slots.agent;
  return kind === "memory" ? (slots.query ?? slots.text) : undefined;
}

/** An id that the person wrote out. */
function ownId(words: string, kind: string): string | undefined {
  const [id] = OWN_ID.exec(words) ?? [];
  return id && id.slice(0, 2) === kind.slice(0, 2) ? id : undefined;
}

function fallback(property: Schema, isRequired: boolean, value: unknown): unknown {
  if (!isRequired) return undefined;
  return property["default"] ?? property["minimum"] ?? value;
}

function bounded(number: number, property: Schema): number {
  const least = Number(property["minimum"] ?? Number.NEGATIVE_INFINITY);
  const most = Number(property["maximum"] ?? Number.POSITIVE_INFINITY);
  return Math.min(most, Math.max(least, number));
}

function cutTo(text: string, property: Schema): string {
  const most = Number(property["maxLength"] ?? 8_000);
  return text.length <= most ? text : text.slice(0, most);
}

function bare(name: string): string {
  return name.replace(/^(?:new|the|search|message|task|memory|project)_?(?=[A-Za-z])/, (prefix) =>
    /^(?:search|message|task|memory)$/.test(name) ? prefix : "",
  );
}

function choicesOf(property: Schema): string[] {
  const items = typeOf(property) === "array" ? [] : (property["enum"] ?? []);
  return Array.isArray(items) ? items.filter((each) => typeof each === "string") : [];
}

function typeOf(property: Schema): string {
  const type = property["type"];
  if (typeof type === "string") return type;
  if (Array.isArray(type)) return String(type.find((each) => each !== "null"));
  const options = [property["anyOf"], property["oneOf"]].find((each) => Array.isArray(each)) as unknown[] | undefined;
  const first = options?.map(asSchema).find((each) => each["type"] !== "null");
  return first ? typeOf(first) : "string";
}

function asSchema(value: unknown): Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : {};
}
