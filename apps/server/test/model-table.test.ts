import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { modelTable } from "@openvibe/core/models";
import { createDrivers, createLogger } from "@openvibe/core/platform";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSettings } from "../src/config.ts";
import { startModels } from "../src/models.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "openvibe-model-table-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const log = createLogger({ level: "silent" });
const GOOD = { provider: "openai", id: "in-house", contextTokens: 8_000, maxOutputTokens: 1_000, prices: [{ input: 1, output: 2 }] };

async function started(content: string) {
  const path = join(folder, "models.json");
  await writeFile(path, content);
  const drivers = createDrivers();
  const models = startModels(readSettings([], { MODEL_TABLE: path }), drivers, log, false);
  await models.close();
  return { table: drivers.get(modelTable) };
}

test("MODEL_TABLE is read at the start, with what it leaves out filled in and its day told", async () => {
  const { table } = await started(JSON.stringify({ models: [GOOD] }));
  // Everybody reads where a price is from: where the file lies is the operator's own matter.
  expect(table).toMatchObject({ source: "this server's operator", asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  expect(table.models).toEqual([{ ...GOOD, kind: "language", abilities: expect.objectContaining({ tools: true, vision: false }) }]);
});

test("a table that cannot be read stops the start with one line that names the file and what is wrong in it", async () => {
  const wrong = [
    ["no JSON at all", /JSON/],
    ["[]", /the file: /],
    [
      JSON.stringify({ models: [GOOD, { ...GOOD, contextTokens: "many", prices: [] }] }),
      /models\.1\.contextTokens: .*; models\.1\.prices: /,
    ],
  ] as const;
  for (const [content, said] of wrong) {
    const message = await started(content).then(
      () => "it was taken",
      (error: Error) => error.message,
    );
    expect(message).toMatch(/^MODEL_TABLE cannot be read: .*models\.json: .+$/);
    expect(message).toMatch(said);
  }
  const missing = readSettings([], { MODEL_TABLE: join(folder, "nowhere.json") });
  expect(() => startModels(missing, createDrivers(), log, false)).toThrow(/^MODEL_TABLE cannot be read: .*nowhere\.json: .*ENOENT/);
});
