import type { ModelCall } from "@openvibe/core/gateway";

type VendorOptions = NonNullable<ModelCall["providerOptions"]>;

/** Only one tool is to be called at a time; a vendor that has no word for it may still call several. */
export const ONE_CALL: VendorOptions = {
  openai: { parallelToolCalls: false },
  anthropic: { disableParallelToolUse: true },
  compatible: { parallel_tool_calls: false },
};

/** Whether a form must be kept to the letter, which the vendors allow only some forms; the client says. */
export const formIsStrict = (strict: boolean): VendorOptions => ({
  openai: { strictJsonSchema: strict },
  compatible: { strictJsonSchema: strict },
});

/** Adds to what is there, vendor by vendor. */
export function addOptions(call: ModelCall, more: VendorOptions): void {
  const options = { ...call.providerOptions };
  for (const [vendor, own] of Object.entries(more)) options[vendor] = { ...options[vendor], ...own };
  call.providerOptions = options;
}
