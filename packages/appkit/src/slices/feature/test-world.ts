import type { AppSpec, Entity, Field } from "@openvibe/appspec";
import { administratorRole } from "../../naming.ts";
import { inTemplate, sqlName, sqlText } from "../entity/server/sql.ts";
import { exampleOf, neighbourId } from "../entity/server/tests/examples.ts";
import { createStatements } from "../entity/server/schema-changes.ts";
import { schemaOf } from "../entity/server/schema.ts";

/** `tests/world.ts` of a feature: a running app with this slice only, and tables of others as far as it reads them. */
export function featureWorld(
  spec: AppSpec,
  statements: readonly string[],
  ownedTables: readonly string[] = [],
  { asksModels = false } = {},
): string {
  const administrator = administratorRole(spec);
  const roles = spec.roles.map(({ name, label }) => ({ name, label }));
  return `import type { AppConfig } from "../../../shared/server/app-config.ts";
${asksModels ? 'import type { ModelsAccess } from "../../../shared/server/models.ts";\n' : ""}import { createWorld, type Client, type World } from "../../../shared/server/testing.ts";
import { slice } from "../api/slice.ts";

const config: AppConfig = {
  name: "Test",
  accounts: ${JSON.stringify(spec.accounts)},
  roles: ${JSON.stringify(roles.length > 0 ? roles : [{ name: administrator, label: "Administrator" }])},
  administratorRole: ${JSON.stringify(administrator)},
  newAccountRole: ${JSON.stringify(spec.roles.at(-1)?.name ?? administrator)},
};

${
  statements.length > 0
    ? `/** Tables of other slices, with a few rows. */
const NEIGHBOURS = \`
${statements.map((each) => `  ${inTemplate(each)};`).join("\n")}
\`;
`
    : ""
}
export interface FeatureWorld extends World {
  administrator: Client;
}

export async function openWorld(${asksModels ? "models?: ModelsAccess" : ""}): Promise<FeatureWorld> {
  const world = await createWorld({
    config,
    slices: [slice],
    migrations: [${statements.length > 0 ? '{ name: "neighbours", up: NEIGHBOURS }' : ""}],
  }${asksModels ? ", models" : ""});
  return { ...world, administrator: await world.person(${JSON.stringify(administrator)}, "Administrator") };
}
${
  ownedTables.length > 0
    ? `
/** Makes a person the owner of every row of the other slices. */
export function giveRowsTo(world: World, personId: string): void {
${ownedTables.map((table) => `  world.database.run(${JSON.stringify(`UPDATE ${sqlName(table)} SET ownerId = ?`)}, [personId]);`).join("\n")}
}
`
    : ""
}`;
}

/** The entities' tables with the fields that are read, each with two rows ("recipe-1", "recipe-2"). A field that is not read changes nothing here. */
export function entityTables(spec: AppSpec, fieldsRead: (entity: Entity) => readonly (string | undefined)[]): string[] {
  const entities = spec.entities.map((entity) => withFields(entity, new Set(fieldsRead(entity))));
  return [
    ...entities.flatMap((entity) => createStatements(schemaOf(spec, entity))),
    ...entities.flatMap((entity) => [insertRow(entity, 0), insertRow(entity, 1)]),
  ];
}

function withFields({ workflow, ...entity }: Entity, names: ReadonlySet<string | undefined>): Entity {
  const fields = entity.fields.filter((field) => names.has(field.name));
  return { ...entity, fields, ...(workflow && names.has(workflow.field) ? { workflow } : {}) };
}

/** Just enough of one entity's table for rows to belong to: two ids and an owner. */
export function targetTable(entity: Entity): string[] {
  const table = sqlName(entity.plural);
  return [
    `CREATE TABLE ${table} (id TEXT PRIMARY KEY, ownerId TEXT)`,
    `INSERT INTO ${table} (id) VALUES (${sqlText(`${entity.name}-1`)}), (${sqlText(`${entity.name}-2`)})`,
  ];
}

/** What a text field of an entity's nth row holds. */
export function exampleText(field: Field, nth: 0 | 1): string {
  return String(exampleOf(field, nth));
}

function insertRow(entity: Entity, nth: 0 | 1): string {
  const moment = nth === 0 ? "2026-03-01T09:00:00.000Z" : "2026-05-20T09:00:00.000Z";
  const values: Record<string, string> = {
    id: sqlText(`${entity.name}-${nth + 1}`),
    createdAt: sqlText(moment),
    updatedAt: sqlText(moment),
  };
  for (const field of entity.fields) {
    if (field.type === "relation") {
      if (!field.many && field.to !== entity.name) values[`${field.name}Id`] = sqlText(neighbourId(field, nth));
    } else values[field.name] = literal(exampleOf(field, nth));
  }
  if (entity.workflow) values[entity.workflow.field] = sqlText(entity.workflow.initial);
  return `INSERT INTO ${sqlName(entity.plural)} (${Object.keys(values).map(sqlName).join(", ")}) VALUES (${Object.values(values).join(", ")})`;
}

function literal(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "1" : "0";
  return sqlText(Array.isArray(value) ? JSON.stringify(value) : String(value));
}
