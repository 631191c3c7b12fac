import type { Entity, Field } from "./entity.ts";
import type { Feature } from "./features.ts";
import { FormulaError, namesIn, parseFormula } from "./formula.ts";
import { slicesOf } from "./pages.ts";
import { AppSpec } from "./spec.ts";

export interface SpecProblem {
  /** Where in the spec, as a dotted path: "entities.recipe.fields.category". */
  path: string;
  message: string;
}

/** Columns and routes the generator itself uses. */
const RESERVED_FIELD_NAMES: readonly string[] = ["id", "owner", "ownerId", "can", "createdAt", "updatedAt", "version", "rowid"];
/** Parameters of every list; a field of these names could not be filtered by. */
const RESERVED_FILTER_NAMES: readonly string[] = ["q", "sort", "page", "pageSize", "ids"];
const RESERVED_SLUGS: readonly string[] = [
  "api",
  "assets",
  "auth",
  "people",
  "sign-in",
  "sign-up",
  "account",
  "health",
  "uploads",
  "new",
  "session",
  "sessions",
  "users",
];

/** Parses and cross-checks a spec: every name that is pointed to exists and is of the right kind. */
export function checkSpec(input: unknown): { ok: true; spec: AppSpec } | { ok: false; problems: SpecProblem[] } {
  const parsed = AppSpec.safeParse(input);
  if (!parsed.success)
    return { ok: false, problems: parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message })) };
  const problems = crossCheck(parsed.data);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, spec: parsed.data };
}

function crossCheck(spec: AppSpec): SpecProblem[] {
  const problems: SpecProblem[] = [];
  const report = (path: string, message: string) => problems.push({ path, message });
  const capabilities = new Set(spec.capabilities.map((each) => each.id));
  const entities = new Map(spec.entities.map((each) => [each.name, each]));
  duplicates(spec.capabilities.map((each) => each.id)).forEach((id) => report("capabilities", `${id} is there twice`));
  duplicates(spec.entities.flatMap((each) => [each.name, each.plural])).forEach((name) => report("entities", `"${name}" is used twice`));
  duplicates(spec.roles.map((each) => each.name)).forEach((name) => report("roles", `"${name}" is there twice`));
  duplicates([...slicesOf(spec).map((each) => each.slug), ...spec.pages.map((each) => each.slug)]).forEach((slug) =>
    report("features", `Two parts of the app would live at /${slug}`),
  );
  for (const slug of [...slicesOf(spec).map((each) => each.slug), ...spec.pages.map((each) => each.slug)])
    if (RESERVED_SLUGS.includes(slug)) report("entities", `/${slug} is reserved`);
  for (const role of spec.roles)
    if (["public", "member", "owner"].includes(role.name))
      report(`roles.${role.name}`, "This word has a meaning of its own in access lists; choose another");
  if (spec.accounts !== "none" && spec.roles.length === 0) report("roles", "An app with accounts needs at least one role");
  if (spec.accounts === "none" && spec.entities.length > 0) report("accounts", "An app with stored data needs accounts");
  if (spec.entities.length + spec.features.length === 0) report("features", "The app would be empty");
  for (const entity of spec.entities) checkEntity(spec, entity, entities, capabilities, report);
  spec.features.forEach((feature, index) => checkFeature(feature, `features.${index}`, entities, capabilities, report));
  const roles = new Set(["public", "member", "owner", ...spec.roles.map((each) => each.name)]);
  for (const page of spec.pages)
    for (const who of page.access) if (!roles.has(who)) report(`pages.${page.slug}.access`, `There is no role "${who}"`);
  return problems;
}

type Report = (path: string, message: string) => void;

