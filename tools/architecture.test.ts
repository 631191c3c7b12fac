import { glob, readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const CORE = "packages/core/src";

/** The map of docs/ARCHITECTURE.md: a module imports only from modules above it. */
const MODULES = [
  "database",
  "platform",
  "identity",
  "settings",
  "billing",
  "keys",
  "models",
  "admission",
  "gateway",
  "files",
  "cards",
  "chat",
  "activity",
  "knowledge",
  "runs",
  "memory",
  "inbox",
  "connectors",
  "approvals",
  "turns",
  "registry",
  "agents",
  "schedules",
  "plans",
  "projects",
  "sandbox",
  "hosting",
  "builder",
  "coding",
  "insights",
  "briefing",
  "search",
  "webhooks",
  "archives",
  "transfer",
];

interface Source {
  path: string;
  text: string;
  lines: number;
  imports: string[];
}

const sources = await readSources([
  "apps/*/src/**/*.{ts,tsx}",
  "packages/*/src/**/*.{ts,tsx}",
  "packages/appkit/kit/**/*.{ts,tsx}",
  "tools/*.ts",
  "benchmarks/*.ts",
]);
const own = sources.filter((source) => !source.path.endsWith(".test.ts"));
const core = own.filter((source) => source.path.startsWith(`${CORE}/`));

async function readSources(patterns: string[]): Promise<Source[]> {
  const paths = (await Array.fromAsync(glob(patterns, { cwd: ROOT }))).filter((path) => !/node_modules|\.next|appkit\/runtime/.test(path));
  return Promise.all(paths.toSorted().map(readSource));
}

async function readSource(path: string): Promise<Source> {
  const text = await readFile(join(ROOT, path), "utf8");
  const { module } = parseSync(path, text);
  const fromExports = module.staticExports.flatMap((each) =>
    each.entries.flatMap((entry) => (entry.moduleRequest ? [entry.moduleRequest.value] : [])),
  );
  const dynamic = module.dynamicImports.flatMap((each) => text.slice(each.moduleRequest.start + 1, each.moduleRequest.end - 1));
  return {
    path,
    text,
    lines: text.split("\n").length - 1,
    imports: [...module.staticImports.map((each) => each.moduleRequest.value), ...fromExports, ...dynamic],
  };
}

const moduleOf = (path: string) => path.slice(CORE.length + 1).split("/")[0] ?? "";
const target = (source: Source, specifier: string) => relative(ROOT, resolve(ROOT, source.path, "..", specifier));

describe("modules of the core", () => {
  test("are all on the list, in its order", () => {
    expect([...new Set(core.map((source) => moduleOf(source.path)))].filter((name) => !MODULES.includes(name))).toEqual([]);
    const upward = core.flatMap((source) =>
      source.imports
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => target(source, specifier))
        .filter((path) => MODULES.indexOf(moduleOf(path)) > MODULES.indexOf(moduleOf(source.path)))
        .map((path) => `${source.path} -> ${path}`),
    );
    expect(upward).toEqual([]);
  });

  test("are entered by their front door: index.ts, a browser-safe model, or a table for a foreign key", () => {
    const doors = /\/(index|model|tables|event-definition|paging)\.ts$/;
    const sideways = core.flatMap((source) =>
      source.imports
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => target(source, specifier))
        .filter((path) => moduleOf(path) !== moduleOf(source.path) && !doors.test(path))
        .filter((path) => !(source.path.endsWith("tables.ts") && path.endsWith("tables.ts")))
        .map((path) => `${source.path} -> ${path}`),
    );
    // NOTE: the errors are named directly where index.ts would be a circle.
    expect(sideways.filter((line) => !line.includes("/database/errors.ts"))).toEqual([]);
  });

  test("know no HTTP, no React and no vendor of a driver", () => {
    const foreign = /^(fastify|next|react|undici|socket\.io|@orpc|@openvibe\/drivers|@openvibe\/server|@openvibe\/ui)/;
    expect(
      core.flatMap((source) =>
        source.imports.filter((specifier) => foreign.test(specifier)).map((specifier) => `${source.path} -> ${specifier}`),
      ),
    ).toEqual([]);
  });

  test("have words that a browser can read: model.ts imports zod and other models only", () => {
    const allowed = /^zod$|^@openvibe\/appspec$|(model|event-definition|paging)\.ts$/;
    const models = core.filter((source) => /\/(model|event-definition|paging)\.ts$/.test(source.path));
    expect(
      models.flatMap((source) =>
        source.imports.filter((specifier) => !allowed.test(specifier)).map((specifier) => `${source.path} -> ${specifier}`),
      ),
    ).toEqual([]);
  });

  test("guard every table of a workspace in the database", () => {
    const tables = core.filter((source) => source.path.endsWith("/tables.ts"));
    const unguarded = tables.flatMap((source) =>
      source.text
        .split(/\bpgTable\(/)
        .slice(1)
        .filter((text) => text.includes("workspaceId()") && !text.includes("workspacePolicy()"))
        .map((text) => `${source.path}: ${text.trim().slice(0, 40)}`),
    );
    expect(unguarded).toEqual([]);
  });
});

describe("the house", () => {
  test("reads the environment in one place", () => {
    const readers = own.filter((source) => /process\.env\b/.test(source.text)).map((source) => source.path);
    const allowed =
      /^(apps\/server\/src\/main\.ts|apps\/cli\/src\/main\.ts|apps\/web\/src\/data\/build\.ts|packages\/appkit\/kit\/app\/server\.ts|packages\/appkit\/kit\/shared\/server\/start\.ts|benchmarks\/.*|tools\/.*)$/;
    expect(readers.filter((path) => !allowed.test(path))).toEqual([]);
  });

  test("keeps files and modules small enough to be read in one sitting", () => {
    const long = own
      .filter((source) => source.lines > 300 && !/\/(migrations|lexicon|primitives)\/|app-glyphs/.test(source.path))
      .map((source) => `${source.path}: ${source.lines}`);
    expect(long).toEqual([]);
    const longTests = sources
      .filter((source) => source.path.endsWith(".test.ts") && source.lines > 500)
      .map((source) => `${source.path}: ${source.lines}`);
    expect(longTests).toEqual([]);
    const sizes = Map.groupBy(core, (source) => moduleOf(source.path));
    expect(
      [...sizes]
        .map(([name, files]) => [name, files.reduce((all, file) => all + file.lines, 0)] as const)
        .filter(([, lines]) => lines > 2_500),
    ).toEqual([]);
  });

  test("names files in kebab-case and says any nowhere", () => {
    const odd = own
      .map((source) => source.path.split("/").at(-1) ?? "")
      .filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.tsx?$/.test(name));
    expect(odd.filter((name) => !name.startsWith("["))).toEqual([]);
    expect(
      own
        .filter((source) =>
          /(:|as|<) ?any\b(?! of| more| other)/.test(source.text.replaceAll(/\/\/.*|\/\*[\s\S]*?\*\/|`[^`]*`|"[^"]*"/g, "")),
        )
        .map((source) => source.path),
    ).toEqual([]);
    expect(
      own
        .map((source) => source.path)
        .filter((path) => /\/(utils?|common|helpers?|managers?|base|v2)(\/|\.tsx?$)/.test(path) && !path.endsWith("api/base.ts")),
    ).toEqual([]);
  });
});
