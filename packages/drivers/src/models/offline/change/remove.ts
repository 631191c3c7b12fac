import type { AppSpec, Entity, FeatureKind } from "@openvibe/appspec";
import { namesAssistant } from "../spec-writer/assistant-words.ts";
import { FEATURE_PHRASES } from "../spec-writer/feature-words.ts";
import { tokenize } from "../spec-writer/text.ts";
import { entityNamed, fieldAnywhere, fieldNamed, lowerLabel, stemsOf, type Draft } from "./draft.ts";

/** Takes a field, a feature, an entity, a page or a role out of the app. */
export function remove(draft: Draft, what: string, from: string | undefined): boolean {
  const { spec } = draft;
  const entity = from === undefined ? undefined : entityNamed(spec, from);
  const field = entity && fieldNamed(entity, what);
  if (entity && field) return removeField(draft, entity, field.name);
  if (entity?.workflow && ["status", "stage", "workflow"].includes(stemsOf(what).join(" "))) return removeWorkflow(draft, entity);
  if (removeFeature(draft, what, entity?.name)) return true;
  if (entity) {
    const state = stateOf(entity, what);
    if (state)
      draft.remarks.push(`Rows of ${entity.pluralLabel.toLowerCase()} may be in "${state}"; give the status a new list of states instead.`);
    return state !== undefined;
  }
  const whole = entityNamed(spec, what);
  if (whole && from === undefined) return removeEntity(draft, whole);
  const page = spec.pages.find((each) => stemsOf(each.title).join(" ") === stemsOf(what).join(" "));
  if (page) {
    spec.pages = spec.pages.filter((each) => each !== page);
    draft.changes.push(`Removed the page "${page.title}"`);
    return true;
  }
  if (removeRole(draft, what)) return true;
  const found = from === undefined ? fieldAnywhere(spec, what) : undefined;
  if (found) return removeField(draft, found.entity, found.field.name);
  const main = spec.entities[0];
  if (main?.workflow && ["status", "stage"].includes(stemsOf(what).join(" "))) return removeWorkflow(draft, main);
  return false;
}

function stateOf(entity: Entity, what: string): string | undefined {
  return entity.workflow?.states.find((state) => state.label.toLowerCase() === what.trim().toLowerCase())?.label;
}

function removeField(draft: Draft, entity: Entity, name: string): boolean {
  const { spec } = draft;
  const field = entity.fields.find((each) => each.name === name);
  if (!field) return false;
  if (name === entity.displayField) {
    draft.remarks.push(`${field.label} is what ${entity.pluralLabel.toLowerCase()} are known by, so it has to stay. You can rename it.`);
    return true;
  }
  const cart = spec.features.find((each) => each.kind === "cart" && each.product === entity.name && each.price === name);
  if (cart) {
    draft.remarks.push(`The cart needs ${lowerLabel(field.label)} of ${entity.pluralLabel.toLowerCase()}; remove the cart first.`);
    return true;
  }
  entity.fields = entity.fields.filter((each) => each !== field);
  if (field.type === "relation" && entity.parent === field.to && !entity.fields.some((each) => each.to === field.to && !each.many))
    delete entity.parent;
  for (const row of entity.samples) delete row[name];
  for (const feature of spec.features) {
    if (feature.kind === "cart" && feature.product === entity.name && feature.stock === name) delete feature.stock;
    if (feature.kind === "dashboard")
      feature.charts = feature.charts.filter((chart) => chart.entity !== entity.name || (chart.by !== name && chart.measure !== name));
  }
  draft.changes.push(`Removed ${lowerLabel(field.label)} from ${entity.pluralLabel.toLowerCase()}`);
  return true;
}

function removeWorkflow(draft: Draft, entity: Entity): boolean {
  const field = entity.workflow?.field;
  if (!field) return false;
  delete entity.workflow;
  for (const row of entity.samples) delete row[field];
  dropCharts(draft.spec, (chart) => chart.entity === entity.name && chart.by === field);
  draft.changes.push(`Removed the status from ${entity.pluralLabel.toLowerCase()}`);
  return true;
}

function dropCharts(spec: AppSpec, gone: (chart: { entity: string; by: string }) => boolean): void {
  for (const feature of spec.features) if (feature.kind === "dashboard") feature.charts = feature.charts.filter((chart) => !gone(chart));
}

