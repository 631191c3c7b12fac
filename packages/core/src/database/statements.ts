import { DrizzleQueryError, getTableColumns, is, Param, Placeholder, sql, type Query, type SQL, type Table } from "drizzle-orm";
import { NodePgDatabase, NodePgSession } from "drizzle-orm/node-postgres";
import { PgDialect, PgPreparedQuery, type PreparedQueryConfig, type SelectedFieldsOrdered } from "drizzle-orm/pg-core";
import pg from "pg";
import { rowMapper, type Joined } from "./rows.ts";

/** Sends one statement to the database, on a connection that is bound as it must be. */
export type Run = (statement: pg.QueryArrayConfig | pg.QueryConfig, values: unknown[]) => Promise<pg.QueryResult>;

const DIALECT = new PgDialect();
const { TIMESTAMPTZ, TIMESTAMP, DATE, INTERVAL } = pg.types.builtins;
/** Times and their arrays: Drizzle's columns read them themselves. */
const AS_TEXT = new Set<number>([TIMESTAMPTZ, TIMESTAMP, DATE, INTERVAL, 1231, 1115, 1185, 1187, 1182]);
const asText = (value: unknown) => value;
const types: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: "text" | "binary") => (AS_TEXT.has(type) ? asText : pg.types.getTypeParser(type, format)),
};

/** Drizzle's builders over our own way to send statements. Its own session works out the mapping of rows anew for every value. */
export function buildersOver(run: Run): NodePgDatabase {
  const db = new NodePgDatabase(DIALECT, new Session(run), undefined);
  runs.set(db, run);
  return db;
}

const runs = new WeakMap<object, Run>();

/** Builds a statement once, by Drizzle's builders. */
export type Building<Rows, Given extends unknown[] = []> = (
  db: NodePgDatabase,
  ...given: Given
) => { prepare(name: string): unknown; execute(): Promise<Rows> };

/** A statement that is built once, with `sql.placeholder`s for its values, and sent through whichever database is given. */
export function prepareStatement<Rows>(build: Building<Rows>): (db: object, values: Record<string, unknown>) => Promise<Rows> {
  let built: Statement<PreparedQueryConfig> | undefined;
  return async (db, values) => {
    const run = runs.get(db);
    if (!run) throw new Error("a prepared statement was sent through a database that is not ours");
    built ??= build(UNSENT).prepare("") as Statement<PreparedQueryConfig>;
    return (await built.sendFilled(run, values)) as Rows;
  };
}

/** A placeholder for each column, to prepare the insert of a whole row. */
export function placeholdersOf<T extends Table>(table: T): { [Name in keyof T["$inferInsert"]]-?: Placeholder } {
  const names = Object.keys(getTableColumns(table));
  return Object.fromEntries(names.map((name) => [name, sql.placeholder(name)])) as { [Name in keyof T["$inferInsert"]]-?: Placeholder };
}

/** What selects many rows from one array for each column: the same statement however many there are, planned once. `columnsOf` gives its values. */
export function rowsFromArrays(table: Table): SQL {
  const arrays = Object.entries(getTableColumns(table)).map(
    ([name, column]) => sql`${sql.placeholder(name)}::${sql.raw(column.getSQLType())}[]`,
  );
  return sql`select * from unnest(${sql.join(arrays, sql`, `)})`;
}

/** Whole rows, by column; no column's default is taken. */
export function columnsOf<T extends Table>(table: T, rows: readonly Required<T["$inferInsert"]>[]): Record<string, unknown[]> {
  return Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([name, column]) => [
      name,
      rows.map((row) => {
        const value: unknown = row[name as keyof typeof row];
        return value === null || value === undefined ? null : column.mapToDriverValue(value);
      }),
    ]),
  );
}

class Statement<T extends PreparedQueryConfig> extends PgPreparedQuery<T> {
  #places: Place[] | undefined;
  /** Set by Drizzle's select. */
  joinsNotNullableMap: Joined = undefined;
  readonly #run: Run;
  readonly #fields: SelectedFieldsOrdered | undefined;
  readonly #mapRows: ((rows: unknown[][]) => unknown) | undefined;

