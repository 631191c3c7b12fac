import { PERSONS } from "./words.ts";
import type { FieldDraft } from "../lexicon/index.ts";
import type { EntityPlan } from "./plan.ts";
import { identifier } from "./text.ts";

/** Nouns that sort other things: a thing has one of them, and they never belong to it. */
const SORTING = new Set(
  "category genre topic department brand supplier author publisher venue location company client customer project team league country city status type collection folder warehouse course series artist album owner breed deck group club school vendor room manufacturer campaign".split(
    " ",
  ),
);

/** Connects the entities: what the lexicon knows, then what the idea says, then stray unknown nouns to the main one. */
export function connect(plans: EntityPlan[], main: string | undefined): void {
  for (const plan of plans) byLexicon(plan, plans);
  for (const plan of plans) byIdea(plan, plans);
  for (const plan of plans) byFieldName(plan, plans);
  for (const plan of plans) dropNameOfLinked(plan, plans);
  // What is listed on its parent's page needs no second link the other way.
  for (const plan of plans) {
    const parent = plans.find((other) => other.name === plan.parent);
    if (parent) parent.fields = parent.fields.filter((field) => !(field.to === plan.name && field.many));
  }
  const mainPlan = plans.find((plan) => plan.name === main);
  for (const plan of plans) {
    if (!mainPlan || plan === mainPlan || plans.some((other) => areLinked(plan, other))) continue;
    if (plan.entry.belongs) point(plan, mainPlan, { needed: true });
    else if (plan.ask.noun.known) continue;
    else if (plan.ask.origin === "asked" && !PERSONS.has(plan.ask.noun.words)) point(plan, mainPlan, { child: true });
  }
}

function names(plan: EntityPlan): string[] {
  return [plan.ask.noun.words, ...plan.entry.names];
}

function byLexicon(plan: EntityPlan, plans: EntityPlan[]): void {
  const linked = new Map<string, string>();
  for (const relation of plan.entry.relations ?? []) {
    const target = plans.find((other) => other.entry.names[0] === relation.to) ?? plans.find((other) => names(other).includes(relation.to));
    if (!target || (target === plan && relation.required)) continue;
    // "car" and "vehicle" may be one entity here: one link is enough.
    if ((linked.get(target.name) ?? relation.to) !== relation.to) continue;
    linked.set(target.name, relation.to);
    const field: FieldDraft = {
      name: relation.field,
      label: relation.label,
      type: "relation",
      to: target.name,
      required: relation.required ?? false,
      many: relation.many ?? false,
      onDelete: relation.onDelete ?? (relation.child || relation.required ? "cascade" : "clear"),
    };
    const cyclic = needs(target, plan, plans);
    if (cyclic) field.required = false;
    put(plan, field);
    if (relation.child && !cyclic && target !== plan && !field.many) plan.parent ??= target.name;
  }
}

/** Does a row of `from` need a row of `to`, at once or through others? */
function needs(from: EntityPlan, to: EntityPlan, plans: EntityPlan[], seen = new Set<EntityPlan>()): boolean {
  if (seen.has(from)) return false;
  seen.add(from);
  return from.fields.some((field) => {
    if (field.type !== "relation" || !field.required) return false;
    const target = plans.find((plan) => plan.name === field.to);
    return target !== undefined && (target === to || needs(target, to, plans, seen));
  });
}

function areLinked(a: EntityPlan, b: EntityPlan): boolean {
  return a.fields.some((field) => field.to === b.name) || b.fields.some((field) => field.to === a.name);
}

function byIdea(plan: EntityPlan, plans: EntityPlan[]): void {
  const owner = plans.find((other) => other.ask.noun.key === plan.ask.of);
  if (!owner || owner === plan || areLinked(plan, owner)) return;
  if (plan.entry.belongs) return point(plan, owner, { needed: true });
  const person = PERSONS.has(plan.ask.noun.words);
  const last = plan.ask.noun.words.split(" ").at(-1) ?? "";
  if (plan.ask.many === undefined) point(plan, owner, {});
  else if (SORTING.has(last))
    point(owner, plan, { many: plan.ask.many && (last === "author" || last === "artist" || last === "genre" || last === "topic") });
  else if (person) point(owner, plan, { many: plan.ask.many });
  else if (!plan.ask.many) point(owner, plan, {});
  else point(plan, owner, { child: true });
}

// A plain "supplier" field becomes a link once there are suppliers.
function byFieldName(plan: EntityPlan, plans: EntityPlan[]): void {
  for (const field of plan.fields) {
    if (field.type !== "text" || field.name === plan.displayField) continue;
    const target = plans.find((other) => other !== plan && other.name === field.name);
    if (target && !areLinked(plan, target))
      Object.assign(field, {
        type: "relation",
        to: target.name,
        many: false,
        onDelete: "clear",
        max: undefined,
        min: undefined,
        default: undefined,
        unique: false,
      });
  }
}

// An "instructor" in words says nothing more beside a link to teachers.
function dropNameOfLinked(plan: EntityPlan, plans: EntityPlan[]): void {
  const linked = plans.filter((other) => plan.fields.some((field) => field.to === other.name && !field.many));
  const said = new Set(linked.flatMap((other) => other.entry.names));
  const asked = new Set(plan.ask.fields.map((field) => field.name));
  plan.fields = plan.fields.filter(
    (field) => field.type !== "text" || field.name === plan.displayField || asked.has(field.name) || !said.has(field.name),
  );
}

function point(from: EntityPlan, to: EntityPlan, how: { child?: boolean; needed?: boolean; many?: boolean }): void {
  const child = (how.child ?? false) && to.parent !== from.name;
  const words = how.many ? to.pluralLabel : to.label;
  put(from, {
    name: identifier(how.many ? to.plural : to.ask.noun.words) ?? to.name,
    label: words,
    type: "relation",
    to: to.name,
    many: how.many ?? false,
    required: child || (how.needed ?? false),
    onDelete: child || how.needed ? "cascade" : "clear",
  });
  if (child) from.parent ??= to.name;
}

/** A relation takes the place of a plain field of the same name, but never of the display field. */
function put(plan: EntityPlan, field: FieldDraft): void {
  const at = plan.fields.findIndex(
    (each) => each.name === field.name || (each.label.toLowerCase() === field.label.toLowerCase() && each.name !== plan.displayField),
  );
  const old = plan.fields[at];
  if (old?.name === plan.displayField) {
    if (plan.fields.length < 38) plan.fields.splice(1, 0, { ...field, name: `${field.name}Link`.slice(0, 40) });
  } else if (old) plan.fields[at] = { ...field, name: old.name === field.name ? field.name : freeName(plan, field.name) };
  else plan.fields.splice(1, 0, field);
}

function freeName(plan: EntityPlan, name: string): string {
  return plan.fields.some((each) => each.name === name) ? `${name}Link`.slice(0, 40) : name;
}
