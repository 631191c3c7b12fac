import { systemContext, type Context, type Platform } from "../platform/index.ts";

const HOUR_MS = 60 * 60_000;

/** Work of the platform itself that is repeated for ever and does no harm when two processes do it at once. */
export interface Chore {
  readonly name: string;
  run(system: Context): Promise<unknown>;
}

export interface RunningChores {
  /** Begins no other chore and waits for the one that runs. */
  close(): Promise<void>;
}

/** Does each of them at the start and then every hour, unless told otherwise, one after another; one that fails is done again then. */
export function startChores(platform: Platform, chores: readonly Chore[], everyMs: number = HOUR_MS): RunningChores {
  const system = systemContext(platform);
  let closed = false;
  let round = Promise.resolve();

  async function doAll(): Promise<void> {
    for (const chore of chores) {
      if (closed) return;
      try {
        await chore.run(system);
      } catch (error) {
        platform.log.error({ err: error, chore: chore.name }, "a chore failed and is done again later");
      }
    }
  }

  const begin = () => {
    round = round.then(doAll);
  };
  begin();
  const timer = setInterval(begin, everyMs).unref();
  return {
    async close() {
      closed = true;
      clearInterval(timer);
      await round;
    },
  };
}
