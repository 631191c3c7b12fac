import { stepsOf, type Run } from "../runs/index.ts";
import type { Context, Tx } from "../platform/index.ts";

/** The task's journal with results that nobody reads at rest: what models and tools said may be private. */
export interface SealedJournal {
  step<T>(name: string, fn: () => Promise<T>): Promise<T>;
  writeStep<T>(name: string, permission: string, fn: (tx: Tx) => Promise<T>): Promise<T>;
}

const placeOf = (taskId: string, name: string) => `turn/${taskId}/${name}`;

export function sealedJournal(run: Run): SealedJournal {
  const { secrets } = run.ctx.platform;
  const seal = (name: string, value: unknown) => secrets.seal(JSON.stringify(value ?? null), placeOf(run.taskId, name));
  const open = (name: string, sealed: string): unknown => JSON.parse(secrets.open(sealed, placeOf(run.taskId, name)));
  return {
    step: async <T>(name: string, fn: () => Promise<T>) => open(name, await run.step(name, async () => seal(name, await fn()))) as T,
    writeStep: async <T>(name: string, permission: string, fn: (tx: Tx) => Promise<T>) =>
      open(name, await run.writeStep(name, permission, async (tx) => seal(name, await fn(tx)))) as T,
  };
}

/** What such a journal holds under these names, once its task is over too; nothing of a task that is forgotten. */
export async function readJournal(ctx: Context, taskId: string, names: RegExp): Promise<Map<string, unknown>> {
  const { secrets } = ctx.platform;
  const steps = [...(await stepsOf(ctx, taskId))].filter(([name]) => names.test(name));
  return new Map(steps.map(([name, sealed]) => [name, JSON.parse(secrets.open(String(sealed), placeOf(taskId, name))) as unknown]));
}
