#!/usr/bin/env node
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findNode } from "../../../tools/machine.mjs";

// Programs that start this one, as assistants do, often bring an older Node than the sources need.
const node = findNode();
if (node === process.execPath || Number(process.versions.node.split(".")[0]) >= 24) {
  await import("../../../tools/quick-imports.ts");
  await import("../src/main.ts");
} else {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}
