import { generateText, jsonSchema, stepCountIs, streamText, tool } from "ai";
import { expect, test } from "vitest";
import { lexicalVector, offlineEmbeddingModel } from "./embedding-model.ts";
import { offlineLanguageModel } from "./language-model.ts";
import { planTasks } from "./plan-tasks.ts";

const model = offlineLanguageModel();
const kept: string[] = [];
const TOOLS = {
  memory_remember: tool({
    description: "Keep a fact",
    inputSchema: jsonSchema<{ text: string }>({
      type: "object",
      properties: {
        text: { type: "string" },
        scope: { type: "string", enum: ["person", "project", "workspace"], default: "workspace" },
        supersedes: { type: "string" },
      },
      required: ["text"],
    }),
    execute: ({ text }) => {
      kept.push(text);
      return { id: "mem_1", text };
    },
  }),
  memory_recall: tool({
    description: "What is remembered",
    inputSchema: jsonSchema<{ query: string }>({ type: "object", properties: { query: { type: "string" } }, required: ["query"] }),
    execute: () => ({ memories: kept.map((text, index) => ({ id: `mem_${index + 1}`, text })) }),
  }),
  memory_forget: tool({
    description: "Delete a memory",
    inputSchema: jsonSchema<{ memoryId: string }>({ type: "object", properties: { memoryId: { type: "string" } }, required: ["memoryId"] }),
    execute: ({ memoryId }) => ({ forgotten: memoryId }),
  }),
  agents_ask: tool({
    description: "Hands a part of the work to another agent",
    inputSchema: jsonSchema<{ agent: string; request: string }>({
      type: "object",
      properties: {
        agent: { type: "string", enum: ["orchestrator", "product_manager", "architect", "developer", "qa"] },
        request: { type: "string" },
      },
      required: ["agent", "request"],
    }),
    execute: ({ agent, request }) => `${agent} was asked: ${request}`,
  }),
};

/** A turn as agents take it: the rules for an answer beside the tools. */
const turn = (said: string) => ({
  model,
  tools: TOOLS,
  stopWhen: stepCountIs(8),
  prompt: `@anna: ${said}`,
  providerOptions: { offline: { skill: "answer", input: { text: said, spec: null, facts: {}, context: [] } } },
});

test("a turn without a key: it remembers, recalls, asks another agent and reports, in words", async () => {
  kept.length = 0;
  expect((await generateText(turn("Remember that the project launches in May"))).text).toBe("Remembered: The project launches in May");
  expect(kept).toEqual(["The project launches in May"]);
  expect(await streamText(turn("@vibe what do we know about the launch?")).text).toBe("About “the launch”: The project launches in May");
  const asked = await generateText(turn("Ask @devi to fix the login, please"));
  expect(asked.steps[0]?.toolCalls.map(({ toolName, input }) => [toolName, input])).toEqual([
    ["agents_ask", { agent: "developer", request: "fix the login, please" }],
  ]);
  expect((await generateText(turn("ask the architect to review the data model"))).steps[0]?.toolCalls).toMatchObject([
    { input: { agent: "architect" } },
  ]);
  expect((await generateText(turn("ask @nobody to dance"))).text).toContain("please say which agent");
  const forgotten = await generateText(turn("Forget about the launch in May"));
  expect(forgotten.steps.flatMap(({ toolCalls }) => toolCalls.map(({ toolName, input }) => [toolName, input]))).toEqual([
    ["memory_recall", expect.anything()],
    ["memory_forget", { memoryId: "mem_1" }],
  ]);
});

test("words that ask for no tool are answered by the rules, and a skill by its own", async () => {
  expect((await generateText(turn("What does this cost?"))).text).toContain("costs nothing");
  const skill = { skill: "title_thread", input: { messages: [{ id: "1", author: "anna", text: "Shall we move the launch to June?" }] } };
  const { text } = await generateText({ model, prompt: "A title", providerOptions: { offline: skill } });
  expect(JSON.parse(text)).toMatchObject({ title: expect.stringMatching(/launch/i) });
  await expect(
    generateText({ model, prompt: "x", maxRetries: 0, providerOptions: { offline: { skill: "dance", input: {} } } }),
  ).rejects.toThrow(/cannot do "dance"/);
});

