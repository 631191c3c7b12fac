import { slicesOf, type AppSpec, type Entity } from "@openvibe/appspec";
import { accessOf, type AccessWorld } from "../spec-writer/access.ts";
import { entityCapability } from "../spec-writer/capabilities.ts";
import type { FieldDraft } from "../lexicon/index.ts";
import type { Mode } from "../spec-writer/kinds.ts";
import { completeField, planEntity, type EntityPlan } from "../spec-writer/plan.ts";
import { readInto } from "../spec-writer/read-idea.ts";
import { emptyReading, type EntityAsk, type Reading } from "../spec-writer/reading.ts";
import { connect } from "../spec-writer/relations.ts";
import { sampleValue } from "../spec-writer/sample-values.ts";
import { planSamples, relate } from "../spec-writer/samples.ts";
import { article, capitalize, enumerate, identifier, plural } from "../spec-writer/text.ts";
import { planViews } from "../spec-writer/views.ts";
import { planWorkflow } from "../spec-writer/workflow.ts";
import { entityNamed, lowerLabel, type Draft } from "./draft.ts";
import { askOf, freeFieldName, planOf } from "./existing.ts";
import { addFeatures, openAccounts } from "./extend-features.ts";

/** Reads "due date and priority", "suppliers with name and phone" or "comments" as additions, to `target` when it is given. */
export function extend(draft: Draft, items: string, target: Entity | undefined): boolean {
  const { spec } = draft;
  const before = { changes: draft.changes.length, remarks: draft.remarks.length };
  const reading = emptyReading();
  const known = spec.entities.map((entity) => askOf(entity));
  reading.entities.push(...known);
  reading.main = spec.entities[0]?.name;
  const ask = known.find((each) => each.noun.key === target?.name);
  const tools = readInto(reading, items, ask);
  const fresh = reading.entities.filter((each) => !known.includes(each));
  if (fresh.length > 0 && spec.accounts === "none") openAccounts(spec, "team", reading);
  for (const each of known) addFields(draft, each);
  addEntities(draft, reading, known, fresh);
  addStates(draft, reading, known);
  addFeatures(draft, reading, tools);
  for (const each of reading.leftOut) {
    draft.remarks.push(`${each.text}: ${each.reason}`);
    if (!spec.nonGoals.some((one) => one.text === each.text) && spec.nonGoals.length < 20) spec.nonGoals.push(each);
  }
  for (const each of reading.builtIns) draft.remarks.push(`${each}: every app has this already.`);
  return draft.changes.length > before.changes || draft.remarks.length > before.remarks;
}

/** A field whose label is a question or a sentence ("how long it keeps"): it is kept word for word, as text. */
export function addWorded(draft: Draft, label: string, on: string | undefined): boolean {
  const target = on === undefined ? draft.spec.entities[0] : entityNamed(draft.spec, on);
  const name = identifier(label);
  if (!target || !name) return false;
  addFields(draft, { ...askOf(target), fields: [{ name, label: capitalize(label.trim()).slice(0, 80), type: "text" }] });
  return true;
}

function addFields(draft: Draft, ask: EntityAsk): void {
  const entity = draft.spec.entities.find((each) => each.name === ask.noun.key);
  if (!entity) return;
  const added: string[] = [];
  for (const field of ask.fields) {
    const there = entity.fields.find((each) => each.name === field.name || each.label.toLowerCase() === field.label.toLowerCase());
    if (there) {
      if (field.options && there.type === "enum") setOptions(draft, entity, there, field);
      else
        draft.remarks.push(
          `${entity.pluralLabel} have ${plural(there.label.toLowerCase()) === there.label.toLowerCase() ? "" : `${article(there.label)} `}${lowerLabel(there.label)} already.`,
        );
    } else if (entity.workflow && (field.name === entity.workflow.field || field.name === "stage"))
      draft.remarks.push(`${entity.pluralLabel} have a status already.`);
    else if (entity.fields.length >= 40) draft.remarks.push(`${entity.pluralLabel} have 40 fields, which is the most an entity can hold.`);
    else {
      // A new field is never required: the rows that are there have no value for it.
      const full = completeField({ ...field, name: freeFieldName(entity, field.name), required: false });
      entity.fields.push(full);
      entity.samples.forEach((row, index) => {
        const value = sampleValue(full, index);
        if (value !== undefined) row[full.name] = value;
      });
      added.push(lowerLabel(field.label));
    }
  }
  if (added.length > 0) draft.changes.push(`Added ${enumerate(added)} to ${entity.pluralLabel.toLowerCase()}`);
}

