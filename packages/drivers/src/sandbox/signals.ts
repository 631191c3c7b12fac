import { readFileSync } from "node:fs";

const CHECK_EVERY_MS = 5;
const GIVE_UP_MS = 10_000;

/** A process that is gone already is what was asked for. */
export function sendSignal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * A zombie runs nothing any more, and whoever must collect it may be slow. Where its first thread is one and others are still ending, they hold its
 * files and sockets until the last of them is gone.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== "linux") return true;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold anything, so fields are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] !== "Z" || Number(fields[17]) > 1;
  } catch {
    return false;
  }
}

export async function whenGone(isGone: () => boolean): Promise<void> {
  const deadline = performance.now() + GIVE_UP_MS;
  while (!isGone() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, CHECK_EVERY_MS));
}