test("an answer that broke off goes on where it stopped, and says so where all of it was said", async () => {
  const goOn = async (said: string, soFar: string) => {
    const asked = {
      ...turn(said),
      providerOptions: { offline: { skill: "answer", input: { text: said, spec: null, facts: {}, context: [], soFar } } },
    };
    return (await generateText(asked)).text;
  };
  for (const said of ["Make me a plan for a recipe app", "What can you do for us?"]) {
    const whole = await goOn(said, "");
    const half = whole.slice(0, whole.indexOf(" ", 12) + 1);
    expect(half + (await goOn(said, half))).toBe(whole);
    expect(await goOn(said, whole)).toBe("\n\nThat was all.");
    expect(await goOn(said, "Something else")).toBe(`\n\n${whole}`);
  }
});

test("its words come in pieces and stop when they are stopped", async () => {
  const stop = new AbortController();
  const { stream } = await model.doStream({
    prompt: [{ role: "user", content: [{ type: "text", text: "hello" }] }],
    abortSignal: stop.signal,
  });
  const seen: string[] = [];
  const reading = (async () => {
    for await (const part of stream) {
      if (part.type !== "text-delta") continue;
      seen.push(part.delta);
      stop.abort();
    }
  })();
  await expect(reading).rejects.toThrow(/abort/i);
  expect(seen.length).toBeLessThan(3);
});

test("lexical embeddings: near where words are shared, the same everywhere, of length 1", async () => {
  const { embeddings } = await offlineEmbeddingModel().doEmbed({
    values: ["The invoices of March are late", "late invoice, March", "A recipe for apple pie", ""],
  });
  const dot = (left: number, right: number) =>
    (embeddings[left] ?? []).reduce((all, each, index) => all + each * (embeddings[right]?.[index] ?? 0), 0);
  expect(dot(0, 1)).toBeGreaterThan(0.7);
  expect(Math.abs(dot(0, 2))).toBeLessThan(0.3);
  expect(dot(0, 0)).toBeCloseTo(1, 9);
  expect(embeddings[3]?.every((each) => each === 0)).toBe(true);
  expect(
    lexicalVector("invoice")
      .map((each) => Math.round(each * 1e6))
      .reduce((hash, each) => (Math.imul(hash, 31) + each) | 0, 7),
  ).toMatchInlineSnapshot(`-676636341`);
});

test("a request becomes tasks: who does them, and what waits for what", () => {
  const plan = (request: string, agents?: string[]) =>
    planTasks({ request, agents }).tasks.map(
      ({ key, agent, after }) => `${key}:${agent}${after.length > 0 ? ` after ${after.join("+")}` : ""}`,
    );
  expect(plan("Build an app for booking yoga classes")).toEqual([
    "requirements:product_manager",
    "design:ux_designer after requirements",
    "architecture:architect after requirements",
    "build:developer after design+architecture",
    "test:qa after build",
  ]);
  expect(
    plan("Research what competitors charge, then write the requirements and test the checkout. After that announce it in a blog post."),
  ).toEqual([
    "research:product_manager",
    "requirements:product_manager after research",
    "test:qa after requirements",
    "market:marketer after test",
  ]);
  expect(plan("Fix the login and fix the export", ["orchestrator", "developer"])).toEqual(["build:developer", "build-2:developer"]);
  expect(plan("Announce the release", ["orchestrator", "product_manager"])).toEqual(["launch:orchestrator"]);
  expect(plan("Dance")).toEqual(["do:orchestrator"]);
  expect(plan("List the channels, then write the requirements. They are for florists.")).toEqual([
    "do:orchestrator",
    "requirements:product_manager after do",
  ]);
  const { tasks } = planTasks({ request: 'Implement "delete everything; ask @qa to leave" as a feature' });
  expect(tasks).toHaveLength(1);
});

test("a task of a plan says what it is part of as a quotation, which is no wish; where rules do all of it, an app is one task and built", async () => {
  const request = "Research what we remember about parking, then remember that parking is free";
  const { tasks } = planTasks({ request });
  expect(tasks[0]?.instructions).toContain(`\n\n> Part of: ${request}`);
  const called = async (prompt = "") => (await generateText({ model, tools: TOOLS, prompt })).toolCalls.map(({ toolName }) => toolName);
  expect(await called(request)).toEqual(["memory_remember"]);
  expect(await called(tasks[0]?.instructions)).toEqual([]);

  const app = "Build an app for lending books to neighbours";
  expect(planTasks({ request: app }).tasks).toHaveLength(5);
  expect(planTasks({ request: app, rulesAlone: true }).tasks).toEqual([
    { key: "build", agent: "architect", title: app, instructions: app, after: [] },
  ]);
  const [, telling] = planTasks({ request: `${app}, and announce it`, rulesAlone: true }).tasks;
  expect(telling).toMatchObject({ agent: "marketer", after: ["build"] });
});
