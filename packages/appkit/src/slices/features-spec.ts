import { checkSpec, type AppSpec } from "@openvibe/appspec";
import { richSpec } from "../rich-spec.ts";

/** The rich spec with the features that say something about its rows or gather them; tests build it and run it. */
export function featureSpec(): AppSpec {
  const spec = richSpec();
  const result = checkSpec({
    ...spec,
    capabilities: [
      ...spec.capabilities,
      { id: "CAP-10", title: "See the whole", acceptance: ["The first page shows numbers"] },
      { id: "CAP-11", title: "Comment", acceptance: ["A cook comments on a recipe"] },
      { id: "CAP-12", title: "Like", acceptance: ["A cook likes a recipe"] },
      { id: "CAP-13", title: "Review", acceptance: ["A cook gives a recipe stars"] },
      { id: "CAP-14", title: "Search", acceptance: ["A recipe is found by a word"] },
      { id: "CAP-15", title: "Be reached", acceptance: ["A visitor writes a message"] },
      { id: "CAP-16", title: "Send news", acceptance: ["A visitor subscribes"] },
      { id: "CAP-17", title: "Ask", acceptance: ["A cook asks about the recipes"] },
    ],
    features: [
      {
        kind: "dashboard",
        capability: "CAP-10",
        charts: [
          { title: "Recipes by status", entity: "recipe", chart: "donut", measure: "count", by: "status" },
          { title: "Recipes by month", entity: "recipe", chart: "line", measure: "count", by: "cookedOn" },
          { title: "Price by category", entity: "recipe", chart: "bar", measure: "price", by: "category" },
          { title: "Recipes by difficulty", entity: "recipe", chart: "bar", measure: "count", by: "difficulty" },
          { title: "Vegan recipes", entity: "recipe", chart: "donut", measure: "count", by: "vegan" },
          { title: "Open notes", entity: "note", chart: "bar", measure: "count", by: "done" },
        ],
      },
      { kind: "comments", capability: "CAP-11", on: "recipe" },
      { kind: "comments", capability: "CAP-11", on: "note" },
      { kind: "likes", capability: "CAP-12", on: "recipe" },
      { kind: "likes", capability: "CAP-12", on: "note" },
      { kind: "reviews", capability: "CAP-13", on: "recipe" },
      { kind: "reviews", capability: "CAP-13", on: "note" },
      { kind: "assistant", capability: "CAP-17", on: "recipe", questions: ["What is vegan?"] },
      { kind: "assistant", capability: "CAP-17", on: "note", draft: "Reply" },
      { kind: "search", capability: "CAP-14" },
      { kind: "contact", capability: "CAP-15", topics: ["A question", 'Praise & "other"'] },
      { kind: "newsletter", capability: "CAP-16", promise: 'One letter a month: what\'s "cooking" & why.' },
    ],
  });
  if (!result.ok) throw new Error(result.problems.map((each) => `${each.path}: ${each.message}`).join("\n"));
  return result.spec;
}
