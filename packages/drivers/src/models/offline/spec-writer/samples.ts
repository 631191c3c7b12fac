import type { SampleValue } from "@openvibe/appspec";
import type { EntityPlan } from "./plan.ts";
import { sampleValue } from "./sample-values.ts";
import { capitalize, singular } from "./text.ts";
import { sampleState } from "./workflow.ts";

type Row = Record<string, SampleValue>;

const ENOUGH = 4;
const MOST = 12;

/** Rows for every entity: those that fit the qualifier first, with relations that hold. */
export function planSamples(
  plans: EntityPlan[],
  main: EntityPlan | undefined,
  qualifiers: readonly string[],
  qualifier: string | undefined,
): void {
  for (const plan of inOrder(plans)) {
    const rows = sourceRows(plan, main, qualifiers, qualifier);
    const shown = new Set<string>();
    plan.samples = rows
      .slice(0, plan.parent ? 24 : MOST)
      .map((row, index) => fill(plan, row, index))
      .filter((row) => {
        const display = row[plan.displayField];
        if (typeof display !== "string" || display === "" || (shown.has(display) && !plan.parent)) return false;
        shown.add(display);
        return true;
      });
  }
  for (const plan of plans) relate(plan, plans);
}

// Targets of relations come first.
function inOrder(plans: EntityPlan[]): EntityPlan[] {
  const done = new Set<EntityPlan>();
  const visit = (plan: EntityPlan) => {
    if (done.has(plan)) return;
    done.add(plan);
    for (const field of plan.fields) {
      const target = plans.find((other) => other.name === field.to);
      if (target) visit(target);
    }
  };
  plans.forEach(visit);
  return [...done];
}

function sourceRows(plan: EntityPlan, main: EntityPlan | undefined, qualifiers: readonly string[], qualifier: string | undefined): Row[] {
  const { entry } = plan;
  const qualified = entry.qualified ?? {};
  const own = [...qualifiers, plan.ask.qualifier ?? ""].filter(Boolean);
  const key = Object.keys(qualified).find((word) => own.some((each) => matches(each, word)));
  const rows = key ? (qualified[key] ?? []) : [];
  const topic = plan.ask.qualifier ?? (plan === main ? qualifier : undefined);
  // "handmade candles" are candles first: rows for "handmade" alone would show other things.
  const head = topic?.split(" ").at(-1) ?? "";
  const about =
    topic && main === plan && head !== singular(head) && !Object.keys(qualified).some((word) => matches(head, word))
      ? onTopic(plan, topic)
      : undefined;
  if (about) return about;
  if (rows.length >= ENOUGH) return rows;
  const byMain = main && main !== plan ? main.entry.names.map((name) => qualified[name]).find((each) => each !== undefined) : undefined;
  if (byMain) return byMain;
  if (rows.length > 0) return [...rows, ...entry.samples];
  if (topic && main === plan) return onTopic(plan, topic) ?? entry.samples;
  return entry.samples;
}

function matches(text: string, word: string): boolean {
  const stems = (source: string) =>
    ` ${source
      .toLowerCase()
      .split(/[\s-]+/)
      .map(singular)
      .join(" ")} `;
  return stems(text).includes(stems(word));
}

const THINGS = ["Classic", "Small", "Large", "Gift-boxed", "Limited-edition", "Everyday", "Seasonal", "Natural"];
const HEADLINES = [
  "Getting started with #",
  "What I wish I had known about #",
  "Five common mistakes in #",
  "A year of #: looking back",
  "The best time of year for #",
  "# on a small budget",
  "Questions people ask about #",
  "Where # is going next",
];

/** Rows about a topic the lexicon has none for: the titles carry the topic, texts that would not fit are replaced. */
function onTopic(plan: EntityPlan, topic: string): Row[] | undefined {
  const { entry } = plan;
  const word = topic.split(" ").at(-1) ?? topic;
  const isPlural = singular(word) !== word;
  if (["product", "listing"].includes(entry.names[0] ?? "")) {
    const one = isPlural ? [...topic.split(" ").slice(0, -1), singular(word)].join(" ") : topic;
    if (!isPlural && topic.split(" ").length === 1 && /(?:ed|al|ic|ish|ful)$/.test(topic)) return undefined;
    return entry.samples.slice(0, THINGS.length).map((row, index) => ({
      ...clean(plan, row, topic),
      [entry.displayField]: `${THINGS[index] ?? "Classic"} ${one}`,
    }));
  }
  if (["post", "article", "question", "episode", "podcast episode"].includes(entry.names[0] ?? ""))
    return entry.samples.slice(0, HEADLINES.length).map((row, index) => ({
      ...clean(plan, row, topic),
      [entry.displayField]: capitalize((HEADLINES[index] ?? "#").replaceAll("#", topic)),
    }));
  return undefined;
}

