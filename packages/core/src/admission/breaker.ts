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

/** A circuit that opened for so long, or closed. */
export interface Turned {
  key: string;
  /** How often in a row it has opened; 0: it is closed. */
  opened: number;
  openMs: number;
}

/** Keeps calls away from a provider's model that fails again and again; one probe at a time asks whether it is back. */
export interface Breaker {
  /** Whether a call may go now; taking the turn of a probe where the circuit is half open. */
  admits(key: string): boolean;
  succeeded(key: string): void;
  failed(key: string): void;
  /** What another one has found out. */
  learn(turned: Turned): void;
}

/** `tell` hears of circuits that this one opened or closed. */
export function createBreaker(clock: Clock, tell: (turned: Turned) => void = () => undefined): Breaker {
  const states = new Map<string, State>();
  const now = () => clock.now().getTime();
  const stateOf = (key: string): State => {
    const state = states.get(key) ?? { failures: 0, opened: 0, openUntil: 0, probeUntil: 0 };
    states.set(key, state);
    return state;
  };
  return {
    admits(key) {
      const state = states.get(key);
      if (!state || state.openUntil === 0) return true;
      if (now() < state.openUntil || now() < state.probeUntil) return false;
      state.probeUntil = now() + PROBE_MS;
      return true;
    },
    succeeded(key) {
      const wasOpen = (states.get(key)?.opened ?? 0) > 0;
      states.delete(key);
      if (wasOpen) tell({ key, opened: 0, openMs: 0 });
    },
    failed(key) {
      const state = stateOf(key);
      state.failures += 1;
      if (state.failures < FAILURES_TO_OPEN && state.opened === 0) return;
      const openMs = Math.min(MOST_OPEN_MS, OPEN_MS * 2 ** state.opened);
      state.openUntil = now() + openMs;
      state.opened += 1;
      state.probeUntil = 0;
      tell({ key, opened: state.opened, openMs });
    },
    learn({ key, opened, openMs }) {
      if (opened === 0) return void states.delete(key);
      const state = stateOf(key);
      Object.assign(state, {
        opened: Math.max(state.opened, opened),
        openUntil: Math.max(state.openUntil, now() + openMs),
        probeUntil: 0,
      });
    },
  };
}
