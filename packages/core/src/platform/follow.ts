import { performance } from "node:perf_hooks";
import { systemContext, type Platform } from "./context.ts";
import type { Follower } from "./define-follower.ts";
import { endOfLog, isAfter, LOG_START, settleLog } from "./events.ts";
import { createRest } from "./rest.ts";
import { startLookOut, type Look } from "./look-out.ts";
import { nextEventsOf } from "./next-events.ts";
import { startTail, type Tail } from "./tail.ts";
import { followers } from "./tables.ts";
import { moveOn, storedPlace, takeBatch } from "./take-batch.ts";
import { write } from "./write.ts";

/** What no wake-up told is found by the look-out. */
const LONGEST_REST_BETWEEN_MS = 60_000;
const AGAIN_MS = 100;
const SETTLING_MS = 5;
const SHORTEST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 60_000;
/** Sockets and everybody else read no further than the oldest transaction that is open: those of followers are short. */
const BATCH_MS = 6;
const FIRST_BATCH = 20;
const LARGEST_BATCH = 500;
const MOVE_ON_MS = 60_000;
/** A share of the process's time: where it is more, a follower rests as long as it worked, and takes what came meanwhile together. */
const BUSY = 0.6;
const LONGEST_REST_MS = 250;
/** One follower works at a time, as each holds a connection and holds back who reads the log; beside one that takes longer another begins. */
const LONG_TURN_MS = 100;

export interface RunningFollowers {
  /** Resolves when every follower has taken in all that is in the log now. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export function startFollowers(platform: Platform, list: readonly Follower[]): RunningFollowers {
  const tail = startTail(platform);
  const takeTurn = createTurns();
  const loops = list.map((follower) => startLoop(platform, follower, tail, takeTurn));
  const lookOut = startLookOut(systemContext(platform), new Map(loops.map(({ name, look }) => [name, look])));
  return {
    settled: async () => void (await Promise.all(loops.map((loop) => loop.settled()))),
    async close() {
      await Promise.all([lookOut.close(), ...loops.map((loop) => loop.close()), tail.close()]);
    },
  };
}

interface Loop extends RunningFollowers {
  name: string;
  look: Look;
}

/** Woken when the tail has read events of its types: one reader looks at the log for all followers of the process. */
function startLoop(platform: Platform, follower: Follower, tail: Tail, takeTurn: Turns): Loop {
  const failures = new Map<number, number>();
  const rest = createRest();
  /** Pauses that new events do not end. */
  const calm = createRest();
  const types = new Set(follower.types);
  const next = nextEventsOf(follower, tail);
  const ctx = systemContext(platform);
  // What stood in the log before this process did.
  let isDue = true;
  let closed = false;
  let size = FIRST_BATCH;
  const makeDue = () => {
    isDue = true;
    rest.wake();
  };
  const subscribed = tail.subscribe((byWorkspace) => {
    for (const events of byWorkspace.values()) if (events.some((event) => types.has(event.type))) return makeDue();
  });

  let movedAt = performance.now();
  /** Takes no transaction id, which would hold events back. */
  const look: Look = async ({ place, end }) => {
    if (await next.isThereAny(ctx, place, end)) return makeDue();
    if (performance.now() - movedAt < MOVE_ON_MS || !isAfter(end, place)) return;
    movedAt = performance.now();
    await moveOn(platform, follower, { from: place, to: end });
  };

  async function takeAll(): Promise<void> {
    for (let more = true; more && !closed;) {
      const before = performance.eventLoopUtilization();
      const { batch, tookMs } = await takeTurn(async () => {
        const startedAt = performance.now();
        return { batch: await takeBatch(platform, follower, size, { failures, next }), tookMs: performance.now() - startedAt };
      });
      if (batch.taken > 0) {
        const fits = Math.floor((BATCH_MS / Math.max(1, batch.heldMs)) * batch.taken);
        size = Math.min(LARGEST_BATCH, Math.max(1, fits, Math.ceil(size / 2)));
      }
      if (batch.fault !== undefined) throw batch.fault;
      more = batch.more;
      if (performance.eventLoopUtilization(before).utilization > BUSY) await calm.pause(Math.min(tookMs, LONGEST_REST_MS));
    }
  }

  async function loop(): Promise<void> {
    let known = false;
    let waitMs = 0;
    // First, so that nothing happens unseen between the first look and the first wake-up.
    const unsubscribe = await subscribed;
    while (!closed) {
      rest.begin();
      calm.begin();
      try {
        known ||= await makeKnown(platform, follower);
        if (isDue) {
          isDue = false;
          await takeAll();
          if (follower.gatherMs > 0) await calm.pause(follower.gatherMs);
        }
        waitMs = 0;
        isDue ||= failures.size > 0;
        await rest.pause(isDue ? AGAIN_MS : LONGEST_REST_BETWEEN_MS);
      } catch (error) {
        waitMs = Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, waitMs * 2));
        platform.log.error({ err: error, follower: follower.name, waitMs }, "a follower failed and tries again");
        isDue = true;
        await calm.pause(waitMs);
      }
    }
    unsubscribe();
  }

  const running = loop();
  return {
    name: follower.name,
    look,
    async settled() {
      await settleLog(ctx);
      const end = await endOfLog(ctx);
      for (const deadline = Date.now() + 30_000; Date.now() < deadline;) {
        const [row] = await storedPlace(ctx.db, { name: follower.name });
        if (!(await next.isThereAny(ctx, row ? `${row.xid}-${row.seq}` : LOG_START, end))) return;
        makeDue();
        calm.wake();
        await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
      }
      throw new Error(`Follower ${follower.name} did not settle`);
    },
    async close() {
      closed = true;
      rest.close();
      calm.close();
      await running;
    },
  };
}

type Turns = <T>(fn: () => Promise<T>) => Promise<T>;

/** Lets one work after the other; who takes longer than most has others beside it. */
function createTurns(): Turns {
  const line: (() => void)[] = [];
  let free = true;
  const next = () => {
    const first = line.shift();
    if (first) first();
    else free = true;
  };
  return async (fn) => {
    if (free) free = false;
    else await new Promise<void>((resolve) => line.push(resolve));
    let passedOn = false;
    const passOn = () => {
      if (!passedOn) next();
      passedOn = true;
    };
    const timer = setTimeout(passOn, LONG_TURN_MS);
    try {
      return await fn();
    } finally {
      clearTimeout(timer);
      passOn();
    }
  };
}

/** A new follower starts at the beginning of the log. */
async function makeKnown(platform: Platform, follower: Follower): Promise<boolean> {
  return write(systemContext(platform), "platform:follow", async (tx) => {
    await tx.db.insert(followers).values({ name: follower.name, xid: "0", seq: 0 }).onConflictDoNothing();
    return true;
  });
}
