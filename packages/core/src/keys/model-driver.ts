import type { EmbeddingModelV4, LanguageModelV4 } from "@ai-sdk/provider";
import { driverSlot } from "../platform/index.ts";

export type ProviderKind = "anthropic" | "openai" | "google" | "compatible" | "offline";

/** An opened key, in memory only: never logged, never stored in this form. */
export interface ProviderAccount {
  kind: ProviderKind;
  name: string;
  baseUrl?: string;
  key?: string;
}

export type FaultKind =
  | "rate_limited"
  | "overloaded"
  | "unavailable"
  | "timeout"
  | "bad_key"
  /** The key is good, but not for this model. */
  | "no_access"
  | "out_of_credit"
  | "bad_request"
  | "refused"
  | "too_long"
  | "malformed"
  | "aborted";

/** What went wrong, whatever the vendor's words. The message never holds a key. */
export interface ModelFault {
  kind: FaultKind;
  retryAfterMs?: number;
  status?: number;
  message: string;
  /** Nothing was sent: the limits that are set here were reached, which is no fault of the provider. */
  isOurs?: true;
  /** Nothing was sent: it has failed like this several times in a row, and is left alone for a moment. */
  isLeftAlone?: true;
}

/** Speaks with the providers; makes no retries of its own. */
export interface ModelDriver {
  languageModel(account: ProviderAccount, modelId: string): LanguageModelV4;
  embeddingModel(account: ProviderAccount, modelId: string): EmbeddingModelV4 | undefined;
  /** One cheap authenticated call; throws what `faultOf` reads. */
  test(account: ProviderAccount, signal: AbortSignal): Promise<{ models: string[] }>;
  faultOf(error: unknown): ModelFault;
}

export const modelDriver = driverSlot<ModelDriver>("model driver");
