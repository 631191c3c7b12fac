/**
 * Long talks, each line remembered, among small talk; then questions, and whether the lines that answer them are among the first five recalled.
 * Lexical: what works with no key. Semantic: through a server that speaks OpenAI's format, whose embedding is a stub that knows synonyms, written
 * down in locomo-synonyms.ts; it shows what the blend does with meanings, and is no model. Run: node benchmarks/locomo.ts
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { modelDriver, modelProvider, operatorAccounts, type UsableAccount } from "@openvibe/core/gateway";
import { recall, remember } from "@openvibe/core/memory";
import { makeContext, newId, type Context } from "@openvibe/core/platform";
import { createModelDriver, offlineModel } from "@openvibe/drivers/models";
import { startModelServer } from "@openvibe/drivers/models/testing";
import { synonymVector } from "./locomo-synonyms.ts";
import { startBarePlatform } from "./bare-platform.ts";

const FIRST = 5;
const SMALL_TALK = 400;

interface Line {
  text: string;
  replaces: number | undefined;
}
interface Question {
  kind: string;
  text: string;
  lines: number[];
}
interface Talk {
  lines: Line[];
  questions: Question[];
}

async function readTalks(): Promise<Talk[]> {
  const text = await readFile(join(import.meta.dirname, "locomo.txt"), "utf8");
  const blocks = text.split(/\n\s*\n/).map((block) => block.split("\n").filter((line) => line !== "" && !line.startsWith("#")));
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => ({
      lines: block
        .filter((line) => !line.startsWith("?"))
        .map((line) => {
          const [, replaced, said = line] = /^(?:~(\d+) )?(.*)$/.exec(line) ?? [];
          return { text: said, replaces: replaced === undefined ? undefined : Number(replaced) };
        }),
      questions: block
        .filter((line) => line.startsWith("?"))
        .map((line) => {
          const [kind = "", question = "", lines = ""] = line.slice(1).split("|");
          return { kind: kind.trim(), text: question.trim(), lines: lines.split(",").map(Number) };
        }),
    }));
}

const PEOPLE = ["Ana", "Bo", "Cleo", "Dirk", "Elif", "Femi"];
const THINGS = ["the coffee machine", "my umbrella", "the printer", "the window", "that film", "the football match", "my cold", "the lift"];
const SAYINGS = [
  "was fine again today",
  "is broken once more",
  "made me laugh",
  "took ages",
  "is nobody's fault",
  "can wait",
  "was better in spring",
];
const pick = (list: readonly string[], at: number) => list[at % list.length] ?? "";
const smallTalk = (n: number) =>
  `${pick(PEOPLE, n)}: ${pick(THINGS, n * 7 + 3)} ${pick(SAYINGS, n * 5 + 1)}, ${pick(PEOPLE, n + 2)} (${n}).`;

const { platform, drivers, close } = await startBarePlatform(8);
const models = await startModelServer({ embed: synonymVector });
const driver = createModelDriver({ reach: "machine" });
drivers.put(modelDriver, driver).put(modelProvider, offlineModel());
const stub: UsableAccount = {
  id: "stub",
  account: { kind: "openai", name: "openai", baseUrl: models.baseUrl("openai"), key: "stub-key" },
  ownKey: true,
  local: true,
  models: [],
};

const inWorkspace = (): Context =>
  makeContext(platform, { workspaceId: newId("wsp"), actor: { kind: "person", id: newId("mem"), can: "everything" } });

async function fill(ctx: Context, talks: readonly Talk[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [talk, { lines }] of talks.entries())
    for (const [index, { text, replaces }] of lines.entries()) {
      const supersedes = replaces === undefined ? undefined : ids.get(`${talk}/${replaces}`);
      const memory = await remember(ctx, { text, ...(supersedes ? { supersedes } : {}) });
      ids.set(`${talk}/${index + 1}`, memory.id);
    }
  for (let n = 0; n < SMALL_TALK; n += 1) await remember(ctx, { text: smallTalk(n) });
  return ids;
}

interface Score {
  asked: number;
  /** Shares of each question's lines that were among the first five, added up. */
  found: number;
  /** Of these, by meaning alone: its own first five. */
  byMeaning: number;
  byWord: number;
}

async function askAll(ctx: Context, talks: readonly Talk[], ids: ReadonlyMap<string, string>): Promise<Map<string, Score>> {
  const scores = new Map<string, Score>();
  for (const [talk, { questions }] of talks.entries())
    for (const { kind, text, lines } of questions) {
      const { items } = await recall(ctx, { query: text, limit: 100, budgetTokens: 50_000 });
      const wanted = lines.map((line) => ids.get(`${talk}/${line}`) ?? "");
      const share = (hits: readonly string[]) => wanted.filter((id) => hits.includes(id)).length / wanted.length;
      const among = (way: "byWord" | "byMeaning") =>
        share(items.filter((item) => (item[way] ?? FIRST + 1) <= FIRST).map(({ memory }) => memory.id));
      for (const name of [kind, "all"]) {
        const score = scores.get(name) ?? { asked: 0, found: 0, byWord: 0, byMeaning: 0 };
        scores.set(name, {
          asked: score.asked + 1,
          found: score.found + share(items.slice(0, FIRST).map(({ memory }) => memory.id)),
          byWord: score.byWord + among("byWord"),
          byMeaning: score.byMeaning + among("byMeaning"),
        });
      }
    }
  return scores;
}

const percent = (part: number, of: number) => `${((part / of) * 100).toFixed(0)} %`.padStart(6);

try {
  const talks = await readTalks();
  const lines = talks.reduce((all, talk) => all + talk.lines.length, 0);
  const questions = talks.reduce((all, talk) => all + talk.questions.length, 0);
  process.stdout.write(`${questions} questions about ${lines} lines in ${talks.length} talks, among ${SMALL_TALK} lines of small talk\n`);
  for (const [name, use] of [
    ["with no key (offline/lexical)", []],
    ["with the stub of a semantic embedding", [stub]],
  ] as const) {
    drivers.put(operatorAccounts, use);
    const ctx = inWorkspace();
    const scores = await askAll(ctx, talks, await fill(ctx, talks));
    process.stdout.write(`\nrecall@${FIRST} ${name}\n${"".padEnd(12)}  asked  by word  by embedding  blended\n`);
    for (const [kind, { asked, found, byWord, byMeaning }] of [...scores].toSorted(([one], [other]) => (one < other ? -1 : 1)))
      process.stdout.write(
        `${kind.padEnd(12)} ${String(asked).padStart(6)}   ${percent(byWord, asked)}        ${percent(byMeaning, asked)}   ${percent(found, asked)}\n`,
      );
  }
} finally {
  await driver.close();
  await models.close();
  await close();
}
