import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { makeModelsWorld, type ModelsWorld } from "../../test/models-world.ts";
import { generate } from "../gateway/index.ts";
import { changeSpecSkill, triageSkill, writeSpecSkill } from "./skills.ts";

let models: ModelsWorld;
beforeAll(async () => {
  models = await makeModelsWorld();
});
afterAll(() => models.close());
beforeEach(() => {
  models.server.reset();
  models.use();
});

const idea = "A recipe collection for our family with ratings";

test("with a key the model writes the spec; what the generator could not build is mended once, then the rules write it", async () => {
  const { world, server } = models;
  const byRules = await generate(world.owner, { skill: writeSpecSkill, input: { idea } });
  expect(byRules.writtenBy).toBe("offline");
  models.use(models.account("anthropic"));
  const { spec, understanding } = byRules.output;
  const [first, ...others] = spec.entities;
  if (!first) throw new Error("the rules make an entity of a recipe");
  const broken = { spec: { ...spec, entities: [first, first, ...others] }, understanding };
  const good = { spec: { ...spec, name: "Our kitchen" }, understanding };
  server.next({ object: broken }, { object: good });
  expect(await generate(world.owner, { skill: writeSpecSkill, input: { idea } })).toMatchObject({
    output: { spec: { name: "Our kitchen" } },
    writtenBy: "anthropic/claude-opus-5-5",
  });
  expect(JSON.stringify(server.requests[1]?.body)).toContain("That does not fit");
  server.next({ object: broken }, { object: broken });
  const instead = { ...byRules, insteadOf: "anthropic/claude-opus-5-5" };
  expect(await generate(world.owner, { skill: writeSpecSkill, input: { idea } })).toMatchObject(instead);
});

test("a wish is read by the cheap model and done by the strong one; a choice of answers stands in an object", async () => {
  const { world, server } = models;
  const { spec } = (await generate(world.owner, { skill: writeSpecSkill, input: { idea } })).output;
  models.use(models.account("openai"));
  server.next({ object: { intent: "change" } });
  const wish = "Call it Grandma's kitchen";
  expect((await generate(world.owner, { skill: triageSkill, input: { text: wish, hasApp: true } })).output.intent).toBe("change");
  server.next({ object: { result: { kind: "changed", spec: { ...spec, name: "Grandma's kitchen" }, changes: ["A new name"] } } });
  const { output, writtenBy } = await generate(world.owner, { skill: changeSpecSkill, input: { spec, request: wish } });
  expect(output).toMatchObject({ kind: "changed", spec: { name: "Grandma's kitchen" } });
  expect(writtenBy).toBe("openai/gpt-6.1-sol");
  expect(server.requests.map(({ asked }) => asked?.model)).toEqual(["gpt-6-luna", "gpt-6.1-sol"]);
});
