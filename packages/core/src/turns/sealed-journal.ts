import type { Context, Tx } from "../platform/index.ts";
import { stepsOf, type Quoting, type Run } from "../runs/index.ts";
import { namedIn } from "./named-in.ts";

/** The task's journal with results that nobody reads at rest: what models and tools said may be private. */
export interface SealedJournal {
  step<T>(name: string, fn: () => Promise<T>): Promise<T>;
  writeStep<T>(name: string, permission: string, fn: (tx: Tx) => Promise<T>): Promise<T>;
}

const placeOf = (taskId: string, name: string) => `turn/${taskId}/${name}`;

/** A step at rest; before steps said what they quote it was the sealed words alone. */
type SealedStep = string | Quoting;

/** `given` is what the turn was told from its beginning: its first step repeats it. */
export function sealedJournal(run: Run, given: readonly string[] = []): SealedJournal {
  const { secrets } = run.ctx.platform;
  let unsaid = given;
  const seal = (name: string, value: unknown): SealedStep => {
    const text = JSON.stringify(value ?? null);
    const quotes = [...new Set([...unsaid, ...namedIn(text)])];
    unsaid = [];
    return { sealed: secrets.seal(text, placeOf(run.taskId, name)), quotes };
  };
  const open = (name: string, step: SealedStep) => openStep(run.ctx, run.taskId, name, step);
  return {
    step: async <T>(name: string, fn: () => Promise<T>) => open(name, await run.step(name, async () => seal(name, await fn()))) as T,
    writeStep: async <T>(name: string, permission: string, fn: (tx: Tx) => Promise<T>) =>
      open(name, await run.writeStep(name, permission, async (tx) => seal(name, await fn(tx)))) as T,
  };
}

function openStep({ platform }: Context, taskId: string, name: string, step: SealedStep): unknown {
  return JSON.parse(platform.secrets.open(typeof step === "string" ? step : step.sealed, placeOf(taskId, name)));
}

/** What such a journal holds under these names, and what that repeats, once its task is over too; nothing of a task that is forgotten. */
export async function readJournal(ctx: Context, taskId: string, names: RegExp): Promise<{ steps: Map<string, unknown>; quotes: string[] }> {
  const sealed = [...(await stepsOf(ctx, taskId))].filter(([name]) => names.test(name)) as [string, SealedStep][];
  return {
    steps: new Map(sealed.map(([name, step]) => [name, openStep(ctx, taskId, name, step)])),
    quotes: sealed.flatMap(([_, step]) => (typeof step === "string" ? [] : step.quotes)),
  };
}
