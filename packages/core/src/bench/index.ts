/** The test bench: an agent under other instructions, before they hold. */
export * from "./model.ts";
export { listPastPrompts } from "./past-prompts.ts";
export { tryInstructions } from "./try-instructions.ts";
