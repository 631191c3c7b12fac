import { AppError, newId, SYSTEM, systemContext, type Context, type Platform } from "../platform/index.ts";
import { claimTasks, hasReady, heldFences, lookAfter, otherOwners, releaseStray, renewLeases, type Worker } from "./claim.ts";
import type { TaskDefinition } from "./define-task.ts";
import { createJournal, type Journal } from "./journal.ts";
import { emptyEnded } from "./forget-tasks.ts";
import { pruneTasks } from "./prune-tasks.ts";
import { poolsOf, type Pool, type PoolOptions } from "./pools.ts";
import { startRun, type ActiveRun, type RunEnvironment } from "./run.ts";

const POLL_MS = 1_000;
const LOOK_AFTER_MS = 250;
/** Between two looks for workers whose process has ended. */
const ROLL_CALL_MS = 2_000;
const PRUNE_MS = 60 * 60_000;
const CHECK_MS = 400;
const CHECK_ON_WAKE_MS = 100;
const AGAIN_MS = 200;

/** Which process a worker runs in, so that a later one need not wait for the leases of one that was killed. */
export interface WorkerProcess {
  /** Names the process among all that share the database, over restarts of the machine too. */
  readonly id: string;
  /** Whether that process is known to have ended. When in doubt it has not, and its leases run out. */
  isGone(id: string): Promise<boolean>;
}

export interface WorkerOptions extends PoolOptions {
  readonly tasks: readonly TaskDefinition[];
  /** After which silence of this process others take its tasks. */
  readonly leaseMs?: number;
  /** How long `close` lets tasks finish before it gives them back. */
  readonly closeMs?: number;
  /** The rights under which a task runs, asked at every attempt. Without it only the platform's own tasks run. */
  readonly actorFor?: RunEnvironment["actorFor"];
  readonly random?: () => number;
  readonly process?: WorkerProcess;
}

export interface RunningWorker {
  /** Resolves when nothing runs here and nothing that it could run is ready. Waiting tasks do not count. */
  idle(): Promise<void>;
  /** Takes nothing more, lets tasks finish for a while, gives the rest back. */
  close(): Promise<void>;
}

export function startWorker(platform: Platform, options: WorkerOptions): RunningWorker {
  return new TaskWorker(platform, options);
}

class TaskWorker implements RunningWorker {
  readonly #platform: Platform;
  readonly #system: Context;
  readonly #definitions: Map<string, TaskDefinition>;
  readonly #worker: Worker;
  readonly #pools: readonly Pool[];
  readonly #closeMs: number;
  readonly #environment: RunEnvironment;
  readonly #journal: Journal;
  readonly #active = new Map<string, ActiveRun>();
  readonly #stopListening: () => void;
  readonly #heartbeat: NodeJS.Timeout;
  #poll: NodeJS.Timeout | undefined;
  /** When the next waiting task that we know of is due. */
  #dueAt = Number.POSITIVE_INFINITY;
  #looking = false;
  #lookAgain = false;
  #lookAfterAt = 0;
  readonly #process: WorkerProcess | undefined;
  #rollCallAt = 0;
  #pruneAt = 0;
  #lastSpace = "";
  /** Whether the last claim broke off, so that it may have taken tasks all the same. */
  #claimUnsure = false;
  #checkedAt = 0;
  #checking = false;
  #renewedAt = 0;
  #closing: Promise<void> | undefined;
  #waiters: (() => void)[] = [];

