import type { Logger } from "@openvibe/core/platform";

/** Things that were started, ended in reverse order; one that fails to end does not keep the others running. */
export interface Lifecycle {
  add(name: string, close: () => Promise<void> | void): void;
  close(): Promise<void>;
}

export function createLifecycle(log: Logger): Lifecycle {
  const parts: { name: string; close: () => Promise<void> | void }[] = [];
  let closing: Promise<void> | undefined;
  async function closeAll(): Promise<void> {
    for (const part of parts.toReversed()) {
      try {
        await part.close();
        log.debug({ part: part.name }, "stopped");
      } catch (error) {
        log.error({ err: error, part: part.name }, "could not be stopped cleanly");
      }
    }
  }
  return {
    add: (name, close) => void parts.push({ name, close }),
    close: () => (closing ??= closeAll()),
  };
}