function clean(plan: EntityPlan, row: Row, topic: string): Row {
  const kept: Row = {};
  for (const [name, value] of Object.entries(row)) {
    const field = plan.entry.fields.find((each) => each.name === name);
    if (!field) continue;
    if (field.type === "longText") kept[name] = `Everything worth knowing about ${topic}, in plain words and from experience.`;
    else if (field.type === "tags") kept[name] = [topic];
    else if (field.type !== "text" && field.type !== "url") kept[name] = value;
  }
  return kept;
}

/** The row with the entity's own fields: values that fit are kept, missing ones made, the state added. */
function fill(plan: EntityPlan, source: Row, index: number): Row {
  const row: Row = {};
  const display = source[plan.sameAs.get(plan.displayField) ?? plan.displayField] ?? source[plan.entry.displayField];
  for (const field of plan.fields) {
    const given = field.name === plan.displayField ? display : source[plan.sameAs.get(field.name) ?? field.name];
    if (field.type === "relation") {
      if (given !== undefined) row[field.name] = given;
      continue;
    }
    const known = plan.entry.fields.some((each) => each.name === (plan.sameAs.get(field.name) ?? field.name));
    const value =
      given !== undefined && fits(field, given)
        ? given
        : known && given === undefined && !field.required
          ? undefined
          : sampleValue(field, index);
    if (value !== undefined) row[field.name] = value;
  }
  const { workflow } = plan;
  if (workflow) {
    const state = source[workflow.field];
    row[workflow.field] =
      typeof state === "string" && workflow.states.some((each) => each.value === state) ? state : sampleState(workflow, index);
  }
  return row;
}

/** Is the value one that the field can hold? */
function fits(field: EntityPlan["fields"][number], value: SampleValue): boolean {
  switch (field.type) {
    case "integer":
    case "money":
    case "rating":
      return typeof value === "number" && Number.isInteger(value);
    case "decimal":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    case "tags":
      return Array.isArray(value);
    case "enum":
      return typeof value === "string" && (field.options ?? []).some((option) => option.value === value);
    case "date":
      return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
    case "dateTime":
      return typeof value === "string" && /^\d{4}-\d{2}-\d{2}T/.test(value);
    case "time":
      return typeof value === "string" && /^\d{2}:\d{2}$/.test(value);
    default:
      return typeof value === "string";
  }
}

/** Relations name rows that are there; others are replaced by a fitting row, or by the next one in turn. */
export function relate(plan: EntityPlan, plans: EntityPlan[]): void {
  for (const field of plan.fields) {
    if (field.type !== "relation") continue;
    const target = plans.find((other) => other.name === field.to);
    const values = (target?.samples ?? [])
      .map((row) => row[target?.displayField ?? ""])
      .filter((value): value is string => typeof value === "string");
    const unresolved = plan.samples.every((row) => !pick(row[field.name], values).length);
    plan.samples.forEach((row, index) => {
      const kept = pick(row[field.name], values);
      const others = target === plan ? [] : values;
      const chosen =
        kept.length > 0
          ? kept
          : field.required || unresolved || row[field.name] !== undefined
            ? choose(plan, row, target, others, index, field.many)
            : [];
      if (chosen.length === 0) delete row[field.name];
      else if (field.many) row[field.name] = chosen.slice(0, 20);
      else row[field.name] = chosen[0] ?? "";
    });
    if (field.required) plan.samples = plan.samples.filter((row) => row[field.name] !== undefined);
  }
}

function pick(value: SampleValue | undefined, values: readonly string[]): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === "string" && values.includes(each));
}

function choose(
  plan: EntityPlan,
  row: Row,
  target: EntityPlan | undefined,
  values: readonly string[],
  index: number,
  many: boolean | undefined,
): string[] {
  if (values.length === 0) return [];
  const words = wordsOf(row[plan.displayField]);
  const related = target?.samples.find((each) => {
    const texts = Object.values(each).filter((value) => typeof value === "string" || Array.isArray(value));
    return wordsOf(texts.flat().join(" ")).some((word) => words.includes(word));
  });
  const display = related?.[target?.displayField ?? ""];
  const first = typeof display === "string" && values.includes(display) ? display : (values[index % values.length] ?? "");
  const second = values[(index * 3 + 1) % values.length] ?? first;
  return many && second !== first && index % 3 !== 2 ? [first, second] : [first];
}

const WEAK = new Set("with from the and for new into your this that over more".split(" "));

function wordsOf(value: SampleValue | undefined): string[] {
  return String(value ?? "")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 3 && !WEAK.has(word))
    .map(singular);
}
