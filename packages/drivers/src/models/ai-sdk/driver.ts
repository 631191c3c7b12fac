import type { EmbeddingModelV4 } from "@ai-sdk/provider";
import type { ModelDriver, ProviderAccount } from "@openvibe/core/gateway";
import { offlineEmbeddingModel } from "../offline/embedding-model.ts";
import { offlineLanguageModel } from "../offline/language-model.ts";
import { openConnection, type ConnectionOptions } from "./connection.ts";
import { ModelFaultError } from "./fault-error.ts";
import { faultOf } from "./fault-of.ts";
import { guardedModel } from "./guarded-model.ts";
import { listModels } from "./list-models.ts";
import { vendorEmbeddingModel, vendorLanguageModel, type VendorModel } from "./vendors.ts";

const MOST_MODELS = 100;

/** Every kind of provider behind one interface; offline among them. Makes no retries of its own. */
export function createModelDriver(options: ConnectionOptions = {}): ModelDriver & { close(): Promise<void> } {
  const connection = openConnection(options);
  const models = new WeakMap<ProviderAccount, Map<string, Promise<VendorModel>>>();

  /** Made once for an account: what it reads answers with is costly to make. */
  function loaded(account: ProviderAccount, modelId: string): Promise<VendorModel> {
    const own = models.get(account) ?? new Map<string, Promise<VendorModel>>();
    models.set(account, own);
    const known = own.get(modelId);
    if (known) return known;
    if (own.size >= MOST_MODELS) own.clear();
    const model = vendorLanguageModel(account, modelId, connection);
    own.set(modelId, model);
    model.catch(() => own.delete(modelId));
    return model;
  }

  return {
    languageModel(account, modelId) {
      if (account.kind === "offline") return offlineLanguageModel();
      return guardedModel(account, modelId, () => loaded(account, modelId));
    },
    embeddingModel(account, modelId) {
      if (account.kind === "offline") return offlineEmbeddingModel();
      if (account.kind === "anthropic") return undefined;
      return guardedEmbeddings(account, modelId, () => vendorEmbeddingModel(account, modelId, connection.fetch));
    },
    async test(account, signal) {
      if (account.kind === "offline") return { models: ["rules"] };
      try {
        return { models: await listModels(connection, account, signal) };
      } catch (error) {
        throw new ModelFaultError(faultOf(error, account.name, account.key));
      }
    },
    faultOf: (error) => faultOf(error),
    close: () => connection.close(),
  };
}

function guardedEmbeddings(account: ProviderAccount, modelId: string, load: () => Promise<EmbeddingModelV4>): EmbeddingModelV4 {
  return {
    specificationVersion: "v4",
    provider: account.kind,
    modelId,
    maxEmbeddingsPerCall: 96,
    supportsParallelCalls: true,
    async doEmbed(options) {
      try {
        options.abortSignal?.throwIfAborted();
        const { response: _response, ...result } = await (await load()).doEmbed(options);
        return result;
      } catch (error) {
        throw options.abortSignal?.aborted ? options.abortSignal.reason : new ModelFaultError(faultOf(error, account.name, account.key));
      }
    },
  };
}
