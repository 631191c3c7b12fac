import { administratorRole, componentName, entityNamed, slugOf } from "../../naming.ts";
import { readerRole } from "../feature/row-feature.ts";
import { featureSlice } from "../feature/slice.ts";
import { entityTables, exampleText, featureWorld } from "../feature/test-world.ts";
import { patternFiles } from "../pattern.ts";
import type { FeatureEmitter } from "../slice-output.ts";
import { emitRecords, fieldsRead } from "./records.ts";

/** A model answers about the rows of an entity; a page to ask on, and a card on each row's own page. */
export const emitAssistantSlice: FeatureEmitter<"assistant"> = (spec, feature, slice) => {
  const entity = entityNamed(spec, feature.on);
  const folder = `features/${slice.slug}`;
  const display = entity.fields.find((field) => field.name === entity.displayField);
  const title = (nth: 0 | 1) => (display ? exampleText(display, nth) : "");
  const page = { path: `${folder}/components/assistant-page.tsx`, name: componentName(slice.slug, "Page") };
  const card = { path: `${folder}/components/row-assistant.tsx`, name: componentName(slice.slug, "Card") };
  const words = {
    ExampleAssistantPage: page.name,
    ExampleRowAssistant: card.name,
    EXAMPLE_ID: `${entity.name}-1`,
    EXAMPLE_TITLE: title(0),
    OTHER_TITLE: title(1),
    EXAMPLE_ROLE: spec.roles.at(-1)?.name ?? administratorRole(spec),
  };
  // A person below the administrator reads their own rows alone.
  const { read } = entity.access;
  const limited = entity.owned && read.includes("owner") && spec.roles.length > 1 && readerRole(spec, read) === undefined;
  const texts = {
    APP_NAME: spec.name,
    NOUN: entity.label.toLowerCase(),
    NOUNS: entity.pluralLabel.toLowerCase(),
    ROWS: slugOf(entity),
    DRAFT: feature.draft,
  };
  return {
    files: {
      ...patternFiles("assistant", slice, words),
      ...(limited ? patternFiles("assistant-others", slice, words) : {}),
      [`${folder}/types/subject.ts`]: `/** What the assistant speaks about, as people call it. */
${Object.entries(texts)
  .map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};`)
  .join("\n")}
export const QUESTIONS: readonly string[] = ${JSON.stringify(feature.questions)};
`,
      [`${folder}/database/records.ts`]: emitRecords(spec, entity),
      [`${folder}/api/slice.ts`]: featureSlice(slice.slug, "assistant-routes.ts", false),
      [`${folder}/tests/world.ts`]: featureWorld(spec, entityTables(spec, fieldsRead(spec, entity)), limited ? [entity.plural] : [], {
        asksModels: true,
      }),
    },
    server: { path: `${folder}/api/slice.ts`, name: "slice" },
    client: { pages: [{ path: `/${slice.slug}`, component: page }], slots: [{ slot: `detail:${entity.name}`, component: card }] },
  };
};
