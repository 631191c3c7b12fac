import type { Entity, Field, SampleValue, Workflow } from "@openvibe/appspec";
import type { FieldDraft, NounEntry } from "../lexicon/index.ts";
import { namesOf, nounList, nounNamed } from "./nouns.ts";
import { addEntity, addWish, type EntityAsk, type Reading } from "./reading.ts";

/** An entity on its way into the spec. */
export interface EntityPlan {
  ask: EntityAsk;
  entry: NounEntry;
  name: string;
  plural: string;
  label: string;
  pluralLabel: string;
  fields: FieldDraft[];
  displayField: string;
  workflow?: Workflow;
  parent?: string;
  samples: Record<string, SampleValue>[];
  access?: Entity["access"];
  /** Names of fields that take the values of another field of the lexicon's rows. */
  sameAs: Map<string, string>;
}

const OPEN = new Set(["Shop", "Marketplace", "Blog", "Magazine", "Forum", "Directory", "Polls", "Community", "Library"]);

const WHEELED = /\b(?:cars?|vehicles?|trucks?|vans?|bikes?|motorcycles?|fleet)\b/;

/** "Repairs" of a car are no requests to a landlord. */
export function settleNouns(reading: Reading): void {
  const about = [
    reading.title,
    reading.qualifier,
    ...reading.entities.map((each) => each.noun.words),
    ...reading.entities.map((each) => each.qualifier),
  ].join(" ");
  for (const entity of reading.entities) {
    if (
      entity.noun.entry.names[0] !== "maintenance request" ||
      !WHEELED.test(about) ||
      /request|property|tenant/.test(`${reading.title} ${reading.audience}`)
    )
      continue;
    const before = entity.noun.key;
    entity.noun = nounNamed("maintenance record");
    if (reading.main === before) reading.main = entity.noun.key;
    for (const rule of reading.rules) rule.objects = rule.objects.map((key) => (key === before ? entity.noun.key : key));
    for (const wish of reading.wishes) if (wish.on === before) wish.on = entity.noun.key;
    for (const other of reading.entities) if (other.of === before) other.of = entity.noun.key;
  }
}

/** Adds what the kind of app brings along. A business counts only when the idea names nothing that is stored. */
export function addKindNouns(reading: Reading, tools: number): void {
  for (const [index, kind] of reading.kinds.entries()) {
    // A second kind ("a library for our school") says whom it is for; its own nouns would be too much.
    if (index > 0 && !kind.business && reading.kinds[0]?.nouns) continue;
    const asked = reading.entities.filter((each) => each.origin === "asked").length;
    const [always = "", fallback = ""] = kind.nouns.includes("?") ? kind.nouns.split("?") : [kind.nouns];
    const hasMain = reading.entities.some((each) => each.noun.key === reading.main && each.origin === "asked");
    const replaced = (OPEN.has(kind.name) || kind.business) && hasMain && asked > 0;
    const first = reading.entities.length === 0;
    // "Secret santa for the office" does not book the office's rooms.
    const isPlace = kind.business && index > 0 && !reading.kinds[0]?.business;
    for (const wish of isPlace ? [] : (kind.wishes ?? [])) if (!kind.business || asked === 0 || wish !== "cart") addWish(reading, wish);
    nounList(always).forEach((name, index) => {
      if (!replaced && (index === 0 || asked < 2))
        keep(reading, addEntity(reading, nounNamed(name), { origin: "kind", qualifier: index === 0 ? reading.qualifier : undefined }));
    });
    if ((asked === 0 || (asked === 1 && !hasMain)) && (first || !kind.business) && tools === 0)
      for (const name of nounList(fallback)) keep(reading, addEntity(reading, nounNamed(name), { origin: "kind" }));
    if (kind.business && asked > 0 && kind.wishes?.includes("booking") && !reading.entities.some((each) => isBookable(each))) {
      const slot = nounList(fallback).find((name) => BOOKABLE.test(name));
      if (slot) addEntity(reading, nounNamed(slot), { origin: "kind" });
    }
  }
}

export const BOOKABLE =
  /^(?:room|meeting room|hotel room|table|stylist|service|staff member|class|court|desk|vehicle|car|bike|equipment|venue|doctor|dentist|therapist|coach|trainer|tutor|studio|seat|space|boat|tour|property|cabin|slot|instructor|barber|consultant)$/;

function isBookable(ask: EntityAsk): boolean {
  return BOOKABLE.test(ask.noun.words) || ask.noun.entry.expects?.includes("booking") === true;
}

function keep(reading: Reading, made: EntityAsk | undefined): void {
  if (made) reading.main ??= made.noun.key;
}

export function planEntity(ask: EntityAsk): EntityPlan {
  const { entry } = ask.noun;
  const plan: EntityPlan = {
    ask,
    entry,
    ...namesOf(ask.noun),
    fields: entry.fields.map((field) => ({ ...field })),
    displayField: entry.displayField,
    samples: [],
    sameAs: new Map(),
  };
  mergeFields(plan);
  return plan;
}

const MANY_ASKED = 3;
const TITLES = new Set(["name", "title", "subject", "headline", "label"]);

/** The idea's fields win over the lexicon's; with three or more of them the rest of the lexicon's fields stay away. */
function mergeFields(plan: EntityPlan): void {
  const { fields: asked } = plan.ask;
  const display = plan.fields.find((field) => field.name === plan.displayField);
  const others = asked.filter((field) => !(TITLES.has(field.name) && field.name !== plan.displayField && display));
  const title = asked.find((field) => TITLES.has(field.name) && field.name !== plan.displayField);
  if (title && display) Object.assign(display, { label: title.label, ...rename(plan, display, title) });
  for (const field of others) {
    const twin =
      plan.fields.find((each) => each.name === field.name) ??
      plan.fields.find(
        (each) =>
          each.type === field.type &&
          (lastWord(each.label) === lastWord(field.label) || covers(field.label, each.label) || covers(field.label, each.name)) &&
          each.name !== plan.displayField,
      );
    if (!twin) plan.fields.push({ ...field });
    else {
      if (twin.name !== field.name) plan.sameAs.set(field.name, twin.name);
      const sameKind = twin.type === field.type || (field.type === "text" && !field.options);
      const merged =
        sameKind && !(field.options && twin.name === field.name)
          ? { ...twin, name: field.name, label: field.label, unit: twin.unit ?? field.unit }
          : { ...field };
      plan.fields[plan.fields.indexOf(twin)] = merged;
      if (twin.name === plan.displayField && merged.type === "text") plan.displayField = merged.name;
    }
  }
  if ((plan.ask.listed ?? 0) < MANY_ASKED) return;
  const kept = new Set([...asked.map((field) => field.name), plan.displayField]);
  plan.fields = plan.fields.filter((field) => kept.has(field.name));
}

function rename(plan: EntityPlan, display: FieldDraft, title: FieldDraft): Partial<FieldDraft> {
  plan.sameAs.set(title.name, display.name);
  plan.displayField = title.name;
  return { name: title.name };
}

// "stock level" is the lexicon's "stock".
function covers(longer: string, shorter: string): boolean {
  const words = longer.toLowerCase().split(" ");
  return words.length > 1 && shorter.length > 3 && words[0] === shorter.toLowerCase() && !/date|time|name|by$/.test(words.at(-1) ?? "");
}

function lastWord(label: string): string {
  return label.toLowerCase().split(" ").at(-1) ?? "";
}

/** The draft with the schema's defaults. */
export function completeField(draft: FieldDraft): Field {
  return { required: false, unique: false, many: false, onDelete: "clear", ...draft };
}