  constructor(platform: Platform, options: WorkerOptions) {
    this.#platform = platform;
    this.#system = systemContext(platform);
    this.#definitions = new Map(options.tasks.map((task) => [task.kind, task]));
    this.#pools = poolsOf(options.tasks, options);
    this.#closeMs = options.closeMs ?? 10_000;
    this.#process = options.process;
    this.#worker = {
      id: ownerOf(newId("wrk"), options.process),
      leaseMs: options.leaseMs ?? 15_000,
    };
    this.#journal = createJournal(this.#system, (readyAt) => (readyAt ? this.#expect(readyAt) : platform.wakeups.wake()));
    const { actorFor = systemOnly, random = Math.random } = options;
    this.#environment = { platform, journal: this.#journal, actorFor, random };
    this.#stopListening = platform.wakeups.onWake(() => this.#onWake(), "tasks");
    this.#heartbeat = setInterval(() => void this.#check(), Math.min(CHECK_MS, this.#worker.leaseMs / 4));
    void this.#look();
  }

  #onWake(): void {
    void this.#look();
    if (this.#active.size > 0 && Date.now() - this.#checkedAt >= CHECK_ON_WAKE_MS) void this.#check();
  }

  /** One look at a time; a wake during a look makes it look once more. */
  async #look(): Promise<void> {
    this.#lookAgain = true;
    if (this.#looking || this.#closing) return;
    this.#looking = true;
    try {
      while (this.#lookAgain && !this.#closing) {
        this.#lookAgain = false;
        // NOTE: tasks end in batches; one look takes their places together.
        await new Promise((resolve) => setImmediate(resolve));
        await this.#lookOnce();
      }
      this.#lookIn(POLL_MS);
    } catch (error) {
      this.#platform.log.error({ err: error }, "the worker could not look for tasks and tries again");
      this.#lookIn(AGAIN_MS);
    } finally {
      this.#looking = false;
      this.#tellIdle();
    }
  }

  async #lookOnce(): Promise<void> {
    const now = this.#platform.clock.now().getTime();
    if (now >= this.#lookAfterAt || now >= this.#dueAt) {
      this.#dueAt = Number.POSITIVE_INFINITY;
      const due = await lookAfter(this.#system, await this.#goneOwners());
      this.#lookAfterAt = now + LOOK_AFTER_MS;
      if (now >= this.#pruneAt) {
        const more = [await pruneTasks(this.#system), await emptyEnded(this.#system)];
        this.#pruneAt = more.includes(true) ? now : now + PRUNE_MS;
      }
      this.#dueAt = Math.min(this.#dueAt, due?.getTime() ?? Number.POSITIVE_INFINITY);
    }
    if (this.#claimUnsure) await releaseStray(this.#system, this.#worker, [...this.#active.keys()]);
    for (const pool of this.#pools) await this.#fill(pool);
  }

  async #fill(pool: Pool): Promise<void> {
    for (;;) {
      const free = pool.places - this.#busyIn(pool);
      if (free <= 0 || this.#closing || !(await hasReady(this.#system, pool))) return;
      this.#claimUnsure = true;
      const claimed = await claimTasks(this.#system, this.#worker, pool, free, this.#lastSpace);
      this.#claimUnsure = false;
      for (const each of claimed) this.#start(startRun(this.#environment, this.#definitionOf(each.row.kind), each));
      const [first] = claimed;
      if (!first) return;
      this.#lastSpace = claimed.reduce((last, { row }) => (row.workspaceId > last ? row.workspaceId : last), first.row.workspaceId);
    }
  }

  #busyIn({ kinds }: Pool): number {
    return [...this.#active.values()].filter(({ claimed }) => kinds.includes(claimed.row.kind)).length;
  }

  /** Workers that hold tasks and whose process has ended. */
  async #goneOwners(): Promise<string[]> {
    if (!this.#process || Date.now() < this.#rollCallAt) return [];
    this.#rollCallAt = Date.now() + ROLL_CALL_MS;
    const gone: string[] = [];
    for (const owner of await otherOwners(this.#system, this.#worker)) {
      const process = processOf(owner);
      if (process && (await this.#process.isGone(process))) gone.push(owner);
    }
    return gone;
  }

  #definitionOf(kind: string): TaskDefinition {
    const definition = this.#definitions.get(kind);
    if (!definition) throw new Error(`Claimed a task of kind ${kind}, which this worker does not know`);
    return definition;
  }

  #start(run: ActiveRun): void {
    const id = run.claimed.row.id;
    this.#active.get(id)?.lose();
    this.#active.set(id, run);
    void run.ended.then(() => {
      if (this.#active.get(id) === run) this.#active.delete(id);
      return this.#look();
    });
  }

  #expect(due: Date): void {
    this.#dueAt = Math.min(this.#dueAt, due.getTime());
    if (!this.#looking) this.#lookIn(POLL_MS);
  }

  /** Looks again after this time, or when the next task is due. */
  #lookIn(ms: number): void {
    clearTimeout(this.#poll);
    if (this.#closing) return;
    const untilDueMs = this.#dueAt - this.#platform.clock.now().getTime();
    this.#poll = setTimeout(() => void this.#look(), Math.min(ms, Math.max(1, untilDueMs)));
  }

  /** Prolongs leases and stops the runs whose task was cancelled or taken over. */
  async #check(): Promise<void> {
    if (this.#checking || this.#active.size === 0) return;
    this.#checking = true;
    this.#checkedAt = Date.now();
    try {
      const runs = [...this.#active.values()];
      const ids = [...this.#active.keys()];
      if (this.#checkedAt - this.#renewedAt >= this.#worker.leaseMs / 3) {
        await renewLeases(this.#system, this.#worker, ids);
        this.#renewedAt = this.#checkedAt;
      }
      const fences = await heldFences(this.#system, this.#worker, ids);
      for (const run of runs) {
        const { id, fence } = run.claimed.row;
        if (this.#active.get(id) === run && fences.get(id) !== fence) run.lose();
      }
    } catch (error) {
      this.#platform.log.error({ err: error }, "the worker could not prolong its leases and tries again");
    } finally {
      this.#checking = false;
    }
  }

  #tellIdle(): void {
    if (this.#active.size > 0 || this.#looking || this.#lookAgain) return;
    for (const resolve of this.#waiters.splice(0)) resolve();
  }

  idle(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiters.push(resolve);
    void this.#look();
    return promise;
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    this.#stopListening();
    clearTimeout(this.#poll);
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, this.#closeMs);
    await Promise.race([late, this.#settled()]);
    clearTimeout(timer);
    const rest = [...this.#active.values()];
    if (rest.length > 0) this.#platform.log.warn({ tasks: rest.length }, "tasks that did not end in time are given back");
    await Promise.all(rest.map((run) => run.release()));
    await this.#journal.close();
    clearInterval(this.#heartbeat);
    for (const waiter of this.#waiters.splice(0)) waiter();
  }

  /** All that runs, and what a look that was under way may still start. */
  async #settled(): Promise<void> {
    while (this.#looking || this.#active.size > 0) {
      await Promise.all([...this.#active.values()].map((run) => run.ended));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

const ownerOf = (id: string, process: WorkerProcess | undefined) => (process ? `${id}@${process.id}` : id);
const processOf = (owner: string) => owner.split("@")[1];

function systemOnly(task: { kind: string; actor: { kind: string } }): typeof SYSTEM {
  if (task.actor.kind === "system") return SYSTEM;
  throw new AppError("forbidden", `No rights are known for the ${task.actor.kind} who started this ${task.kind} task.`);
}