function removeFeature(draft: Draft, what: string, on: string | undefined): boolean {
  const { spec } = draft;
  const tokens = tokenize(stemsOf(what).join(" "));
  const wish = FEATURE_PHRASES.exactly(tokens) ?? (namesAssistant(tokens) ? "assistant" : toolKind(stemsOf(what)));
  if (!wish) return false;
  if (wish === "landing" && spec.landing) {
    delete spec.landing;
    draft.changes.push("Removed the landing page");
    return true;
  }
  if (wish === "export" || wish === "import") {
    const key = wish === "export" ? "exportable" : "importable";
    const targets = spec.entities.filter((entity) => entity[key] && (on === undefined || entity.name === on));
    for (const entity of targets) entity[key] = false;
    if (targets.length > 0) draft.changes.push(`Removed CSV ${wish}`);
    return targets.length > 0;
  }
  if (wish === "board" || wish === "calendar" || wish === "gallery") {
    const targets = spec.entities.filter((entity) => entity.views.includes(wish) && (on === undefined || entity.name === on));
    for (const entity of targets) entity.views = entity.views.filter((view) => view !== wish);
    if (targets.length > 0) draft.changes.push(`Removed the ${wish} view`);
    return targets.length > 0;
  }
  const gone = spec.features.filter(
    (feature) => feature.kind === (wish as FeatureKind) && (on === undefined || !("on" in feature) || feature.on === on),
  );
  if (gone.length === 0) return false;
  if (spec.entities.length === 0 && gone.length === spec.features.length) {
    draft.remarks.push("The app would be empty without it; add something else first.");
    return true;
  }
  spec.features = spec.features.filter((feature) => !gone.includes(feature));
  draft.changes.push(`Removed ${what.replace(/^the /, "the ")}`);
  return true;
}

function toolKind(stems: readonly string[]): FeatureKind | undefined {
  return (["quiz", "calculator", "converter", "game", "timer"] as const).find((kind) => stems.includes(kind));
}

function removeEntity(draft: Draft, entity: Entity): boolean {
  const { spec } = draft;
  if (
    spec.entities.length === 1 &&
    spec.features.every((feature) => needs(feature, entity.name) || ["dashboard", "search"].includes(feature.kind))
  ) {
    draft.remarks.push(`Without ${entity.pluralLabel.toLowerCase()} the app would be empty; add something else first.`);
    return true;
  }
  spec.entities = spec.entities.filter((each) => each !== entity);
  spec.features = spec.features.filter(
    (feature) => !needs(feature, entity.name) && (spec.entities.length > 0 || !["dashboard", "search"].includes(feature.kind)),
  );
  dropCharts(spec, (chart) => chart.entity === entity.name);
  for (const other of spec.entities) {
    const links = other.fields.filter((field) => field.to === entity.name);
    for (const link of links) {
      for (const row of other.samples) delete row[link.name];
      dropCharts(spec, (chart) => chart.entity === other.name && chart.by === link.name);
    }
    other.fields = other.fields.filter((field) => !links.includes(field));
    if (other.parent === entity.name) delete other.parent;
  }
  draft.changes.push(`Removed ${entity.pluralLabel.toLowerCase()}, and what pointed to them`);
  return true;
}

function needs(feature: AppSpec["features"][number], name: string): boolean {
  return (
    ("on" in feature && feature.on === name) ||
    ("resource" in feature && feature.resource === name) ||
    ("product" in feature && feature.product === name)
  );
}

function removeRole(draft: Draft, what: string): boolean {
  const { spec } = draft;
  const stems = stemsOf(what).filter((stem) => stem !== "role");
  const role = spec.roles.find((each) => stemsOf(each.label).join(" ") === stems.join(" "));
  if (!role) return false;
  if (role === spec.roles[0] || spec.roles.length === 2) {
    draft.remarks.push(`The role ${role.label} has to stay: an app needs an administrator and a role for new people.`);
    return true;
  }
  spec.roles = spec.roles.filter((each) => each !== role);
  const admin = spec.roles[0]?.name ?? "admin";
  const without = (audience: string[]) => {
    const rest = audience.filter((who) => who !== role.name);
    return rest.length > 0 ? rest : [admin];
  };
  for (const entity of spec.entities) {
    const { access } = entity;
    entity.access = {
      read: without(access.read),
      create: without(access.create),
      update: without(access.update),
      delete: without(access.delete),
    };
    if (entity.workflow) entity.workflow.moves = entity.workflow.moves.map((move) => ({ ...move, by: without(move.by) }));
  }
  for (const page of spec.pages) page.access = without(page.access);
  draft.changes.push(`Removed the role ${role.label}`);
  return true;
}
