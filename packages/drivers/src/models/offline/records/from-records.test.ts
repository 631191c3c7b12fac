import { expect, test } from "vitest";
import { runSkill } from "../skills.ts";
import { changeSpec, writeSpec } from "../index.ts";

const records = [
  {
    title: "Leek soup",
    facts: {
      Difficulty: "Easy",
      Ingredients: "leeks, cream",
      Method: "Cut the leeks. Boil them for twenty minutes. Add the cream. Serve.",
    },
  },
  { title: "Rye bread", facts: { Difficulty: "Hard", Ingredients: "rye, salt" } },
  { title: "Onion tart", facts: { Difficulty: "Easy", Ingredients: "onions, cream" } },
];
const ask = (question: string, more: object = {}) =>
  (runSkill("answer_from_records", { question, noun: "recipe", nouns: "recipes", total: 3, records, ...more }) as { text: string }).text;

test("a question is answered by the records that hold its words, with the lines that do", () => {
  expect(ask("Which recipes are easy?")).toBe(
    "2 recipes have “easy”:\n- **Leek soup** – Difficulty: Easy\n- **Onion tart** – Difficulty: Easy",
  );
  expect(ask("What can I cook with cream and leeks?")).toContain("- **Leek soup**");
  expect(ask("What can I cook with cream and leeks?")).not.toContain("Onion tart");
  expect(ask("How many recipes are there?", { total: 412 })).toBe("There are 412 recipes.");
});

test("what is not there is said, and nothing is made up", () => {
  expect(ask("Which recipe has truffles?")).toBe(
    "No recipe here has the words “truffle”. The newest recipes are:\n- **Leek soup**\n- **Rye bread**\n- **Onion tart**",
  );
  expect(ask("???")).toMatch(/^The newest recipes are:/);
  expect(() => ask("x", { records: "none" })).toThrow(/records/);
});

test("a summary and a draft use the record's own facts alone", () => {
  const input = { noun: "recipe", draft: "Description", record: records[0] };
  const { text } = runSkill("summarize_record", input) as { text: string };
  expect(text).toBe("**Leek soup** – difficulty: Easy, ingredients: leeks, cream.\n\nCut the leeks. Boil them for twenty minutes.");
  expect((runSkill("draft_from_record", input) as { text: string }).text).toMatch(/^Leek soup is a recipe worth a look \(difficulty Easy/);
  const reply = runSkill("draft_from_record", { ...input, draft: "Reply", record: { title: "Printer is broken", facts: {} } });
  expect(reply).toEqual({ text: "Hello,\n\nthank you for “Printer is broken”. We have it in front of us." });
});

test.each([
  ["A recipe app with an AI assistant that suggests recipes from the pantry", "recipe", "Description"],
  ["Tickets with priority for our team. Summarise each ticket and draft replies", "ticket", "Reply"],
  ["An AI powered CRM with contacts and deals", "contact", "Description"],
  ["An app to summarise meeting notes", "note", "Description"],
])("“%s” has an assistant", (idea, on, draft) => {
  const { spec } = writeSpec(idea);
  expect(spec.features.filter(({ kind }) => kind === "assistant")).toMatchObject([{ on, draft }]);
  expect(spec.entities.map(({ name }) => name)).not.toContain("track");
  expect(spec.nonGoals.map(({ text }) => text).join()).not.toMatch(/AI/);
});

test("an assistant comes and goes by a wish", () => {
  const { spec } = writeSpec("A shelf of books with title and author");
  const added = changeSpec(spec, "Add an AI assistant");
  if (added.kind !== "changed") throw new Error(added.message);
  expect(added.spec.features).toContainEqual(expect.objectContaining({ kind: "assistant", on: "book" }));
  const removed = changeSpec(added.spec, "Remove the assistant");
  if (removed.kind !== "changed") throw new Error(removed.message);
  expect(removed.spec.features).toEqual(spec.features);
});

test("an app that asks for none has no assistant, and what no model here does is left out and said", () => {
  expect(writeSpec("A dental clinic where assistants manage appointments").spec.features.map(({ kind }) => kind)).not.toContain(
    "assistant",
  );
  const { spec } = writeSpec("A photo album with face recognition");
  expect(spec.features.map(({ kind }) => kind)).not.toContain("assistant");
  expect(spec.nonGoals.map(({ text }) => text)).toContain("AI beside text");
});
