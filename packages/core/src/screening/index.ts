/** What leaves for a model and what comes back of it: secrets are masked, and what nobody would see is taken out. */
export { redactText } from "./redact-text.ts";
export { isPlainName, plainFileName } from "./plain-name.ts";
export { redactPrompt } from "./redact-prompt.ts";
export { HIDDEN_CHARACTERS, screenOutput, screenValue, type Screened } from "./screen-output.ts";
