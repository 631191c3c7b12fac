import type { LanguageModelV4, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import type { ProviderAccount } from "@openvibe/core/gateway";
import { streamOf } from "@openvibe/core/platform";
import { callOptionsFor } from "./call-options.ts";
import { ModelFaultError } from "./fault-error.ts";
import { faultOf } from "./fault-of.ts";
import { readAnswer, type PartReader } from "./plain-answer.ts";
import type { VendorModel } from "./vendors.ts";
import { createUsageMeter } from "./usage-meter.ts";

type Part = LanguageModelV4StreamPart;

/**
 * A vendor's model, loaded with its first call. What is thrown is a ModelFaultError; a fault within a stream is an error part with one,
 * after which a finish part tells what the provider counted. What was asked and the vendor's headers stay behind.
 */
export function guardedModel(account: ProviderAccount, modelId: string, load: () => Promise<VendorModel>): LanguageModelV4 {
  const asFault = (error: unknown, signal: AbortSignal | undefined): unknown =>
    signal?.aborted ? signal.reason : new ModelFaultError(faultOf(error, account.name, account.key));
  return {
    specificationVersion: "v4",
    provider: account.kind,
    modelId,
    supportedUrls: {},
    async doGenerate(options) {
      try {
        options.abortSignal?.throwIfAborted();
        const { model } = await load();
        const { response, request: _request, ...result } = await model.doGenerate(callOptionsFor(account.kind, options));
        const { headers: _headers, body: _body, ...said } = response ?? {};
        return { ...result, response: said };
      } catch (error) {
        throw asFault(error, options.abortSignal);
      }
    },
    async doStream(options) {
      try {
        options.abortSignal?.throwIfAborted();
        const { model, send } = await load();
        // NOTE: its raw chunks tell what was used, also of an answer that breaks off later.
        const begin = () => model.doStream({ ...callOptionsFor(account.kind, options), includeRawChunks: true });
        const answer = readAnswer(begin, send?.(options));
        // NOTE: made while the provider is waited for.
        const watch = watched((error) => asFault(error, options.abortSignal));
        watch.readFrom(await answer);
        return { stream: watch.stream };
      } catch (error) {
        throw asFault(error, options.abortSignal);
      }
    },
  };
}

/** Ends in a finish part, with an error part before it where the answer broke off or was stopped. */
function watched(asFault: (error: unknown) => unknown): { stream: ReadableStream<Part>; readFrom(reader: PartReader): void } {
  const meter = createUsageMeter();
  let reader: PartReader;
  let failed = false;
  /** What is left to be said when the answer is over. */
  let last: Part[] | undefined;

  function end(error: unknown): Part {
    const finish: Part = { type: "finish", finishReason: { unified: "interrupted", raw: undefined }, usage: meter.told() };
    last = failed ? [] : [finish];
    return failed ? finish : { type: "error", error };
  }

  // NOTE: one step, with none around it: at every piece of an answer a step costs as much as what is done in it.
  async function next(): Promise<IteratorResult<Part>> {
    while (!last) {
      try {
        const part = await reader.read();
        const given = part ? see(part) : end(brokeOff());
        if (given) return { done: false, value: given };
      } catch (error) {
        return { done: false, value: end(asFault(error)) };
      }
    }
    const value = last.shift();
    return value ? { done: false, value } : { done: true, value };
  }

  /** Undefined for what is not handed on. */
  function see(part: Part): Part | undefined {
    meter.see(part);
    if (part.type === "finish") {
      if (failed || part.finishReason.unified === "interrupted") return end(brokeOff());
      last = [];
      void readOut(reader);
      return part;
    }
    if (failed || part.type === "raw") return undefined;
    failed = part.type === "error";
    return part.type === "error" ? { type: "error", error: asFault(part.error) } : part;
  }

  const stream = streamOf<Part>({
    [Symbol.asyncIterator]: () => ({
      next,
      async return(reason: unknown) {
        if (!last) await reader.cancel(reason);
        last = [];
        return { done: true, value: undefined };
      },
    }),
  });
  return { stream, readFrom: (from) => void (reader = from) };
}

/** To its very end, so that the connection can be used again. */
async function readOut(reader: PartReader): Promise<void> {
  try {
    while (await reader.read());
  } catch {
    // NOTE: the answer was complete.
  }
}

function brokeOff(): ModelFaultError {
  return new ModelFaultError({ kind: "unavailable", message: "The answer broke off before its end." });
}