function setOptions(draft: Draft, entity: Entity, field: Entity["fields"][number], asked: FieldDraft): void {
  const values = new Set((field.options ?? []).map((each) => each.value));
  const added = (asked.options ?? []).filter((each) => !values.has(each.value));
  if (added.length === 0) return;
  field.options = [...(field.options ?? []), ...added].slice(0, 30);
  draft.changes.push(
    `Added ${enumerate(added.map((each) => `"${each.label}"`))} to the choices of ${lowerLabel(field.label)} of ${entity.pluralLabel.toLowerCase()}`,
  );
}

function addEntities(draft: Draft, reading: Reading, known: EntityAsk[], fresh: EntityAsk[]): void {
  const { spec } = draft;
  if (fresh.length === 0) return;
  if (spec.entities.length + fresh.length > 20) {
    draft.remarks.push("An app holds at most 20 kinds of things.");
    return;
  }
  const old = spec.entities.flatMap((entity) => {
    const ask = known.find((each) => each.noun.key === entity.name);
    return ask ? [planOf({ ...entity, fields: entity.fields.map((field) => ({ ...field })) }, ask)] : [];
  });
  const made = fresh.map(planEntity);
  const plans = [...old, ...made];
  connect(plans, reading.main);
  for (const plan of made) planWorkflow(plan, { ...reading, main: undefined });
  planSamples(made, old[0], [spec.name, spec.tagline], undefined);
  for (const plan of made) relate(plan, plans);
  const mode: Mode =
    spec.accounts === "optional"
      ? "public"
      : spec.entities.every((entity) => entity.access.read[0] === "owner") && spec.entities.length > 0
        ? "personal"
        : "team";
  const world: AccessWorld = {
    reading: { ...reading, main: undefined },
    mode,
    editorial: isEditorial(spec),
    admin: spec.roles[0]?.name ?? "admin",
    roleOf: (word) => word,
    above: () => [],
  };
  for (const plan of old) linkOld(draft, plan, made);
  for (const plan of made) spec.entities.push(newEntity(spec, plan, plans, world));
  const taken = slicesOf(spec).map((slice) => slice.slug);
  for (const entity of spec.entities.slice(-made.length)) {
    if (taken.filter((slug) => slug === taken[spec.entities.indexOf(entity)]).length > 1) entity.plural = `${entity.name}List`.slice(0, 40);
    spec.capabilities.push(entityCapability(spec, entity, entity.capability));
    const parent = spec.entities.find((each) => each.name === entity.parent);
    draft.changes.push(
      `Added ${entity.pluralLabel.toLowerCase()} with ${enumerate(entity.fields.slice(0, 6).map((field) => lowerLabel(field.label)))}${parent ? `, listed on each ${parent.label.toLowerCase()}` : ""}`,
    );
  }
}

function isEditorial(spec: AppSpec): boolean {
  const first = spec.entities[0];
  return first !== undefined && first.access.create.length === 1 && first.access.create[0] === spec.roles[0]?.name;
}

