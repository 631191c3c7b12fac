import type { Platform } from "../platform/index.ts";
import { writeBatch, type Entry } from "./write-batch.ts";

const MOST_AT_ONCE = 100;
/** Where more calls than this end in a moment, those that have ended wait a little for each other. */
const BUSY_ENDINGS = 10;
const MOMENT_MS = 250;
/** One that nobody waits for waits so long in any case, as the next call often begins when one has ended, and is not to wait for its books. */
const GATHER_MS = 25;
const GATHER_UNAWAITED_MS = 250;

interface Waiting {
  readonly entry: Entry;
  /** When it is written at the latest, with all that wait then. */
  readonly dueAt: number;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

interface Queue {
  readonly waiting: Waiting[];
  /** Ends the wait for more. */
  hurry: (() => void) | undefined;
  /** When the last calls ended, the newest last. */
  readonly endings: number[];
  /** Whether somebody writes what waits. */
  isServed: boolean;
}

const queues = new WeakMap<Platform, Map<string, Queue>>();

/**
 * Writes the entry into the books of its workspace. Those that come while others are being written go together, in one transaction: a
 * hundred callers at once wait for a few commits and not for a hundred.
 */
export function enter(platform: Platform, workspaceId: string, entry: Entry): Promise<void> {
  const all = queues.get(platform) ?? new Map<string, Queue>();
  queues.set(platform, all);
  const queue = all.get(workspaceId) ?? { waiting: [], hurry: undefined, endings: [], isServed: false };
  all.set(workspaceId, queue);
  const { promise, resolve: done, reject: failed } = Promise.withResolvers<void>();
  queue.waiting.push({ entry, dueAt: performance.now() + patienceOf(queue, entry), done, failed });
  queue.hurry?.();
  if (!queue.isServed) void drain(platform, workspaceId, queue, all);
  return promise;
}

function patienceOf(queue: Queue, entry: Entry): number {
  if (entry.kind !== "ending") return 0;
  queue.endings.push(performance.now());
  if (queue.endings.length > BUSY_ENDINGS) queue.endings.shift();
  if (isBusy(queue)) return entry.call.isUnawaited ? GATHER_UNAWAITED_MS : GATHER_MS;
  return entry.call.isUnawaited ? GATHER_MS : 0;
}

function isBusy({ endings }: Queue): boolean {
  return endings.length === BUSY_ENDINGS && performance.now() - (endings[0] ?? 0) < MOMENT_MS;
}

async function drain(platform: Platform, workspaceId: string, queue: Queue, all: Map<string, Queue>): Promise<void> {
  queue.isServed = true;
  // Callers of the same moment come first.
  await Promise.resolve();
  while (queue.waiting.length > 0) {
    await untilDue(queue);
    await writeAll(platform, workspaceId, queue.waiting.splice(0, MOST_AT_ONCE));
  }
  // NOTE: at once, so that nobody is put into a queue that nobody reads.
  queue.isServed = false;
  if (!isBusy(queue)) all.delete(workspaceId);
}

/** Until one of those that wait is due, or as many wait as are written at once. */
async function untilDue(queue: Queue): Promise<void> {
  while (queue.waiting.length < MOST_AT_ONCE) {
    const left = Math.min(...queue.waiting.map(({ dueAt }) => dueAt)) - performance.now();
    if (left <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, left);
      queue.hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    queue.hurry = undefined;
  }
}

/** One that cannot be written does not keep the others from it. */
async function writeAll(platform: Platform, workspaceId: string, batch: readonly Waiting[]): Promise<void> {
  try {
    await writeBatch(
      platform,
      workspaceId,
      batch.map(({ entry }) => entry),
    );
    for (const { done } of batch) done();
  } catch (error) {
    if (batch.length === 1) return batch[0]?.failed(error);
    for (const each of batch) await writeAll(platform, workspaceId, [each]);
  }
}
