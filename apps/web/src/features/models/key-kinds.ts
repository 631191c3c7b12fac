import { vendorName, type KeyKind } from "@openvibe/core/keys/model";

/** What people call the providers. */
export const KEY_KINDS: Readonly<Record<KeyKind, { label: string; hint: string }>> = {
  anthropic: { label: vendorName("anthropic"), hint: "Claude models" },
  openai: { label: vendorName("openai"), hint: "GPT models" },
  google: { label: vendorName("google"), hint: "Gemini models" },
  compatible: { label: "Another, or your own", hint: "Ollama, vLLM, LM Studio, OpenRouter …" },
};
