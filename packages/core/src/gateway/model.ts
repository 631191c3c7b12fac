import { z } from "zod";
import { Time } from "../platform/event-definition.ts";

/** Whether rules and templates wrote it, and no language model. */
export const isOffline = (writtenBy: string): boolean => writtenBy.startsWith("offline");

export const UsageSummary = z.object({
  calls: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  costMicros: z.number().int(),
  byProvider: z.array(z.object({ provider: z.string(), model: z.string(), calls: z.number().int(), costMicros: z.number().int() })),
});
export type UsageSummary = z.infer<typeof UsageSummary>;

/** What is not asked for a while: a key that was refused, a model that is limited with it, is not open to it, or failed again and again. */
export const RestingKey = z.object({
  keyId: z.string(),
  /** "provider/model" */
  model: z.string(),
  why: z.enum(["refused", "limited", "no_access", "failing"]),
  until: Time,
});
export type RestingKey = z.infer<typeof RestingKey>;

/** Which model answers now, for the notice in the product; `resting` is of the models that this process's calls are routed to. */
export const ModelStatus = z.object({
  provider: z.string(),
  model: z.string(),
  offline: z.boolean(),
  notice: z.string(),
  resting: z.array(RestingKey),
});
export type ModelStatus = z.infer<typeof ModelStatus>;

export const CostPrediction = z.object({
  /** "provider/model" */
  model: z.string(),
  costMicros: z.number().int(),
  /** What would be reserved. */
  mostMicros: z.number().int(),
  offline: z.boolean(),
});
export type CostPrediction = z.infer<typeof CostPrediction>;

export const PredictCost = z.object({
  skill: z.string().min(1).max(100),
  difficulty: z.enum(["routine", "normal", "hard"]).default("normal"),
  inputTokens: z.coerce.number().int().min(0).max(10_000_000),
  outputTokens: z.coerce.number().int().min(0).max(1_000_000),
});
export type PredictCost = z.infer<typeof PredictCost>;
