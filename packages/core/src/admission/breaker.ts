import type { Clock } from "../platform/index.ts";

const FAILURES_TO_OPEN = 5;
const OPEN_MS = 15_000;
const MOST_OPEN_MS = 240_000;
/** A probe that never tells its end lets the next one through after this. */
const PROBE_MS = 60_000;

interface State {
  failures: number;
  opened: number;
  openUntil: number;
  probeUntil: number;
}

/** Keeps calls away from a provider's model that fails again and again; one probe at a time asks whether it is back. */
export interface Breaker {
  /** Whether a call may go now; taking the turn of a probe where the circuit is half open. */
  admits(key: string): boolean;
  succeeded(key: string): void;
  failed(key: string): void;
}

export function createBreaker(clock: Clock): Breaker {
  const states = new Map<string, State>();
  const now = () => clock.now().getTime();
  return {
    admits(key) {
      const state = states.get(key);
      if (!state || state.openUntil === 0) return true;
      if (now() < state.openUntil || now() < state.probeUntil) return false;
      state.probeUntil = now() + PROBE_MS;
      return true;
    },
    succeeded: (key) => void states.delete(key),
    failed(key) {
      const state = states.get(key) ?? { failures: 0, opened: 0, openUntil: 0, probeUntil: 0 };
      states.set(key, state);
      state.failures += 1;
      if (state.failures < FAILURES_TO_OPEN && state.opened === 0) return;
      state.openUntil = now() + Math.min(MOST_OPEN_MS, OPEN_MS * 2 ** state.opened);
      state.opened += 1;
      state.probeUntil = 0;
    },
  };
}
