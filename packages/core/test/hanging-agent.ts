import type { CommandLineAgent } from "../src/coding/index.ts";
import { SANDBOX_NODE } from "../src/sandbox/index.ts";

const SCRIPT = `
require("node:fs").writeFileSync("poem.md", "Roses are red");
console.log("I begin with the poem.");
setInterval(() => undefined, 1_000);
`;

/** A coding agent that leaves a file, says so and never ends; its process carries the mark, `told` hears of its start and of what it says. */
export function hangingAgent(mark: string, told: (what: "start" | "said") => void = () => undefined): CommandLineAgent {
  return {
    name: "hanging",
    title: "Hanging",
    start() {
      told("start");
      return { argv: [SANDBOX_NODE, "-e", SCRIPT, mark], env: {}, mounts: [], settings: {} };
    },
    read(text) {
      told("said");
      return [{ type: "said", text }];
    },
  };
}
