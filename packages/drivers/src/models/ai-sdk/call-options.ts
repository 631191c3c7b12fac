import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import type { ProviderKind } from "@openvibe/core/gateway";

/** The call as this kind of provider takes it best; what the caller set stands. */
export function callOptionsFor(kind: ProviderKind, options: LanguageModelV4CallOptions): LanguageModelV4CallOptions {
  if (kind === "openai") {
    // NOTE: what is said here is not kept on the provider's side.
    const own = { store: false, strictJsonSchema: isStrict(options), ...options.providerOptions?.["openai"] };
    return { ...options, providerOptions: { ...options.providerOptions, openai: own } };
  }
  if (kind === "compatible") {
    const own = { strictJsonSchema: isStrict(options), ...options.providerOptions?.["compatible"] };
    return { ...options, providerOptions: { ...options.providerOptions, compatible: own } };
  }
  return options;
}

/** Only schemas without optional parts are taken in the strict mode; others are asked for and checked here. */
function isStrict({ responseFormat }: LanguageModelV4CallOptions): boolean {
  return responseFormat?.type === "json" && responseFormat.schema !== undefined && fits(responseFormat.schema);
}

function fits(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(fits);
  if (typeof schema !== "object" || schema === null) return true;
  const { type, properties, required, additionalProperties, ...rest } = schema as Record<string, unknown>;
  if (type === "object" || properties !== undefined) {
    const names = Object.keys((properties as object | undefined) ?? {});
    const all = Array.isArray(required) && names.every((name) => required.includes(name));
    if (!all || additionalProperties !== false) return false;
    if (!fits(Object.values(properties as object))) return false;
  }
  return fits(Object.values(rest));
}
