import type { EmbeddingModelV4, LanguageModelV4, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import type { ProviderAccount } from "@openvibe/core/gateway";
import { ModelFaultError } from "./fault-error.ts";
import type { Connection } from "./connection.ts";
import type { Exchange } from "./direct-fetch.ts";
import { plainFetch } from "./plain-answer.ts";
import { plainRequest } from "./plain-request.ts";

export type VendorKind = Exclude<ProviderAccount["kind"], "offline">;
type Fetch = typeof globalThis.fetch;

const ADDRESSES: Readonly<Record<VendorKind, string | undefined>> = {
  anthropic: "https://api.anthropic.com/v1",
  openai: "https://api.openai.com/v1",
  google: "https://generativelanguage.googleapis.com/v1beta",
  compatible: undefined,
};
/** OpenAI serves these by its older format alone. */
const CHAT_ONLY = /^(?:gpt-3\.5|gpt-4o(?:-mini)?-(?:search|audio)|chat:)/;

/** Where the account's requests go; always said outright, so that nothing in the environment decides it. */
export function addressOf(account: ProviderAccount): string {
  const address = account.baseUrl ?? (account.kind === "offline" ? undefined : ADDRESSES[account.kind]);
  if (!address)
    throw new ModelFaultError({ kind: "bad_request", message: `${account.name} has no address. Enter where it can be called.` });
  return address.replace(/\/+$/, "");
}

/** A model of the SDK. */
export interface VendorModel {
  model: LanguageModelV4;
  /** Sends a plain call without it; undefined for any other call. */
  send?: (options: LanguageModelV4CallOptions) => Promise<Exchange> | undefined;
}

/** The vendor's package is loaded when it is first needed: the server starts without it. */
export async function vendorLanguageModel(account: ProviderAccount, modelId: string, connection: Connection): Promise<VendorModel> {
  const { fetch } = connection;
  const baseURL = addressOf(account);
  const apiKey = keyOf(account);
  switch (account.kind) {
    case "anthropic":
      return { model: (await import("@ai-sdk/anthropic")).createAnthropic({ baseURL, apiKey, fetch })(modelId) };
    case "openai": {
      const openai = (await import("@ai-sdk/openai")).createOpenAI({ baseURL, apiKey, fetch });
      return { model: CHAT_ONLY.test(modelId) ? openai.chat(modelId.replace(/^chat:/, "")) : openai.responses(modelId) };
    }
    case "google":
      return { model: (await import("@ai-sdk/google")).createGoogle({ baseURL, apiKey, fetch })(modelId) };
    default: {
      const model = (await compatible(account, baseURL, apiKey, plainFetch(fetch))).languageModel(modelId);
      return { model, send: plainSender(connection, { modelId, baseURL, apiKey }) };
    }
  }
}

function plainSender(
  connection: Connection,
  { modelId, baseURL, apiKey }: Record<"modelId" | "baseURL" | "apiKey", string>,
): VendorModel["send"] {
  const url = connection.check(`${baseURL}/chat/completions`);
  const headers = {
    "content-type": "application/json",
    "user-agent": "openvibe",
    ...(apiKey === "" ? {} : { authorization: `Bearer ${apiKey}` }),
  };
  return (options) => {
    const body = plainRequest(modelId, options);
    return body === undefined ? undefined : connection.open(url, { method: "POST", headers, body, signal: options.abortSignal });
  };
}

/** Undefined for providers that make no embeddings. */
export async function vendorEmbeddingModel(account: ProviderAccount, modelId: string, fetch: Fetch): Promise<EmbeddingModelV4> {
  const baseURL = addressOf(account);
  const apiKey = keyOf(account);
  switch (account.kind) {
    case "openai":
      return (await import("@ai-sdk/openai")).createOpenAI({ baseURL, apiKey, fetch }).embeddingModel(modelId);
    case "google":
      return (await import("@ai-sdk/google")).createGoogle({ baseURL, apiKey, fetch }).embeddingModel(modelId);
    default:
      return (await compatible(account, baseURL, apiKey, fetch)).embeddingModel(modelId);
  }
}

async function compatible(account: ProviderAccount, baseURL: string, apiKey: string, fetch: Fetch) {
  const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
  return createOpenAICompatible({
    name: "compatible",
    baseURL,
    fetch,
    includeUsage: true,
    supportsStructuredOutputs: true,
    ...(apiKey === "" ? {} : { apiKey }),
  });
}

function keyOf({ kind, name, key }: ProviderAccount): string {
  if (!key && kind !== "compatible") throw new ModelFaultError({ kind: "bad_key", message: `${name} has no key. Enter one.` });
  return key ?? "";
}
