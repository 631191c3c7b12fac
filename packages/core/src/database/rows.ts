import { Column, getTableName, is, SQL, Subquery } from "drizzle-orm";
import { PgTimestamp, type SelectedFieldsOrdered } from "drizzle-orm/pg-core";

type Decode = (value: unknown) => unknown;
/** Which joined tables cannot be missing, by name; undefined where nothing is joined. */
export type Joined = Record<string, boolean> | undefined;
type MapRow = (row: readonly unknown[]) => Record<string, unknown>;

interface Known {
  fields: SelectedFieldsOrdered;
  decoders: readonly (Decoder | undefined)[];
  map: MapRow;
}
interface Decoder {
  mapFromDriverValue: Decode;
}

const MOST = 500;
const known = new Map<string, Known>();

/** How the rows of a statement become objects, as Drizzle does it, but found out once for each statement and not for each value. */
export function rowMapper(statement: string, fields: SelectedFieldsOrdered, joined: Joined): MapRow {
  const before = known.get(statement);
  if (before && fits(before, fields)) return before.map;
  const decoders = fields.map(({ field }) => decoderOf(field));
  const made = { fields, decoders, map: makeMapper(fields, decoders, joined) };
  if (before || known.size < MOST) known.set(statement, made);
  return made.map;
}

/** The same text may be read into other names, or by other decoders. */
function fits({ fields: before, decoders }: Known, fields: SelectedFieldsOrdered): boolean {
  return fields.every(({ path, field }, index) => {
    const other = before[index];
    return (
      other !== undefined &&
      (other.field === field || decoders[index] === decoderOf(field)) &&
      path.length === other.path.length &&
      path.every((part, place) => part === other.path[place])
    );
  });
}

function makeMapper(fields: SelectedFieldsOrdered, decoders: readonly (Decoder | undefined)[], joined: Joined): MapRow {
  const places = fields.map(({ path, field }, index) => ({ path, index, decode: decodeOf(field, decoders[index]) }));
  return mapperOf(places, joined ? optionalObjects(fields, joined) : new Map());
}

interface Place {
  path: readonly string[];
  index: number;
  decode: Decode | undefined;
}

/** One pass over the values of a row, object by object. */
function mapperOf(places: readonly Place[], missingAt: ReadonlyMap<string, number>, depth = 0): MapRow {
  const parts = [...Map.groupBy(places, ({ path }) => path[depth] ?? "")].map(([name, inside]) => {
    const [first] = inside;
    const isValue = first !== undefined && first.path.length === depth + 1;
    return {
      name,
      value: isValue ? inside.at(-1) : undefined,
      map: isValue ? undefined : mapperOf(inside, new Map(), depth + 1),
      missing: missingAt.get(name) ?? -1,
    };
  });
  return (row) => {
    const made: Record<string, unknown> = {};
    for (const { name, value, map, missing } of parts) {
      if (value) {
        const found = row[value.index];
        made[name] = found === null || value.decode === undefined ? found : value.decode(found);
      } else made[name] = missing >= 0 && row[missing] === null ? null : map?.(row);
    }
    return made;
  };
}

/** Objects of one outer-joined table, with their first column: null as a whole where the join found no row, which that tells. */
function optionalObjects(fields: SelectedFieldsOrdered, joined: Record<string, boolean>): ReadonlyMap<string, number> {
  const found = new Map<string, { index: number; table: string | undefined }>();
  for (const [index, { path, field }] of fields.entries()) {
    const [name] = path;
    if (name === undefined || path.length !== 2 || !is(field, Column)) continue;
    const table = getTableName(field.table);
    const first = found.get(name);
    if (!first) found.set(name, { index, table });
    else if (first.table !== table) first.table = undefined;
  }
  return new Map([...found].flatMap(([name, { index, table }]) => (table === undefined || joined[table] ? [] : [[name, index]])));
}

function decoderOf(field: SelectedFieldsOrdered[number]["field"]): Decoder | undefined {
  if (is(field, Column)) return field;
  const source = is(field, SQL) ? field : is(field, Subquery) ? field._.sql : field.sql;
  return (source as unknown as { decoder?: Decoder }).decoder;
}

function decodeOf(field: SelectedFieldsOrdered[number]["field"], decoder: Decoder | undefined): Decode | undefined {
  if (is(field, PgTimestamp) && field.withTimezone) return (value) => (typeof value === "string" ? readTime(value) : value);
  if (!decoder || decoder.mapFromDriverValue === Column.prototype.mapFromDriverValue) return undefined;
  return (value) => decoder.mapFromDriverValue(value);
}

const UTC = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?\+00$/;

/** A moment as PostgreSQL writes it; the engine's own reading of this form is several times slower. */
export function readTime(text: string): Date {
  const match = UTC.exec(text);
  if (!match) return new Date(text);
  const [, year, month, day, hour, minute, second, fraction] = match;
  const ms = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1_000 + 1e-6);
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), ms));
}
