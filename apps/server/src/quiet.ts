import { performance } from "node:perf_hooks";
import { getHeapStatistics, setFlagsFromString } from "node:v8";

const LOOK_MS = 2_000;
/** Of the time between two looks, the share that the process worked. */
const QUIET = 0.25;
/** What its heap must have grown by since it was last tidied, in bytes. */
const WORTH = 32 * 1024 * 1024;
/** V8 looks every 8 s whether there is something to give back, and then collects twice. */
const TIDY_MS = 24_000;

/**
 * Has V8 give back to the machine what a busy time left, once that is over: after ten thousand tabs have opened, a third of the process.
 *
 * V8 has a collection of its own for this, in small steps, but never begins it in Node: of the three rates of allocation that it compares, one
 * is always unknown there. While it is told that size matters more than speed it does not compare; so it is told, for as long as one such
 * collection takes, and never while there is work, when it would collect too often.
 * Measured by `node benchmarks/talk.ts --only idle`; `node --trace-memory-reducer` shows V8's side.
 */
export function tidyWhenQuiet(): { close(): void } {
  let last = performance.eventLoopUtilization();
  let tidied = 0;
  let until: number | undefined;

  function look(): void {
    const now = performance.eventLoopUtilization();
    const isQuiet = performance.eventLoopUtilization(now, last).utilization < QUIET;
    last = now;
    const { total_heap_size: size } = getHeapStatistics();
    if (until === undefined) {
      if (isQuiet && size > tidied + WORTH) begin();
    } else if (!isQuiet) {
      end();
    } else if (performance.now() > until) {
      end();
      tidied = size;
    }
  }

  function begin(): void {
    until = performance.now() + TIDY_MS;
    setFlagsFromString("--optimize-for-size");
  }

  function end(): void {
    if (until === undefined) return;
    until = undefined;
    setFlagsFromString("--no-optimize-for-size");
  }

  const looks = setInterval(look, LOOK_MS).unref();
  return {
    close() {
      clearInterval(looks);
      end();
    },
  };
}
