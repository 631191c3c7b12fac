import { existsSync } from "node:fs";
import { glob, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
/** What a path in running text may be written from. */
const BASES = ["", "packages", "packages/core/src", "apps/web/src", "apps/server/src"];
const PATH = /^[\w.-]+\.md$|^[\w.-]+\/([\w./-]+\.(ts|mjs|md)|([\w-]+\/)*)$|^(apps|benchmarks|docs|packages|tools)\/[\w./-]+$/;

const read = (path: string) => readFile(join(ROOT, path), "utf8");
const pages = await Promise.all(
  (await Array.fromAsync(glob(["*.md", "docs/*.md"], { cwd: ROOT }))).toSorted().map(async (path) => ({ path, text: await read(path) })),
);
/** What stands as code: between backticks, or in a block. */
const codeIn = (text: string) => [...text.matchAll(/^```\w*\n([\s\S]*?)^```|`([^`\n]+)`/gm)].map(([, block, span]) => block ?? span ?? "");
const config = await read("apps/server/src/config.ts");
const named = (list: string) => config.split(`const ${list}`)[1]?.split("\n}")[0] ?? "";
const variables = [...named("ENVIRONMENT").matchAll(/: "(\w+)"/g)].map(([, name = ""]) => name);
const flags = [...named("FLAGS").matchAll(/^ {2}"?([\w-]+)"?: \{ type/gm)].map(([, name = ""]) => `--${name}`);

test("pages name paths and commands that are there", async () => {
  const { scripts } = JSON.parse(await read("package.json")) as { scripts: Record<string, string> };
  const missing = pages.flatMap(({ path, text }) => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, link = ""]) => join(dirname(path), link));
    const code = codeIn(text);
    const paths = code.flatMap((each) => each.split(/[\s,()]+/)).filter((word) => PATH.test(word));
    const run = code.flatMap((each) => [...each.matchAll(/\bnpm (?:run )?(\S+)/g)].map(([, name = ""]) => name));
    return [
      ...[...links, ...paths].filter((each) => !BASES.some((base) => existsSync(join(ROOT, base, each)))),
      ...run.filter((name) => !(name in scripts) && !["ci", "install"].includes(name)).map((name) => `npm ${name}`),
    ].map((each) => `${path}: ${each}`);
  });
  expect(missing).toEqual([]);
});

test("every setting of the server is told, and every one that is told is there", async () => {
  const told = new Set(
    pages.flatMap(({ text }) => codeIn(text).flatMap((each) => each.match(/--[a-z][a-z-]+|\b[A-Z]+(_[A-Z]+)+\b|\b(PORT|HOST)\b/g) ?? [])),
  );
  expect(variables).toContain("DATABASE_URL");
  expect(flags).toContain("--log-level");
  // For work on the code itself, by `npm run dev`.
  const known = [...variables, ...flags].filter((name) => !["OPENVIBE_DEV", "--dev"].includes(name));
  expect(known.filter((name) => !told.has(name))).toEqual([]);
  const sources = await Promise.all((await Array.fromAsync(glob("{apps,packages}/*/{src,test}/**/*.ts", { cwd: ROOT }))).map(read));
  const elsewhere = [...told].filter((name) => /^[A-Z]/.test(name) && !variables.includes(name));
  expect(elsewhere.filter((name) => !sources.some((text) => text.includes(`"${name}"`)))).toEqual([]);
});
