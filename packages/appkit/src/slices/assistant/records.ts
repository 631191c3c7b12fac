import type { AppSpec, Entity, Field } from "@openvibe/appspec";
import { entityNamed } from "../../naming.ts";
import { joinTable, moneyDecimals } from "../entity/server/schema.ts";
import { inTemplate, sqlName, sqlText } from "../entity/server/sql.ts";

/** How people are reached, pictures and colours are none of a model's business. */
const UNTOLD = new Set(["email", "phone", "image", "color", "url"]);
const MOST_OF_A_TEXT = 1_500;
const MOST_FACTS = 40;

const isTold = ({ displayField }: Entity, field: Field) => !UNTOLD.has(field.type) && field.name !== displayField;

/** Lists on the entity's page that whoever may read it may read as well. */
function childrenOf(spec: AppSpec, { name, access }: Entity): { child: Entity; link: Field }[] {
  return spec.entities.flatMap((child) => {
    const link = child.fields.find((field) => field.to === name && !field.many);
    const open = access.read.every((who) => child.access.read.includes(who) && who !== "owner");
    return child.parent === name && link && open ? [{ child, link }] : [];
  });
}

/** Fields that the records are made of, for the tables that their tests are run with. */
export function fieldsRead(spec: AppSpec, on: Entity): (entity: Entity) => string[] {
  const links = new Map(childrenOf(spec, on).map(({ child, link }) => [child.name, link.name]));
  return (entity) => {
    if (entity.name === on.name)
      return [
        on.displayField,
        ...on.fields.filter((field) => isTold(on, field)).map((field) => field.name),
        ...(on.workflow ? [on.workflow.field] : []),
      ];
    return [entity.displayField, ...(links.has(entity.name) ? [links.get(entity.name) ?? ""] : [])];
  };
}

/** `database/records.ts`: rows as a title and facts in words. */
export function emitRecords(spec: AppSpec, entity: Entity): string {
  const table = sqlName(entity.plural);
  const limited = entity.owned && entity.access.read.includes("owner");
  const facts = [
    ...(entity.workflow ? [[entity.workflow.label, labelled(`${table}.${sqlName(entity.workflow.field)}`, entity.workflow.states)]] : []),
    ...entity.fields.filter((field) => isTold(entity, field)).map((field) => [field.label, wording(spec, entity, field)]),
    ...childrenOf(spec, entity).map(({ child, link }) => [
      child.pluralLabel,
      `(SELECT group_concat(${sqlName(child.displayField)}, ', ') FROM ${sqlName(child.plural)} WHERE ${sqlName(`${link.name}Id`)} = ${table}.id)`,
    ]),
  ].slice(0, MOST_FACTS);
  const own = limited ? " WHERE ($ownerId IS NULL OR ownerId = $ownerId)" : "";
  const parameters = (more: string) => (limited ? `{ ${more}ownerId }` : more === "" ? "" : `{ ${more.replace(/, $/, "")} }`);
  const owner = limited ? "ownerId" : "_ownerId";
  return `import type { Audience } from "../../../shared/server/access.ts";
import { containing, type Database } from "../../../shared/server/database.ts";

/** An entry as it is told to a model. */
export interface AssistantRecord {
  id: string;
  title: string;
  /** By the fields' labels; empty ones are left out. */
  facts: Readonly<Record<string, string>>;
}

interface StoredRecord {
  id: string;
  title: string;
  facts: string;
}

export const READ: Audience = ${JSON.stringify(entity.access.read)};

const RECORDS = \`SELECT id, title, facts, updatedAt FROM (SELECT ${table}.id, ${inTemplate(`coalesce(${table}.${sqlName(entity.displayField)}, '')`)} AS title, ${table}.updatedAt,${limited ? ` ${table}.ownerId,` : ""}
  json_object(${facts.map(([label = "", sql = ""]) => `\n    ${inTemplate(sqlText(label))}, ${inTemplate(sql)}`).join(",")}) AS facts
  FROM ${inTemplate(table)})\`;

/** The entries with the most of the words first, then the newest. \`ownerId\` null is for who reads everyone's. */
export function findRecords(database: Database, words: readonly string[], ${owner}: string | null, limit: number): AssistantRecord[] {
  return database
    .all<StoredRecord>(
      \`\${RECORDS}${own}
       ORDER BY (SELECT count(*) FROM json_each($words) WHERE title || char(10) || facts LIKE value ESCAPE '\\\\') DESC, updatedAt DESC, id
       LIMIT $limit\`,
      ${parameters("words: JSON.stringify(words.map(containing)), limit, ")},
    )
    .map(told);
}

export function findRecord(database: Database, id: string, ${owner}: string | null): AssistantRecord | undefined {
  const found = database.get<StoredRecord>(\`\${RECORDS}${own === "" ? " WHERE" : `${own} AND`} id = $id\`, ${parameters("id, ")});
  return found && told(found);
}

export function countRecords(database: Database, ${owner}: string | null): number {
  return database.get<{ count: number }>("SELECT count(*) AS count FROM ${table}${own}"${limited ? ", { ownerId }" : ""})?.count ?? 0;
}

function told({ id, title, facts }: StoredRecord): AssistantRecord {
  const all = Object.entries(JSON.parse(facts) as Record<string, string | number | null>);
  const filled = all.filter(([, value]) => value !== null && value !== "");
  return { id, title, facts: Object.fromEntries(filled.map(([label, value]) => [label, String(value)])) };
}
`;
}

/** A field as people read it. */
function wording(spec: AppSpec, entity: Entity, field: Field): string {
  const column = `${sqlName(entity.plural)}.${sqlName(field.name)}`;
  switch (field.type) {
    case "relation": {
      const target = entityNamed(spec, field.to);
      const label = `target.${sqlName(target.displayField)}`;
      return field.many
        ? `(SELECT group_concat(${label}, ', ') FROM ${joinTable(entity, field)} AS links JOIN ${sqlName(target.plural)} AS target ON target.id = links.targetId WHERE links.sourceId = ${sqlName(entity.plural)}.id)`
        : `(SELECT ${label} FROM ${sqlName(target.plural)} AS target WHERE target.id = ${sqlName(entity.plural)}.${sqlName(`${field.name}Id`)})`;
    }
    case "enum":
      return labelled(column, field.options ?? []);
    case "boolean":
      return `CASE ${column} WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END`;
    case "money": {
      const decimals = moneyDecimals(spec);
      return `CASE WHEN ${column} IS NULL THEN NULL ELSE printf('%.${decimals}f ${spec.currency}', ${column} / ${10 ** decimals}.0) END`;
    }
    case "tags":
      return `(SELECT group_concat(value, ', ') FROM json_each(${column}))`;
    case "rating":
      return `${column} || ' of 5'`;
    case "text":
    case "longText":
    case "location":
      return `substr(${column}, 1, ${MOST_OF_A_TEXT})`;
    default:
      return field.unit ? `${column} || ${sqlText(` ${field.unit}`)}` : column;
  }
}

function labelled(column: string, options: readonly { value: string; label: string }[]): string {
  return `CASE ${column} ${options.map(({ value, label }) => `WHEN ${sqlText(value)} THEN ${sqlText(label)}`).join(" ")} END`;
}
