import type { Tx } from "./context.ts";
import type { EventDefinition } from "./event-definition.ts";
import type { StoredEvent } from "./events.ts";

/** Turns events into calls of verbs. Its cursor moves in the transaction of its effects, so each event takes effect exactly once. */
export interface Follower {
  readonly name: string;
  readonly types: readonly string[];
  /** How long it lets events come together after it took some in; what comes after a quiet time is taken at once. */
  readonly gatherMs: number;
  handle(tx: Tx, event: StoredEvent): Promise<void>;
  /** The same for events of one workspace, in their order. */
  handleMany(tx: Tx, events: readonly StoredEvent[]): Promise<void>;
}

/** What a follower does about one type of event. */
export interface FollowerPart {
  readonly type: string;
  handle(tx: Tx, event: StoredEvent): Promise<void>;
  handleMany?(tx: Tx, events: readonly StoredEvent[]): Promise<void>;
}

/** One part of a follower, typed by its event. */
export function on<Payload>(event: EventDefinition<Payload>, handle: (tx: Tx, event: StoredEvent<Payload>) => Promise<void>): FollowerPart {
  return { type: event.type, handle: (tx, stored) => handle(tx, read(event, stored)) };
}

/** The same for a part that takes in many at once with less work than one after the other: all of one workspace, in their order. */
export function onMany<Payload>(
  event: EventDefinition<Payload>,
  handle: (tx: Tx, events: readonly StoredEvent<Payload>[]) => Promise<void>,
): FollowerPart {
  return {
    type: event.type,
    handle: (tx, stored) => handle(tx, [read(event, stored)]),
    handleMany: (tx, stored) =>
      handle(
        tx,
        stored.map((each) => read(event, each)),
      ),
  };
}

const read = <Payload>(event: EventDefinition<Payload>, stored: StoredEvent): StoredEvent<Payload> => ({
  ...stored,
  payload: event.payload.parse(stored.payload),
});

/** `gatherMs` for what nobody waits for: many events cost a follower little more than one. */
export function defineFollower(named: string | { name: string; gatherMs: number }, parts: readonly FollowerPart[]): Follower {
  const { name, gatherMs } = typeof named === "string" ? { name: named, gatherMs: 0 } : named;
  const of = Map.groupBy(parts, (part) => part.type);
  async function handle(tx: Tx, event: StoredEvent): Promise<void> {
    for (const part of of.get(event.type) ?? []) await part.handle(tx, event);
  }
  return {
    name,
    types: [...of.keys()],
    gatherMs,
    handle,
    async handleMany(tx, events) {
      for (const run of runsOf(events)) {
        for (const part of of.get(run[0]?.type ?? "") ?? []) {
          if (part.handleMany) await part.handleMany(tx, run);
          else for (const event of run) await part.handle(tx, event);
        }
      }
    },
  };
}

/** Neighbours of the same type. */
function runsOf(events: readonly StoredEvent[]): StoredEvent[][] {
  const runs: StoredEvent[][] = [];
  for (const event of events) {
    const last = runs.at(-1);
    if (last?.[0]?.type === event.type) last.push(event);
    else runs.push([event]);
  }
  return runs;
}
