/** Every model call passes here: routed, reserved, limited, retried, fallen back and metered, whichever provider answers. */
export * from "./model.ts";
export {
  defineSkill,
  modelProvider,
  type ModelProvider,
  type ModelRequest,
  type Skill,
  type StreamPart,
  type TokenUsage,
} from "./provider.ts";
export {
  modelDriver,
  operatorAccounts,
  usableAccounts,
  type FaultKind,
  type ModelDriver,
  type ModelFault,
  type ProviderAccount,
  type ProviderKind,
  type UsableAccount,
} from "../keys/index.ts";
export type { CallPurpose, CallReport, Difficulty } from "./purpose.ts";
export { writerBefore, writerOf, type Writer } from "./writer.ts";
export { languageModel } from "./language-model.ts";
export { generate, stream, type Generated, type SkillCall, type StreamCall } from "./generate.ts";
export { generateObject, reportOf, textOf, type StructuredRequest } from "./structured.ts";
export { embed, findEmbeddingModel, type Embeddings } from "./embed.ts";
export { inputTokens as estimateTokens } from "../models/index.ts";
export { predictCost } from "./predict-cost.ts";
export { findModel, listReachable } from "./list-reachable.ts";
export { rulesWouldAct } from "./rules-would-act.ts";
export { DEFAULT_ROUTES } from "./route.ts";
export { gatewayLimits, hearCircuits } from "./state.ts";
export { settleAll, settled } from "./meter.ts";
export { forgetAnswers, pruneAnswers } from "./answer-cache.ts";
export { HIDDEN_CHARACTERS, redactText, screenOutput, screenValue, type Screened } from "../screening/index.ts";
export { getStatus, getUsage } from "./get-usage.ts";
export type {
  LanguageModelV4CallOptions as ModelCall,
  LanguageModelV4GenerateResult as ModelAnswer,
  LanguageModelV4StreamPart as ModelStreamPart,
} from "@ai-sdk/provider";
