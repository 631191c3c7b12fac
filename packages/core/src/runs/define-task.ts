import type { z } from "zod";
import type { Context, Tx } from "../platform/index.ts";
import type { TaskError, TaskState } from "./model.ts";

/** How a dependency ended; `result` is what it returned when it is done. */
export interface Outcome {
  state: TaskState;
  result: unknown;
  error: TaskError | null;
}

/**
 * What a running task is given. It may be run again from the top at any time: what stands in a step happens once, everything else again.
 * Results of steps are stored as JSON and come back as such.
 */
export interface Run {
  readonly taskId: string;
  readonly groupId: string | null;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** The task's workspace, seen by the task's actor. */
  readonly ctx: Context;
  /** Aborted when the task is cancelled, the lease is lost, the attempt's time is over or the worker stops. */
  readonly signal: AbortSignal;
  /** Whether the task is run again by itself when this is thrown. */
  isTriedAgain(error: unknown): boolean;
  /** Refuses a transaction of somebody else's making when the task was cancelled or the lease was lost. */
  requireHold(tx: Tx): Promise<void>;
  /** Runs `fn` and stores its result under `name` before it returns; once stored, `fn` never runs again. A step cut short may run twice. */
  step<T>(name: string, fn: () => Promise<T> | T): Promise<T>;
  /** A transaction that is refused when the lease was lost. It may be repeated by a later attempt. */
  write<T>(permission: string, fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** A step whose effects and record are one transaction: they happen exactly once. */
  writeStep<T>(name: string, permission: string, fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** Waits for `answerTask` without holding a worker. Let what it throws pass. */
  ask(question: string): Promise<unknown>;
  /** Waits without holding a worker, across restarts. Let what it throws pass. */
  sleep(name: string, ms: number): Promise<void>;
  /** Shown to people; the last of several within a moment counts. */
  progress(percent: number, note: string): void;
  /** What a dependency returned, by its key or id. */
  result(task: string): Promise<unknown>;
  /** For dependencies that were allowed to fail. */
  outcome(task: string): Promise<Outcome>;
}

export interface TaskDefinition<Input = unknown, Output = unknown> {
  readonly kind: string;
  readonly input: z.ZodType<Input>;
  readonly output?: z.ZodType<Output>;
  /** How long one attempt may take; 30 minutes by default. Time in `ask` and `sleep` does not count. */
  readonly timeoutMs?: number;
  /** It mostly waits for something outside this process, such as a model: it takes none of the places of those that work. */
  readonly waits?: true;
  run(run: Run, input: Input): Promise<Output> | Output;
}

export function defineTask<Input, Output>(definition: TaskDefinition<Input, Output>): TaskDefinition<Input, Output> {
  return definition;
}