  constructor(run: Run, query: Query, fields: SelectedFieldsOrdered | undefined, mapRows: ((rows: unknown[][]) => unknown) | undefined) {
    super(query, undefined, undefined);
    this.#run = run;
    this.#fields = fields;
    this.#mapRows = mapRows;
  }

  async execute(): Promise<T["execute"]> {
    const inArrays = this.#fields !== undefined || this.#mapRows !== undefined;
    return this.#send(this.#run, this.query.params, inArrays);
  }

  async sendFilled(run: Run, values: Record<string, unknown>): Promise<T["execute"]> {
    this.#places ??= this.query.params.map(placeOf);
    return this.#send(
      run,
      this.#places.map((place) => place(values)),
      true,
    );
  }

  async #send(run: Run, params: unknown[], inArrays: boolean): Promise<T["execute"]> {
    const { sql: text } = this.query;
    let result: pg.QueryResult;
    try {
      result = await run(inArrays ? inRows(text) : { text, types }, params);
    } catch (cause) {
      throw new DrizzleQueryError(text, params, cause instanceof Error ? cause : new Error(String(cause)));
    }
    if (this.#mapRows) return this.#mapRows(result.rows);
    return this.#fields ? result.rows.map(rowMapper(text, this.#fields, this.joinsNotNullableMap)) : result;
  }
}

type Place = (values: Record<string, unknown>) => unknown;

/** What stands in one place of a prepared statement. Nothing stays nothing: columns know only how to encode a value. */
function placeOf(param: unknown): Place {
  const isEncoded = is(param, Param);
  const placed: unknown = isEncoded ? param.value : param;
  if (!is(placed, Placeholder)) return () => param;
  const { name } = placed;
  return (values) => {
    if (!(name in values)) throw new Error(`a prepared statement was sent without its value "${name}"`);
    const value = values[name];
    return isEncoded && value !== null ? param.encoder.mapToDriverValue(value) : value;
  };
}

class Session extends NodePgSession<Record<string, never>, Record<string, never>> {
  readonly #run: Run;

  constructor(run: Run) {
    super({ query: run } as unknown as pg.PoolClient, DIALECT, undefined);
    this.#run = run;
  }

  override prepareQuery<T extends PreparedQueryConfig = PreparedQueryConfig>(
    query: Query,
    fields: SelectedFieldsOrdered | undefined,
    _name: string | undefined,
    _inArrays: boolean,
    mapRows?: (rows: unknown[][]) => T["execute"],
  ): PgPreparedQuery<T> {
    return new Statement<T>(this.#run, query, fields, mapRows);
  }
}

const UNSENT = new NodePgDatabase(DIALECT, new Session(() => Promise.reject(new Error("only built, never sent"))), undefined);

const MOST_PREPARED = 300;
const LONGEST_PREPARED = 4_000;
/** Values of a list, one by one: another text for each length. They take no more places than this. */
const LISTED = / in \(\$\d+, \$\d+, \$\d+/;
const MOST_LISTED = 100;
let listed = 0;
const prepared = new Map<string, pg.QueryArrayConfig>();

/**
 * Named, so that each connection plans a statement once: half the database's work for a short one. What describes it is inherited, as pg copies
 * each own property of it for every statement sent.
 */
function inRows(text: string): pg.QueryArrayConfig {
  const known = prepared.get(text);
  if (known) return known;
  const isListed = LISTED.test(text);
  const isKept = prepared.size < MOST_PREPARED && text.length <= LONGEST_PREPARED && !(isListed && listed >= MOST_LISTED);
  if (isKept && isListed) listed += 1;
  const described: pg.QueryArrayConfig = { text, rowMode: "array", types, ...(isKept && { name: `ov_${prepared.size}` }) };
  const config = Object.create(described) as pg.QueryArrayConfig;
  if (isKept) prepared.set(text, config);
  return config;
}
