import { vendorName, type KeyKind } from "@openvibe/core/keys/model";

/** What people call the providers, and the page on which each makes its keys. */
export const KEY_KINDS: Readonly<Record<KeyKind, { label: string; hint: string; page?: string }>> = {
  anthropic: { label: vendorName("anthropic"), hint: "Claude models", page: "https://console.anthropic.com/settings/keys" },
  openai: { label: vendorName("openai"), hint: "GPT models", page: "https://platform.openai.com/api-keys" },
  google: { label: vendorName("google"), hint: "Gemini models", page: "https://aistudio.google.com/apikey" },
  compatible: { label: "Another, or your own", hint: "Ollama, vLLM, LM Studio, OpenRouter …" },
};
