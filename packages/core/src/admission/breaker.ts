import { remember, type Clock } from "../platform/index.ts";

const FAILURES_TO_OPEN = 5;
const OPEN_MS = 15_000;
const MOST_OPEN_MS = 240_000;
/** The one that nothing was heard of for longest is forgotten. */
const MOST_CIRCUITS = 5_000;
/** A probe that never tells its end lets the next one through after this. */
const PROBE_MS = 60_000;
/** Who opened a circuit probes it; others only where it does not, each after a time of its own, so that they do not all ask at once. */
const OTHERS_WAIT_MS = { least: 500, most: 2_000 };

/** What tells that a provider fails, and not only one call, key or request. */
export const OPENING = ["overloaded", "unavailable", "timeout", "malformed"] as const;

/** Why a circuit opened: the last that it took. */
export interface Opening {
  kind: (typeof OPENING)[number];
  message: string;
  status?: number;
}

interface State {
  failures: number;
  opened: number;
  openUntil: number;
  probeUntil: number;
  because: Opening | undefined;
}

/** A circuit that opened for so long, closed, or is being probed. */
export interface Turned {
  key: string;
  /** How often in a row it has opened; 0: it is closed. */
  opened: number;
  openMs: number;
  probing: boolean;
  /** What opened it. */
  because?: Opening;
}

/** Keeps calls away from a provider's model that fails again and again; one probe at a time asks whether it is back. */
export interface Breaker {
  /** Whether a call could go now; it takes no turn. */
  admits(key: string): boolean;
  /** A call goes now: 0, or, where it is the probe of a half-open circuit, what it gives that turn back with. Undefined: it may not go. */
  enter(key: string): number | undefined;
  /** The probe has ended without a word on how the provider is: the next call probes in its place. */
  giveBack(key: string, probe: number): void;
  succeeded(key: string): void;
  failed(key: string, because: Opening): void;
  /** What another one has found out. */
  learn(turned: Turned): void;
  /** Until when nothing is sent through it; undefined where it is closed, or a probe may go. */
  openUntil(key: string): number | undefined;
  /** What opened it; undefined where it is closed. */
  because(key: string): Opening | undefined;
}

/** `tell` hears of circuits that this one opened, closed or probes. */
export function createBreaker(clock: Clock, tell: (turned: Turned) => void = () => undefined): Breaker {
  const states = new Map<string, State>();
  const now = () => clock.now().getTime();
  const waitMs = OTHERS_WAIT_MS.least + Math.random() * (OTHERS_WAIT_MS.most - OTHERS_WAIT_MS.least);
  const stateOf = (key: string): State => {
    const state = states.get(key) ?? { failures: 0, opened: 0, openUntil: 0, probeUntil: 0, because: undefined };
    remember(states, key, state, MOST_CIRCUITS);
    return state;
  };
  const isShut = ({ openUntil, probeUntil }: State) => openUntil > 0 && now() < Math.max(openUntil, probeUntil);
  return {
    admits(key) {
      const state = states.get(key);
      return !state || !isShut(state);
    },
    enter(key) {
      const state = states.get(key);
      if (!state || state.openUntil === 0) return 0;
      if (isShut(state)) return undefined;
      state.probeUntil = now() + PROBE_MS;
      tell({ key, opened: state.opened, openMs: 0, probing: true, because: state.because });
      return state.probeUntil;
    },
    giveBack(key, probe) {
      const state = states.get(key);
      if (!state || state.probeUntil !== probe) return;
      state.probeUntil = 0;
      tell({ key, opened: state.opened, openMs: 0, probing: false, because: state.because });
    },
    succeeded(key) {
      const wasOpen = (states.get(key)?.opened ?? 0) > 0;
      states.delete(key);
      if (wasOpen) tell({ key, opened: 0, openMs: 0, probing: false });
    },
    failed(key, because) {
      const state = stateOf(key);
      state.failures += 1;
      if (state.failures < FAILURES_TO_OPEN && state.opened === 0) return;
      const openMs = Math.min(MOST_OPEN_MS, OPEN_MS * 2 ** state.opened);
      state.openUntil = now() + openMs;
      state.opened += 1;
      state.probeUntil = 0;
      state.because = because;
      tell({ key, opened: state.opened, openMs, probing: false, because });
    },
    learn({ key, opened, openMs, probing, because }) {
      if (opened === 0) return void states.delete(key);
      const state = stateOf(key);
      Object.assign(state, {
        opened: Math.max(state.opened, opened),
        openUntil: probing ? state.openUntil || now() : Math.max(state.openUntil, now() + openMs + waitMs),
        probeUntil: probing ? now() + PROBE_MS : 0,
        because: because ?? state.because,
      });
    },
    openUntil(key) {
      const until = states.get(key)?.openUntil ?? 0;
      return until > now() ? until : undefined;
    },
    because: (key) => states.get(key)?.because,
  };
}
