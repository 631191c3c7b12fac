import { notifyManager } from "@tanstack/react-query";
import type { Cache, FollowedCache, LiveEvent } from "./live-event.ts";

const MOST_HELD = 2_000;

/** What keeps a cache in step with the event log. */
export interface Following extends Pick<FollowedCache, "startOver"> {
  take(events: readonly LiveEvent[]): void;
  stop(): void;
}

/**
 * Applies events to the cache, and applies again those that came while something was being read: what the server read before an event
 * would otherwise overwrite it. Events carry the whole new state, so that applying one twice changes nothing. What is to be read again stays
 * so when an event changes it: it holds that event, but not those that it missed.
 */
export function followEvents(followed: Cache, apply: (cache: FollowedCache, event: LiveEvent) => void): Following {
  const { client } = followed;
  let held: LiveEvent[] = [];
  let count = 0;
  /** By query: how many events there were when its reading began. */
  const began = new Map<string, number>();
  /** Queries that miss something and were not read since. */
  const old = new Set<string>();
  /** Queries of which one more page is being read, and nothing of the others. */
  const growing = new Set<string>();

  // NOTE: counts as an event that cannot be applied, so that what is being read now is read once more.
  const startOver = () => {
    count += 1;
    held = [];
    void client.invalidateQueries();
  };
  const cache: FollowedCache = { ...followed, startOver };

  function applyAll(events: readonly LiveEvent[]): void {
    notifyManager.batch(() => {
      for (const event of events) apply(cache, event);
    });
  }

  const unsubscribe = client.getQueryCache().subscribe((change) => {
    const { queryHash, queryKey } = change.query;
    if (change.type === "removed") {
      for (const known of [began, old, growing]) known.delete(queryHash);
      return;
    }
    if (change.type !== "updated") return;
    const { action } = change;
    if (action.type === "fetch") {
      began.set(queryHash, count);
      if (action.meta?.fetchMore) growing.add(queryHash);
      else growing.delete(queryHash);
    }
    if (action.type === "error") began.delete(queryHash);
    if (action.type === "invalidate") old.add(queryHash);
    const isAltered = action.type === "setState" || (action.type === "success" && action.manual);
    if (isAltered && old.has(queryHash)) change.query.invalidate();
    if (action.type !== "success" || action.manual) return;
    const missed = count - (began.get(queryHash) ?? count);
    began.delete(queryHash);
    const isOld = missed > held.length || (growing.has(queryHash) && old.has(queryHash));
    old.delete(queryHash);
    if (isOld) void client.invalidateQueries({ queryKey, exact: true });
    else if (missed > 0) applyAll(held.slice(-missed));
  });

  return {
    take(events) {
      count += events.length;
      held = began.size > 0 ? [...held, ...events].slice(-MOST_HELD) : [];
      applyAll(events);
    },
    startOver,
    stop: unsubscribe,
  };
}
