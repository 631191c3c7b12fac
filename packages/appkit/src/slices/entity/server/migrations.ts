import { kebab, type AppSpec, type Entity } from "@openvibe/appspec";
import { keptTable, removedSlices } from "../../../app/server/removed-slices.ts";
import { slugOf } from "../../../naming.ts";
import type { PreviousFiles } from "../../slice-output.ts";
import { schemaOf, type EntitySchema } from "./schema.ts";
import { changeStatements, createStatements } from "./schema-changes.ts";
import { inTemplate } from "./sql.ts";

export const NUMBERED = /^(\d{4})-[a-z0-9-]+\.ts$/;

/** Earlier migration files as they were, one more if the stored shape changed, and the list of them. */
export function emitMigrations(spec: AppSpec, entity: Entity, previous: PreviousFiles): Record<string, string> {
  const slug = slugOf(entity);
  const folder = `features/${slug}/database`;
  const wanted = schemaOf(spec, entity);
  const files = new Map<string, string>();
  for (const [path, text] of previous) if (path.startsWith(`${folder}/migrations/`)) files.set(path, text);
  const before = readSchema(previous, slug);
  const mark = files.size + 1;
  const moved = before ? undefined : movedFrom(spec, entity, previous);
  const change = before ? changeStatements(before, wanted, mark) : { statements: createStatements(wanted), schema: wanted };
  if (change.statements.length > 0) {
    const name = before ? `${number(mark)}-change-${kebab(entity.plural)}` : `${number(mark)}-create-${kebab(entity.plural)}`;
    files.set(`${folder}/migrations/${name}.ts`, migrationFile(`${slug}/${name}`, change.statements, moved ? copiesOf(moved, wanted) : []));
  }
  const names = [...files.keys()].map((path) => path.slice(`${folder}/migrations/`.length)).filter((name) => NUMBERED.test(name));
  return {
    ...Object.fromEntries(files),
    [`${folder}/migrations.ts`]: listFile(names.sort()),
    [`${folder}/schema.json`]: `${JSON.stringify(change.schema, undefined, 2)}\n`,
  };
}

function readSchema(previous: PreviousFiles, slug: string): EntitySchema | undefined {
  const text = previous.get(`features/${slug}/database/schema.json`);
  return text === undefined ? undefined : (JSON.parse(text) as EntitySchema);
}

interface Moved {
  schema: EntitySchema;
  mark: number;
}

/** The entity's earlier tables when its plural, and so its slice, has another name now. */
function movedFrom(spec: AppSpec, entity: Entity, previous: PreviousFiles): Moved | undefined {
  return removedSlices(spec, previous)
    .flatMap(({ slug, mark }) => {
      const schema = readSchema(previous, slug);
      return schema?.entity === entity.name ? [{ schema, mark }] : [];
    })
    .at(0);
}

interface Copy {
  from: string;
  to: string;
  columns: string[];
}

function copiesOf({ schema: was, mark }: Moved, wanted: EntitySchema): Copy[] {
  const kept = wanted.columns.filter((column) => was.columns.some((each) => each.name === column.name && each.holds === column.holds));
  const rows = {
    from: keptTable(was.table, mark),
    to: wanted.table,
    columns: ["id", ...kept.map((each) => each.name), "version", "createdAt", "updatedAt"],
  };
  const links = wanted.joins.flatMap((join) => {
    const old = was.joins.find((each) => each.field === join.field && each.entity === join.entity);
    return old ? [{ from: keptTable(old.name, mark), to: join.name, columns: ["sourceId", "targetId", "position"] }] : [];
  });
  return [rows, ...links];
}

export function migrationFile(name: string, statements: string[], copies: Copy[]): string {
  const sql = `\`\n${statements.map((each) => `${inTemplate(each)};\n`).join("")}\``;
  const calls = copies.map(
    ({ from, to, columns }) => `copyKept(database, ${JSON.stringify(from)}, ${JSON.stringify(to)}, ${JSON.stringify(columns)});`,
  );
  const up = calls.length === 0 ? sql : `(database) => {\n    database.execute(${sql});\n    ${calls.join("\n    ")}\n  }`;
  return `import { ${calls.length === 0 ? "" : "copyKept, "}type Migration } from "../../../../shared/server/migrations.ts";

export const migration: Migration = { name: ${JSON.stringify(name)}, up: ${up} };
`.replace("import { type Migration }", "import type { Migration }");
}

export function listFile(names: string[]): string {
  const aliases = names.map((name) => [`migration${name.slice(0, 4)}`, name] as const);
  return `import type { Migration } from "../../../shared/server/migrations.ts";
${aliases.map(([alias, name]) => `import { migration as ${alias} } from "./migrations/${name}";`).join("\n")}

/** In the order in which they run. */
export const migrations: readonly Migration[] = [${aliases.map(([alias]) => alias).join(", ")}];
`;
}

function number(value: number): string {
  return String(value).padStart(4, "0");
}
