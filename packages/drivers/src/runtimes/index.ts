/** Coding agents for the command line, none of which comes with the product. */
export { claudeCode } from "./claude-code.ts";
export { codex } from "./codex.ts";
