import type { AppSpec, Entity, Field } from "@openvibe/appspec";
import { entityNamed } from "../../../naming.ts";
import { sqlText } from "./sql.ts";
import { isNullable, validDefault } from "./types.ts";

type SqlType = "TEXT" | "INTEGER" | "REAL";
export type OnDelete = "CASCADE" | "RESTRICT" | "SET NULL";

export interface ColumnShape {
  name: string;
  type: SqlType;
  /** What the values mean; a change of it converts them. "kept" is a column the app no longer uses. */
  holds: Field["type"] | "workflow" | "owner" | "kept";
  notNull: boolean;
  /** SQL literal for rows that have no value when the column must have one. */
  backfill?: string;
  references?: { entity: string; table: string; onDelete: OnDelete };
  /** Of an enum or a workflow: value to label. */
  values?: Record<string, string>;
  unique: boolean;
  indexed: boolean;
}

export interface JoinShape {
  name: string;
  field: string;
  entity: string;
  table: string;
}

/** The tables of one entity; kept beside the migrations as `schema.json`, so that the next change knows what is there. */
export interface EntitySchema {
  /** All tables of the slice; they are kept under another name when the slice is removed. */
  tables: string[];
  entity: string;
  table: string;
  /** Digits after the point of an amount of money. */
  moneyDecimals: number;
  columns: ColumnShape[];
  joins: JoinShape[];
  /** Join tables that the app no longer uses. */
  keptJoins: JoinShape[];
}

export function schemaOf(spec: AppSpec, entity: Entity): EntitySchema {
  const joins = entity.fields
    .filter((field) => field.type === "relation" && field.many)
    .map((field) => {
      const target = entityNamed(spec, field.to);
      return { name: joinTable(entity, field), field: field.name, entity: target.name, table: target.plural };
    });
  const columns = entity.fields.filter((field) => !(field.type === "relation" && field.many)).map((field) => columnOf(spec, entity, field));
  if (entity.workflow) {
    const { workflow } = entity;
    columns.push({
      name: workflow.field,
      type: "TEXT",
      holds: "workflow",
      notNull: true,
      backfill: sqlText(workflow.initial),
      values: Object.fromEntries(workflow.states.map((each) => [each.value, each.label])),
      unique: false,
      indexed: true,
    });
  }
  if (entity.owned)
    columns.push({
      name: "ownerId",
      type: "TEXT",
      holds: "owner",
      notNull: false,
      references: { entity: "", table: "people", onDelete: "SET NULL" },
      unique: false,
      indexed: true,
    });
  return {
    tables: [entity.plural, ...joins.map((each) => each.name)],
    entity: entity.name,
    table: entity.plural,
    moneyDecimals: moneyDecimals(spec),
    columns,
    joins,
    keptJoins: [],
  };
}

export function joinTable(entity: Entity, field: Field): string {
  return `${entity.plural}_${field.name}`;
}

export function moneyDecimals(spec: AppSpec): number {
  return new Intl.NumberFormat("en", { style: "currency", currency: spec.currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

export function onDeleteOf(entity: Entity, field: Field): OnDelete {
  if (field.onDelete === "cascade") return "CASCADE";
  if (field.onDelete === "restrict") return "RESTRICT";
  if (!field.required) return "SET NULL";
  // A required relation cannot be cleared: a child goes with its parent, anything else keeps its target from being deleted.
  return entity.parent === field.to ? "CASCADE" : "RESTRICT";
}

function columnOf(spec: AppSpec, entity: Entity, field: Field): ColumnShape {
  const notNull = !isNullable(field);
  const shared = { holds: field.type, notNull, unique: field.unique, type: sqlTypeOf(field) };
  if (field.type === "relation") {
    const target = entityNamed(spec, field.to);
    const references = { entity: target.name, table: target.plural, onDelete: onDeleteOf(entity, field) };
    return { ...shared, name: `${field.name}Id`, references, indexed: true };
  }
  return {
    ...shared,
    name: field.name,
    ...(notNull ? { backfill: backfillOf(field) } : {}),
    ...(field.options ? { values: Object.fromEntries(field.options.map((each) => [each.value, each.label])) } : {}),
    indexed: false,
  };
}

function sqlTypeOf(field: Field): SqlType {
  switch (field.type) {
    case "integer":
    case "money":
    case "rating":
    case "boolean":
      return "INTEGER";
    case "decimal":
      return "REAL";
    default:
      return "TEXT";
  }
}

/** What a required field of an older row holds after the field was added. */
export function backfillOf(field: Field): string {
  const given = validDefault(field);
  if (typeof given === "number") return String(given);
  if (typeof given === "boolean") return given ? "1" : "0";
  if (given !== undefined) return sqlText(given);
  switch (field.type) {
    case "integer":
    case "decimal":
    case "money":
      return String(Math.max(field.min ?? 0, 0));
    case "rating":
      return "1";
    case "boolean":
      return "0";
    case "tags":
      return "'[]'";
    case "enum":
      return sqlText(field.options?.[0]?.value ?? "");
    case "date":
      return "'1970-01-01'";
    case "dateTime":
      return "'1970-01-01T00:00:00.000Z'";
    case "time":
      return "'00:00'";
    case "color":
      return "'#888888'";
    default:
      return "''";
  }
}
