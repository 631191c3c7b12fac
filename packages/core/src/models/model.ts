import { z } from "zod";
import { defineEvent } from "../platform/event-definition.ts";

const Micros = z.number().int().nonnegative();

/** In micro-USD per million tokens. What is read from or written to the provider's prompt cache costs as other input where nothing is said. */
export const TokenPrice = z.object({
  input: Micros,
  output: Micros,
  cacheRead: Micros.optional(),
  cacheWrite: Micros.optional(),
});
export type TokenPrice = z.infer<typeof TokenPrice>;

/** A price, and from which day it holds; some providers ask more for a whole call whose prompt is long. */
export const DatedPrice = TokenPrice.extend({
  from: z.iso.date().optional(),
  long: TokenPrice.extend({ aboveTokens: z.number().int().positive() }).optional(),
});
export type DatedPrice = z.infer<typeof DatedPrice>;

export const Abilities = z.object({
  tools: z.boolean().default(true),
  vision: z.boolean().default(false),
  structured: z.boolean().default(false),
  promptCache: z.boolean().default(false),
  /** Whether it takes a temperature; newer reasoning models refuse one. */
  sampling: z.boolean().default(true),
});
export type Abilities = z.infer<typeof Abilities>;

/** What is known of a model. A model whose price is not known is not called. */
export const ModelInfo = z.object({
  /** anthropic, openai, google, or the name of a compatible provider's account. */
  provider: z.string().min(1),
  id: z.string().min(1),
  kind: z.enum(["language", "embedding"]).default("language"),
  contextTokens: z.number().int().positive(),
  maxOutputTokens: z.number().int().nonnegative(),
  dimensions: z.number().int().positive().optional(),
  abilities: Abilities.prefault({}),
  /** The newest first. */
  prices: z.array(DatedPrice).min(1),
  /** When this was looked up, and where. */
  asOf: z.iso.date(),
  source: z.string(),
});
export type ModelInfo = z.infer<typeof ModelInfo>;

/** "anthropic/claude-sonnet-5-5": the provider up to the first slash. */
export const ModelRef = z
  .string()
  .trim()
  .regex(/^[\w.-]+\/\S+$/, "Name a model as provider/model, such as anthropic/claude-haiku-5-5")
  .max(200);
export type ModelRef = z.infer<typeof ModelRef>;

/** What an operator's MODEL_TABLE file holds: these go before the built-in ones of the same name. */
export const ModelTableFile = z.object({ models: z.array(ModelInfo.omit({ asOf: true, source: true })) });
export type ModelTableFile = z.infer<typeof ModelTableFile>;

const Price = z
  .number("Say a price")
  .int("In whole millionths of a dollar")
  .min(0, "At least 0")
  .max(1_000_000_000, "At most 1,000 dollars");
const Tokens = z.number("Write a number").int("Write a whole number");

/** What a model is and what a million of its tokens cost, in micro-USD; of a model that is known it goes before what is known. */
export const SetModel = z.object({
  provider: z
    .string()
    .trim()
    .regex(/^[\w.-]{1,60}$/, "The name of the provider's account"),
  id: z.string().trim().min(1, "Name the model").max(150).regex(/^\S+$/, "No spaces"),
  kind: z.enum(["language", "embedding"]).default("language"),
  contextTokens: Tokens.min(512, "At least 512").max(100_000_000, "At most 100 million").default(32_768),
  maxOutputTokens: Tokens.min(0, "At least 0").max(10_000_000, "At most 10 million").default(8_192),
  dimensions: z.number().int().min(1).max(65_536).optional(),
  abilities: Abilities.prefault({}),
  inputMicros: Price,
  outputMicros: Price,
  cacheReadMicros: Price.optional(),
  cacheWriteMicros: Price.optional(),
});
export type SetModel = z.infer<typeof SetModel>;
export const ModelByRef = z.object({ ref: ModelRef });
export type ModelByRef = z.infer<typeof ModelByRef>;
export const ListedModel = z.object({
  ref: z.string(),
  kind: z.enum(["language", "embedding"]),
  contextTokens: z.number().int(),
  maxOutputTokens: z.number().int(),
  abilities: Abilities,
  /** Today's, in micro-USD per million tokens. */
  price: TokenPrice,
  /** When it was looked up, and where. */
  asOf: z.string(),
  source: z.string(),
  /** Set in this workspace. */
  own: z.boolean(),
});
export type ListedModel = z.infer<typeof ListedModel>;

export const ModelEvents = {
  ModelSet: defineEvent("models.model_set", z.object({ ref: z.string(), inputMicros: z.number(), outputMicros: z.number() })),
  ModelRemoved: defineEvent("models.model_removed", z.object({ ref: z.string() })),
};

const NO_TALKER = /(?:^|[/_-])(?:embed|rerank|bge|whisper|tts)|embed(?:ding)?s?(?:$|[:_-])/i;

/** Whether a model that a server lists and nobody described answers in words, as far as its name tells. */
export const answersInWords = (id: string): boolean => !NO_TALKER.test(id);
