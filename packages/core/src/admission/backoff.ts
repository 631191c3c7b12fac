const FIRST_MS = 250;
const MOST_MS = 8_000;
/** A provider that asks for a longer wait is not waited for: another one answers, or the person is told. */
export const LONGEST_WAIT_MS = 20_000;

/** Exponential with full jitter; what the provider asks for goes first. Undefined: too long to wait. */
export function waitBefore(attempt: number, retryAfterMs: number | undefined, random: () => number = Math.random): number | undefined {
  const jittered = random() * Math.min(MOST_MS, FIRST_MS * 2 ** attempt);
  if (retryAfterMs === undefined) return jittered;
  // NOTE: a little after what was asked for, so that all who were told the same do not come at once.
  return retryAfterMs > LONGEST_WAIT_MS ? undefined : retryAfterMs + jittered / 10;
}

/** Rejects with the signal's reason when it comes first. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const over = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", over);
      resolve();
    }, ms);
    signal.addEventListener("abort", over, { once: true });
  });
}