/** Of the links that come with new entities, an old entity takes only those that lead to them. */
function linkOld(draft: Draft, plan: EntityPlan, made: EntityPlan[]): void {
  const entity = draft.spec.entities.find((each) => each.name === plan.name);
  if (!entity) return;
  for (const field of plan.fields) {
    const there = entity.fields.find((each) => each.name === field.name);
    if (field.type !== "relation" || !made.some((other) => other.name === field.to) || there) continue;
    const target = made.find((other) => other.name === field.to);
    const full = completeField({ ...field, required: false, name: freeFieldName(entity, field.name) });
    if (entity.fields.length >= 40 || !target) continue;
    entity.fields.splice(1, 0, full);
    const one = { ...plan, fields: [full], samples: entity.samples };
    relate(one, made);
    entity.samples = one.samples;
    draft.changes.push(`${entity.pluralLabel} now have ${full.many ? "" : `${article(full.label)} `}${lowerLabel(full.label)}`);
  }
}

function newEntity(spec: AppSpec, plan: EntityPlan, plans: EntityPlan[], world: AccessWorld): Entity {
  const parent = spec.entities.find((each) => each.name === plan.parent);
  const { access, owned } = accessOf(plan, plans, world);
  const views = planViews(plan, { ...world.reading, main: undefined });
  // What can be reached in the app already must keep its address.
  return {
    name: plan.name,
    plural: plan.plural,
    label: plan.label,
    pluralLabel: plan.pluralLabel,
    description: plan.entry.description.slice(0, 300),
    icon: plan.entry.icon,
    capability: nextCapabilityWith(spec),
    displayField: plan.displayField,
    fields: plan.fields.slice(0, 40).map(completeField),
    owned,
    access: parent ? structuredClone(parent.access) : access,
    ...(plan.workflow ? { workflow: plan.workflow } : {}),
    views,
    ...(plan.parent ? { parent: plan.parent } : {}),
    exportable: !plan.parent,
    importable: false,
    samples: plan.samples,
  };
}

function nextCapabilityWith(spec: AppSpec): string {
  const ids = [...spec.capabilities.map((each) => each.id), ...spec.entities.map((each) => each.capability)];
  return `CAP-${Math.max(0, ...ids.map((id) => Number(id.slice(4)))) + 1}`;
}

function addStates(draft: Draft, reading: Reading, known: EntityAsk[]): void {
  for (const ask of known) {
    const entity = draft.spec.entities.find((each) => each.name === ask.noun.key);
    const wish = reading.wishes.find(
      (each) =>
        (each.wish === "statuses" || each.wish === "board" || each.wish === "approval") && (each.on ?? reading.main) === ask.noun.key,
    );
    if (!entity || (!ask.states && !wish)) continue;
    if (!entity.workflow || ask.states) {
      const plan = planOf({ ...entity, workflow: undefined }, ask);
      planWorkflow(plan, reading);
      if (!plan.workflow) continue;
      const by = entity.access.update;
      const field = entity.workflow?.field ?? plan.workflow.field;
      entity.workflow = {
        ...plan.workflow,
        field,
        moves: plan.workflow.moves.map((move) => ({ ...move, by: by.includes("public") ? ["member"] : by })),
      };
      entity.fields = entity.fields.filter((each) => each.name !== field && (each.name !== "status" || each.name === entity.displayField));
      const values = entity.workflow.states.map((state) => state.value);
      entity.samples.forEach((row, index) => {
        const old = row[field];
        row[field] =
          typeof old === "string" && values.includes(old) ? old : (values[index % values.length] ?? entity.workflow?.initial ?? "");
      });
      draft.changes.push(
        `${entity.pluralLabel} have a status: ${enumerate(entity.workflow.states.map((state) => state.label.toLowerCase()))}`,
      );
    }
    if (wish?.wish === "board" && entity.views[0] !== "board") {
      entity.views = [...new Set(["board" as const, ...entity.views])].slice(0, 5);
      draft.changes.push(`${entity.pluralLabel} are shown as a board`);
    } else if (!entity.views.includes("board") && !entity.parent && entity.views.length < 5) entity.views.push("board");
  }
}
