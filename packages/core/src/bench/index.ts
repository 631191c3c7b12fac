/** The test bench: an agent under other instructions, before they hold. */
export * from "./model.ts";
export { tryInstructions } from "./try-instructions.ts";
