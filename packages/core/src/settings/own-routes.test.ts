import { expect, test } from "vitest";
import { readRoutes, SETTINGS, writeRoutes } from "./model.ts";

test("routes come back as they were written, half-written ones too, and are kept once each has a model", () => {
  const { schema } = SETTINGS["models.special"];
  const text = "agent developer: anthropic/claude-opus-5-5, ollama/qwen3-coder:480b; skill write_spec: openai/gpt-6-luna";
  const routes = readRoutes(text);
  expect(routes).toEqual([
    { who: "agent developer", models: "anthropic/claude-opus-5-5, ollama/qwen3-coder:480b" },
    { who: "skill write_spec", models: "openai/gpt-6-luna" },
  ]);
  expect(writeRoutes(routes)).toBe(text);
  const begun = writeRoutes([...routes, { who: "skill turn", models: "" }]);
  expect(readRoutes(begun).at(-1)).toEqual({ who: "skill turn", models: "" });
  expect(schema.safeParse(begun).success).toBe(false);
  const typing = writeRoutes([{ who: "skill turn", models: "openai/gpt-6-luna, " }, ...routes]);
  expect(readRoutes(typing)[0]?.models).toBe("openai/gpt-6-luna, ");
  const split = writeRoutes([{ who: "skill turn", models: "openai/gpt-6-luna; google/gemini-4-carbon" }]);
  expect([readRoutes(split).length, schema.safeParse(split).success]).toEqual([1, true]);
  expect(readRoutes("")).toEqual([]);
  expect(readRoutes(" skill   answer :a/b ;")).toEqual([{ who: "skill answer", models: "a/b " }]);
});
