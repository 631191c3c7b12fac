import { vendorName } from "../keys/index.ts";
import { AppError, type Logger } from "../platform/index.ts";
import type { Lease } from "./rate-bucket.ts";
import { tellOfWait, type OnWait } from "./tell-of-wait.ts";
import { createRateShares } from "./rate-shares.ts";

export interface AdmissionOptions {
  /** Calls to one provider at the same time; to one that a workspace brought the address of, of that workspace. */
  maxInFlight: number;
  /** Calls of one workspace that may wait for one provider. */
  maxWaiting: number;
  maxWaitMs: number;
}

export interface RateLimits {
  requestsPerMinute: number;
  tokensPerMinute: number;
}

export interface Entrant {
  workspaceId: string;
  provider: string;
  /** At an address of the workspace's own: another workspace's provider of this name is another one. */
  ownAddress?: boolean;
  tokens: number;
  limits: RateLimits;
  signal: AbortSignal;
  /** Asked of a call that does not go at once: whether it could go elsewhere, so that it waits only briefly. */
  elsewhere?: () => boolean;
  onWait?: OnWait | undefined;
}

/** Worth the model that was meant; who waits longer is better served by another one. */
const BRIEFLY_MS = 5_000;

interface Waiter extends Entrant {
  go(): void;
}

interface Reached {
  words: string;
  /** In so long there is room for such a call. */
  retryAfterMs: number;
}

interface Gate {
  inFlight: number;
  /** The workspace that waits longest for its turn comes first. */
  waiting: Map<string, Waiter[]>;
  timer: NodeJS.Timeout | undefined;
}

/** Lets calls through to providers: so many a minute for each workspace, so many at once, and where more want in, workspaces take turns. */
export interface Admission {
  /** A call is on its way: what lets it through is fetched meanwhile. */
  prepare(entrant: Omit<Entrant, "signal">): void;
  /** Resolves with the way out, which must be taken once. */
  enter(entrant: Entrant): Promise<() => void>;
}

export function createAdmission(options: AdmissionOptions, lease: Lease, log: Pick<Logger, "warn">): Admission {
  const gates = new Map<string, Gate>();
  const shares = createRateShares(lease, (share) => [true, false].forEach((ownAddress) => pump(gateOf({ ...share, ownAddress }))), log);

  function gateOf({ workspaceId, provider, ownAddress }: Pick<Entrant, "workspaceId" | "provider" | "ownAddress">): Gate {
    const name = ownAddress ? `${workspaceId} ${provider}` : provider;
    const gate = gates.get(name) ?? { inFlight: 0, waiting: new Map<string, Waiter[]>(), timer: undefined };
    gates.set(name, gate);
    return gate;
  }

  function leave(gate: Gate): () => void {
    gate.inFlight += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      gate.inFlight -= 1;
      pump(gate);
    };
  }

  /** Goes round the workspaces that wait, one call of each in its turn. */
  function pump(gate: Gate): void {
    clearTimeout(gate.timer);
    gate.timer = undefined;
    let soonest = Infinity;
    for (let blocked = 0; blocked < gate.waiting.size && gate.inFlight < options.maxInFlight;) {
      const [next] = gate.waiting;
      const [workspaceId, queue] = next ?? ["", []];
      const [waiter] = queue;
      gate.waiting.delete(workspaceId);
      if (!waiter) continue;
      gate.waiting.set(workspaceId, queue);
      const wait = shares.take(waiter);
      if (wait > 0) {
        soonest = Math.min(soonest, wait);
        blocked += 1;
        continue;
      }
      blocked = 0;
      queue.shift();
      if (queue.length === 0) gate.waiting.delete(workspaceId);
      waiter.go();
    }
    if (soonest < Infinity) gate.timer = setTimeout(() => pump(gate), soonest);
  }

  /** The limit that keeps the call back; undefined where it is only that many want in at once. */
  function limitOf({ inFlight }: Gate, entrant: Entrant): Reached | undefined {
    const short = inFlight < options.maxInFlight ? shares.shortOf(entrant) : undefined;
    if (!short) return undefined;
    const { requestsPerMinute, tokensPerMinute } = entrant.limits;
    const [most, what, needed] = short === "requests" ? [requestsPerMinute, "call", 1] : [tokensPerMinute, "token", entrant.tokens];
    const words = `limit of ${most.toLocaleString("en")} ${what}${most === 1 ? "" : "s"} a minute`;
    return { words, retryAfterMs: Math.ceil(Math.min(1, needed / most) * 60_000) };
  }

  function queue(gate: Gate, entrant: Entrant): Promise<() => void> {
    const own = gate.waiting.get(entrant.workspaceId) ?? [];
    if (own.length >= options.maxWaiting) throw busy(entrant.provider);
    return new Promise((resolve, reject) => {
      const told = tellOfWait(
        entrant.onWait,
        () => `waiting its turn: ${limitOf(gate, entrant)?.words ?? `many calls to ${vendorName(entrant.provider)} at once`}`,
      );
      const over = () => {
        clearTimeout(deadline);
        told.end();
      };
      const out = (reason: Error) => {
        over();
        entrant.signal.removeEventListener("abort", onAbort);
        own.splice(own.indexOf(waiter), 1);
        if (own.length === 0) gate.waiting.delete(entrant.workspaceId);
        reject(reason);
      };
      const onAbort = () => out(entrant.signal.reason as Error);
      const mostMs = entrant.elsewhere?.() ? Math.min(BRIEFLY_MS, options.maxWaitMs) : options.maxWaitMs;
      const deadline = setTimeout(() => out(busy(entrant.provider, limitOf(gate, entrant))), mostMs);
      const waiter: Waiter = {
        ...entrant,
        go() {
          over();
          entrant.signal.removeEventListener("abort", onAbort);
          resolve(leave(gate));
        },
      };
      entrant.signal.addEventListener("abort", onAbort, { once: true });
      own.push(waiter);
      gate.waiting.set(entrant.workspaceId, own);
      pump(gate);
    });
  }

  return {
    prepare: (entrant) => shares.prepare(entrant),
    async enter(entrant) {
      entrant.signal.throwIfAborted();
      const gate = gateOf(entrant);
      if (!gate.waiting.has(entrant.workspaceId) && gate.inFlight < options.maxInFlight && shares.take(entrant) === 0) return leave(gate);
      return queue(gate, entrant);
    },
  };
}

function busy(provider: string, limit?: Reached): AppError {
  const name = vendorName(provider);
  const why = limit ? `The ${limit.words} to ${name} is reached.` : `Too many model calls want ${name} at once.`;
  return new AppError("too_many_requests", `${why} Try again in a minute, or ask an admin to raise the limits.`, {
    details: limit && { retryAfterMs: limit.retryAfterMs },
  });
}
