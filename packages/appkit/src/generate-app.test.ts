import type { AppSpec } from "@openvibe/appspec";
import { expect, test } from "vitest";
import { generateApp } from "./generate-app.ts";
import { GenerationError } from "./generation-error.ts";
import { richSpec } from "./rich-spec.ts";
import { featureSpec } from "./slices/features-spec.ts";

function withField(spec: AppSpec, entity: string, type: "text" | "integer" | "color" = "text"): AppSpec {
  return {
    ...spec,
    entities: spec.entities.map((each) =>
      each.name === entity
        ? {
            ...each,
            fields: [
              ...each.fields,
              { name: "extra", label: "Extra", type, required: false, unique: false, many: false, onDelete: "clear" },
            ],
          }
        : each,
    ),
  };
}

test("the same spec gives the same bytes", async () => {
  const [one, two] = [await generateApp({ spec: richSpec() }), await generateApp({ spec: richSpec() })];
  expect([...one.files]).toEqual([...two.files]);
});

test("a change of one entity leaves every other slice byte for byte", async () => {
  const spec = richSpec();
  const before = await generateApp({ spec });
  const after = await generateApp({ spec: withField(spec, "recipe"), previous: { spec, files: before.files } });
  expect(after.changedSlices).toEqual(["recipes"]);
  const others = [...before.files].filter(([path]) => path.startsWith("features/") && !path.startsWith("features/recipes/"));
  expect(others.filter(([path, text]) => after.files.get(path) !== text)).toEqual([]);
  expect(after.files.get("features/recipes/database/migrations/0002-change-recipes.ts")).toContain("ADD COLUMN extra TEXT");
});

test("a field that no other slice reads changes none of them, whatever gathers the rows of all", async () => {
  const spec = featureSpec();
  const { files } = await generateApp({ spec });
  const changedBy = async (type: Parameters<typeof withField>[2]) =>
    (await generateApp({ spec: withField(spec, "recipe", type), previous: { spec, files } })).changedSlices;
  // An assistant answers from every field of its rows, but for those that are none of a model's business.
  expect(await changedBy("integer")).toEqual(["recipe-assistant", "recipes"]);
  expect(await changedBy("color")).toEqual(["recipes"]);
});

test("files of a person's own survive, even where the generator would write", async () => {
  const spec = richSpec();
  const before = await generateApp({ spec });
  const files = new Map(before.files);
  files.set("features/recipes/services/scaling.ts", "export const mine = 1;\n");
  files.set("features/gadgets/api/slice.ts", "// mine\n");
  const gadgets: AppSpec = {
    ...spec,
    entities: [
      ...spec.entities,
      ...spec.entities.filter((each) => each.name === "note").map((each) => ({ ...each, name: "gadget", plural: "gadgets" })),
    ],
  };
  const after = await generateApp({ spec: gadgets, previous: { spec, files } });
  expect(after.deleted).not.toContain("features/recipes/services/scaling.ts");
  expect(after.kept).toEqual(["features/gadgets/api/slice.ts"]);
  expect(after.files.has("features/gadgets/api/slice.ts")).toBe(false);
});

test("names that would meet in a table, a row or a query are refused with what to do", async () => {
  const spec = richSpec();
  const renamed = (name: string): AppSpec => ({
    ...spec,
    entities: spec.entities.map((each) =>
      each.name === "category"
        ? { ...each, fields: each.fields.map((field) => (field.name === "order" ? { ...field, name } : field)) }
        : each,
    ),
  });
  for (const name of ["owner", "NAME", "createdat"]) await expect(generateApp({ spec: renamed(name) })).rejects.toThrow(GenerationError);
});

test("generated files stay short enough to read", async () => {
  const { files } = await generateApp({ spec: richSpec() });
  const long = [...files].filter(([path, text]) => /\.tsx?$/.test(path) && text.split("\n").length > 300).map(([path]) => path);
  expect(long).toEqual([]);
});
