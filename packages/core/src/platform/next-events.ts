import type { Context } from "./context.ts";
import type { Follower } from "./define-follower.ts";
import { isAfter, LOG_START, readEvents, type Cursor, type StoredEvent } from "./events.ts";
import { firstAfter } from "./kept-events.ts";
import type { Tail } from "./tail.ts";

const READ_AHEAD = 200;

/** What stands before a follower: of what the tail has at hand, where it reaches back so far, else of the log. */
export interface NextEvents {
  /** The first of its events after its place. */
  read(ctx: Context, place: Cursor, most: number): Promise<readonly StoredEvent[]>;
  /** Whether any of its events stands between its place and the end. What was looked through is not looked through again, however rare they are. */
  isThereAny(ctx: Context, place: Cursor, end: Cursor): Promise<boolean>;
}

export function nextEventsOf({ types: list }: Follower, tail: Tail): NextEvents {
  const types = new Set(list);
  /** Up to here, from its place on, nothing concerns it. */
  let seenTo: Cursor = LOG_START;
  /** Read from the log for several batches at once. */
  let ahead: readonly StoredEvent[] = [];
  const startOf = (place: Cursor) => (isAfter(seenTo, place) ? seenTo : place);
  return {
    async read(ctx, place, most) {
      const after = startOf(place);
      const known = tail.after(after, types, most);
      if (known) return known;
      ahead = ahead.slice(firstAfter(ahead, after));
      if (ahead.length === 0) ahead = await readEvents(ctx, after, Math.max(most, READ_AHEAD), list);
      return ahead.slice(0, most);
    },
    async isThereAny(ctx, place, end) {
      const after = startOf(place);
      if (!isAfter(end, after)) return false;
      // NOTE: the tail may not have read to the end yet.
      const known = isAfter(end, tail.readTo()) ? undefined : tail.after(after, types, 1);
      const [next] = known ?? (await readEvents(ctx, after, 1, list));
      if (next && !isAfter(next.cursor, end)) return true;
      seenTo = end;
      return false;
    },
  };
}
