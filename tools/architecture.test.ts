import { glob, readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { parseSync, Visitor, type ParseResult } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { KEY_PERMISSIONS } from "../packages/core/src/identity/model.ts";
import { PERMISSIONS } from "../packages/core/src/identity/permissions.ts";
import { AGENT_RIGHTS } from "../packages/core/src/registry/rights.ts";

const ROOT = join(import.meta.dirname, "..");
const CORE = "packages/core/src";

/** The table of docs/ARCHITECTURE.md, lowest first: a module imports only from modules above it. */
const MODULES = await readModules();

interface Source {
  path: string;
  text: string;
  lines: number;
  imports: string[];
  /** Of its longest function, those of functions within it not counted. */
  functionLines: number;
  saysAny: boolean;
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

async function readModules(): Promise<string[]> {
  const page = await readFile(join(ROOT, "docs/ARCHITECTURE.md"), "utf8");
  const [, table = ""] = /^\| module .*\n\| -.*\n((?:\| .*\n)+)/m.exec(page) ?? [];
  return [...table.matchAll(/^\| (\w+)/gm)].map(([, name = ""]) => name);
}

async function readSources(patterns: string[]): Promise<Source[]> {
  const paths = (await Array.fromAsync(glob(patterns, { cwd: ROOT }))).filter((path) => !/node_modules|\.next|appkit\/runtime/.test(path));
  return Promise.all(paths.toSorted().map(readSource));
}

async function readSource(path: string): Promise<Source> {
  const text = await readFile(join(ROOT, path), "utf8");
  const { module, program } = parseSync(path, text);
  const fromExports = module.staticExports.flatMap((each) =>
    each.entries.flatMap((entry) => (entry.moduleRequest ? [entry.moduleRequest.value] : [])),
  );
  const dynamic = module.dynamicImports.flatMap((each) => text.slice(each.moduleRequest.start + 1, each.moduleRequest.end - 1));
  return {
    path,
    text,
    lines: text.split("\n").length - 1,
    functionLines: longestFunction(program, text),
    saysAny: hasAny(program),
    imports: [...module.staticImports.map((each) => each.moduleRequest.value), ...fromExports, ...dynamic],
  };
}

function hasAny(program: ParseResult["program"]): boolean {
  let found = false;
  new Visitor({ TSAnyKeyword: () => void (found = true) }).visit(program);
  return found;
}

function longestFunction(program: ParseResult["program"], text: string): number {
  const breaks = [...text.matchAll(/\n/g)].map(({ index }) => index);
  const lineOf = (at: number) => breaks.findLastIndex((each) => each < at) + 1;
  const open: { within: number }[] = [];
  let most = 0;
  const enter = () => void open.push({ within: 0 });
  const leave = ({ start, end }: { start: number; end: number }) => {
    const lines = lineOf(end) - lineOf(start);
    most = Math.max(most, lines + 1 - (open.pop()?.within ?? 0));
    const around = open.at(-1);
    if (around) around.within += lines;
  };
  new Visitor({
    FunctionDeclaration: enter,
    "FunctionDeclaration:exit": leave,
    FunctionExpression: enter,
    "FunctionExpression:exit": leave,
    ArrowFunctionExpression: enter,
    "ArrowFunctionExpression:exit": leave,
  }).visit(program);
  return most;
}

const moduleOf = (path: string) => path.slice(CORE.length + 1).split("/")[0] ?? "";
const target = (source: Source, specifier: string) => relative(ROOT, resolve(ROOT, source.path, "..", specifier));

describe("modules of the core", () => {
  test("are all on the page that lists them, in its order", () => {
    expect(MODULES.toSorted()).toEqual([...new Set(core.map((source) => moduleOf(source.path)))].toSorted());
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
    // NOTE: a screen is read with its markup, and what writes apps with their code: their files alone are held.
    const windy = own
      .filter(({ path, functionLines }) => functionLines > 80 && path.endsWith(".ts") && !/^packages\/appkit\/src\/|\/lexicon\//.test(path))
      .map(({ path, functionLines }) => `${path}: a function of ${functionLines}`);
    expect(windy).toEqual([]);
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
    expect(own.filter(({ saysAny }) => saysAny).map(({ path }) => path)).toEqual([]);
    expect(
      own
        .map((source) => source.path)
        .filter((path) => /\/(utils?|common|helpers?|managers?|base|v2)(\/|\.tsx?$)/.test(path) && !path.endsWith("api/base.ts")),
    ).toEqual([]);
  });
});

/** What people may and no API key can be given, with the reason. */
const KEPT_FROM_KEYS: Readonly<Record<string, string>> = {
  "identity:keys": "a key never makes another",
  "keys:own": "keys of model providers are secrets and money",
  "keys:manage": "keys of model providers are secrets and money",
  "approvals:decide": "a person decides what an agent may do",
  "agents:rate": "people say how an agent did",
  "agents:manage": "what agents are told is governed by people",
  "connectors:manage": "what agents reach outside is governed by people",
  "gateway:manage": "which models are used is governed by people",
  "connectors:use": "a program has its own way to the web",
  "sandbox:run": "a program has its own machine to run code on",
  "settings:write": "the settings of a person, made on their screens",
  "search:write": "the index is made anew by admins",
  "inbox:read_outbox": "mail and push messages to everybody",
  "turns:read_transcripts": "all that agents were told, private talk too",
  "transfer:read": "a whole workspace leaves or enters by a person's hand",
  "transfer:export": "a whole workspace leaves or enters by a person's hand",
  "transfer:import": "a whole workspace leaves or enters by a person's hand",
};
/** What nobody but an owner holds: our own work, under the system's account. */
const OF_THE_SYSTEM = [
  "agents:answer",
  "agents:attend",
  "agents:prune",
  "approvals:expire",
  "billing:grant",
  "chat:audit",
  "platform:follow",
  "runs:work",
  "turns:deny",
  "turns:prune",
  "turns:record",
  "webhooks:deliver",
];

describe("permissions", () => {
  const LISTS = /\/(permissions|rights|api-key-model)\.ts$/;
  const asked = new Set(
    core
      .filter(({ path }) => !LISTS.test(path))
      .flatMap(({ text }) => [...text.matchAll(/"([a-z]+):[a-z_]+"/g)].filter(([, module = ""]) => MODULES.includes(module)))
      .map(([quoted]) => quoted.slice(1, -1)),
  );

  test("that verbs ask for are each held by a role or by agents, or are the system's own", () => {
    const { admin } = PERMISSIONS;
    if (admin === "everything") throw new Error("an admin has a list of rights");
    const held = new Set([...admin, ...AGENT_RIGHTS]);
    expect([...asked].filter((permission) => !held.has(permission)).toSorted()).toEqual(OF_THE_SYSTEM);
    expect([...held].filter((permission) => !asked.has(permission))).toEqual([]);
  });

  test("that people hold can each be given to an API key, or are kept from keys for a reason", () => {
    const decided = [...Object.keys(KEY_PERMISSIONS), ...Object.keys(KEPT_FROM_KEYS)].toSorted();
    expect(decided).toEqual([...asked].filter((permission) => !OF_THE_SYSTEM.includes(permission)).toSorted());
  });
});
