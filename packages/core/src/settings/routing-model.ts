import { z } from "zod";
import type { Setting } from "./catalog-model.ts";

const setting = <Value>(definition: Setting<Value>): Setting<Value> => definition;

/** Models as "provider/model", with commas between them. */
const ModelList = z
  .string()
  .trim()
  .max(1_000, "At most 1,000 characters")
  .regex(/^(?:[\w.-]+\/[^\s,;]+(?:\s*,\s*[\w.-]+\/[^\s,;]+)*)?$/, "Name models as provider/model, with commas between them");

const ROUTE = String.raw`(?:agent|skill)\s+[\w.-]+\s*:\s*[\w.-]+\/[^\s,;]+(?:\s*,\s*[\w.-]+\/[^\s,;]+)*`;
const SpecialRoutes = z
  .string()
  .trim()
  .max(4_000, "At most 4,000 characters")
  .regex(
    new RegExp(String.raw`^(?:${ROUTE}(?:\s*;\s*${ROUTE})*)?;?$`),
    "Name at least one model for each, as provider/model, with commas between them",
  );

const route = (label: string, help: string) =>
  setting<string>({ schema: ModelList, default: "", layers: ["workspace"], group: "Models", label, help, editor: "models" });

const perMinute = (standard: number, most: number, label: string, help: string) =>
  setting<number>({
    schema: z.number("Choose a number").int("Choose a whole number").min(1, "At least 1").max(most, `At most ${most}`),
    default: standard,
    layers: ["workspace"],
    group: "Models",
    label,
    help,
    editor: "number",
  });

/** Which model is asked for what, and how much. */
export const ROUTING = {
  "models.routine": route("Models for routine work", "Asked first, in this order. Empty: the cheap model of each provider that has a key."),
  "models.normal": route("Models for normal work", "Asked first, in this order. Empty: the middle model of each provider that has a key."),
  "models.hard": route(
    "Models for planning and code",
    "Asked first, in this order. Empty: the strong model of each provider that has a key.",
  ),
  "models.special": setting<string>({
    schema: SpecialRoutes,
    default: "",
    layers: ["workspace"],
    group: "Models",
    label: "Models of agents and skills",
    help: "An agent, or a kind of work, that is asked of other models first than the rest. The agent’s own models go before those of the work.",
    editor: "routes",
  }),
  "models.embedding": route(
    "Model for meaning",
    "Turns texts into vectors, for memory and search. Empty: the first provider that has one, else words alone.",
  ),
  "models.requestsPerMinute": perMinute(
    600,
    100_000,
    "Model calls a minute",
    "To each provider; what comes beyond it waits its turn, or goes to the next provider where that takes long.",
  ),
  "models.tokensPerMinute": perMinute(2_000_000, 1_000_000_000, "Tokens a minute", "To each provider, in and out together."),
  "models.hedge": setting<boolean>({
    schema: z.boolean(),
    default: false,
    layers: ["workspace"],
    group: "Models",
    label: "Ask a second model when the first is slow",
    help: "When an answer takes longer than 95 of 100 did lately, to begin or, where it comes whole, to be there, the next key or model is asked as well. The first one answers; both are paid.",
    editor: "switch",
  }),
  "models.cacheHours": setting<number>({
    schema: z.number("Choose a number").int("Choose a whole number").min(0, "At least 0").max(720, "At most 720"),
    default: 24,
    layers: ["workspace"],
    group: "Models",
    label: "Keep answers for hours",
    help: "The same question asked exactly is answered from memory, where the answer is the same each time. 0 keeps none.",
    editor: "number",
  }),
} as const;
