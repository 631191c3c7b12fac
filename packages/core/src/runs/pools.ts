import type { TaskDefinition } from "./define-task.ts";

/** Places of a worker for some kinds of tasks: those of work that takes the process, and those of work that waits for somebody else. */
export interface Pool {
  readonly kinds: readonly string[];
  readonly places: number;
  /** Places that one workspace may hold here, so that others find some free. */
  readonly placesPerWorkspace: number;
}

export interface PoolOptions {
  /** How many tasks run at once, beside those that wait. */
  readonly concurrency?: number;
  /** How many tasks of kinds that wait run at once. */
  readonly waitingConcurrency?: number;
  /** How many of these one workspace may take, so that another's task finds a place at once; three quarters of each by default. */
  readonly placesPerWorkspace?: number;
}

const PLACES = 32;
const WAITING_PLACES = 128;
const SHARE = 0.75;

export function poolsOf(tasks: readonly TaskDefinition[], options: PoolOptions): Pool[] {
  const { concurrency = PLACES, waitingConcurrency = WAITING_PLACES } = options;
  const pool = (waits: boolean, places: number): Pool => ({
    kinds: tasks.filter((task) => (task.waits === true) === waits).map(({ kind }) => kind),
    places,
    placesPerWorkspace: Math.min(places, options.placesPerWorkspace ?? Math.ceil(places * SHARE)),
  });
  return [pool(false, concurrency), pool(true, waitingConcurrency)].filter(({ kinds }) => kinds.length > 0);
}