function checkEntity(spec: AppSpec, entity: Entity, entities: Map<string, Entity>, capabilities: Set<string>, report: Report): void {
  const path = `entities.${entity.name}`;
  if (!capabilities.has(entity.capability)) report(path, `There is no capability ${entity.capability}`);
  // Columns do not tell upper from lower case, and a relation "author" takes its input as "authorId" ("authorsIds" for several).
  const names = entity.fields.flatMap(({ name, type, many }) => (type === "relation" ? [name, many ? `${name}Ids` : `${name}Id`] : [name]));
  duplicates([...names, ...(entity.workflow ? [entity.workflow.field] : [])].map((name) => name.toLowerCase())).forEach((name) =>
    report(`${path}.fields`, `"${name}" is there twice`),
  );
  if (entity.fields.find((each) => each.name === entity.displayField)?.type !== "text")
    report(`${path}.displayField`, "The display field must be one of the entity's text fields");
  for (const field of entity.fields) checkField(field, `${path}.fields.${field.name}`, entities, report);
  if (entity.parent && !entity.fields.some((each) => each.type === "relation" && !each.many && each.to === entity.parent))
    report(`${path}.parent`, `There is no relation to "${entity.parent}"`);
  const roles = new Set(["public", "member", "owner", ...spec.roles.map((each) => each.name)]);
  for (const [verb, audience] of Object.entries(entity.access)) {
    for (const who of audience) if (!roles.has(who)) report(`${path}.access.${verb}`, `There is no role "${who}"`);
    if (audience.includes("owner") && !entity.owned) report(`${path}.access.${verb}`, 'Rows have no owner; set "owned"');
    if (verb !== "read" && audience.includes("public")) report(`${path}.access.${verb}`, "Only reading can be public");
  }
  if (entity.views.includes("board") && !entity.workflow) report(`${path}.views`, "A board needs a workflow");
  if (entity.views.includes("calendar") && !entity.fields.some((each) => each.type === "date" || each.type === "dateTime"))
    report(`${path}.views`, "A calendar needs a date field");
  if (entity.views.includes("gallery") && !entity.fields.some((each) => each.type === "image"))
    report(`${path}.views`, "A gallery needs an image field");
  const { workflow } = entity;
  if (!workflow) return;
  const states = new Set(workflow.states.map((each) => each.value));
  if (!states.has(workflow.initial)) report(`${path}.workflow.initial`, `There is no state "${workflow.initial}"`);
  for (const move of workflow.moves) {
    if (!states.has(move.from) || !states.has(move.to))
      report(`${path}.workflow.moves`, `"${move.from}" to "${move.to}" names a state that does not exist`);
    for (const who of move.by) if (!roles.has(who) || who === "public") report(`${path}.workflow.moves`, `"${who}" cannot make a move`);
  }
}

function checkField(field: Field, path: string, entities: Map<string, Entity>, report: Report): void {
  if (RESERVED_FIELD_NAMES.includes(field.name) || RESERVED_FILTER_NAMES.includes(field.name)) report(path, `"${field.name}" is reserved`);
  if ((field.type === "enum") !== (field.options !== undefined))
    report(path, "Options belong to enum fields, and every enum field needs them");
  if ((field.type === "relation") !== (field.to !== undefined))
    report(path, '"to" belongs to relation fields, and every relation needs it');
  if (field.to && !entities.has(field.to)) report(path, `There is no entity "${field.to}"`);
  if (field.many && field.type !== "relation") report(path, '"many" belongs to relations');
  if (field.min !== undefined && field.max !== undefined && field.min > field.max) report(path, "min is above max");
}

function checkFeature(feature: Feature, path: string, entities: Map<string, Entity>, capabilities: Set<string>, report: Report): void {
  if (!capabilities.has(feature.capability)) report(path, `There is no capability ${feature.capability}`);
  const entity = (name: string) => {
    const found = entities.get(name);
    if (!found) report(path, `There is no entity "${name}"`);
    return found;
  };
  switch (feature.kind) {
    case "comments":
    case "likes":
    case "reviews":
    case "assistant":
      entity(feature.on);
      break;
    case "cart": {
      const product = entity(feature.product);
      if (product && product.fields.find((each) => each.name === feature.price)?.type !== "money")
        report(path, `"${feature.price}" must be a money field of "${feature.product}"`);
      if (product && feature.stock && product.fields.find((each) => each.name === feature.stock)?.type !== "integer")
        report(path, `"${feature.stock}" must be an integer field of "${feature.product}"`);
      break;
    }
    case "booking":
      entity(feature.resource);
      if (feature.closesHour <= feature.opensHour) report(path, "It must close after it opens");
      break;
    case "dashboard":
      for (const chart of feature.charts) {
        const target = entity(chart.entity);
        const by = target?.fields.find((each) => each.name === chart.by);
        const groupable =
          (by && ["enum", "boolean", "date", "dateTime"].includes(by.type)) ||
          (by?.type === "relation" && !by.many) ||
          target?.workflow?.field === chart.by;
        if (target && !groupable) report(path, `"${chart.by}" cannot group a chart of "${chart.entity}"`);
        const measure = target?.fields.find((each) => each.name === chart.measure);
        if (target && chart.measure !== "count" && !(measure && ["integer", "decimal", "money", "rating"].includes(measure.type)))
          report(path, `"${chart.measure}" is not a number of "${chart.entity}"`);
      }
      break;
    case "quiz":
      feature.questions.forEach((question, index) => {
        if (question.correct >= question.answers.length)
          report(`${path}.questions.${index}`, "The correct answer is not among the answers");
      });
      break;
    case "calculator":
      checkCalculator(feature, path, report);
      break;
    default:
  }
}

function checkCalculator(feature: Extract<Feature, { kind: "calculator" }>, path: string, report: Report): void {
  const known = new Set(feature.inputs.map((each) => each.name));
  duplicates([...feature.inputs, ...feature.outputs].map((each) => each.name)).forEach((name) => report(path, `"${name}" is there twice`));
  for (const output of feature.outputs) {
    try {
      for (const name of namesIn(parseFormula(output.formula)))
        if (!known.has(name)) report(`${path}.outputs.${output.name}`, `"${name}" is not an input or an earlier output`);
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      report(`${path}.outputs.${output.name}`, error.message);
    }
    known.add(output.name);
  }
}

function duplicates(values: string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
