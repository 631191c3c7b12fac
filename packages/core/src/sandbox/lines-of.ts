import { createInterface } from "node:readline";
import type { SandboxProcess } from "./driver.ts";

/** What a program says, line by line; one that says more than `mostBytes` is ended, and said no more. */
export async function* linesOf(child: SandboxProcess, mostBytes: number): AsyncGenerator<string, void> {
  const lines = createInterface({ input: child.stdout });
  let bytes = 0;
  child.stdout.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= mostBytes) return;
    lines.close();
    child.stdout.destroy();
    void child.kill();
  });
  yield* lines;
}
