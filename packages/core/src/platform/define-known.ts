import type { Platform } from "./context.ts";
import { remember } from "./remember.ts";

/** Another process may have changed it without this one hearing of it; so long at most it goes unseen. */
const KNOWN_MS = 10_000;
const MOST_KNOWN = 5_000;

interface Entry {
  readonly workspaceId: string | undefined;
  readonly found: Promise<unknown>;
  readonly until: number;
}

/** What is asked for again and again is answered from memory while nothing changes; `changed` names the signal that tells other processes. */
export function defineKnown(changed: string) {
  const caches = new WeakMap<Platform, Map<string, Entry>>();

  function cacheOf(platform: Platform): Map<string, Entry> {
    const before = caches.get(platform);
    if (before) return before;
    const made = new Map<string, Entry>();
    caches.set(platform, made);
    platform.signals.subscribe((signals) => {
      for (const { type, workspaceId } of signals) if (type === changed) forgetIn(made, workspaceId);
    });
    return made;
  }

  /** What is asked for right now may have read the old state: it goes as well. */
  function forgetIn(cache: Map<string, Entry>, workspaceId: string): void {
    for (const [name, entry] of cache) if (entry.workspaceId === undefined || entry.workspaceId === workspaceId) cache.delete(name);
  }

  return {
    /** A name is always asked about by the same caller. What is of no workspace alone goes with every change; undefined is not kept. */
    known: <Found>(platform: Platform, name: string, workspaceId: string | undefined, find: () => Promise<Found>): Promise<Found> => {
      const cache = cacheOf(platform);
      const now = platform.clock.now().getTime();
      const before = cache.get(name);
      if (before && before.until > now) return before.found as Promise<Found>;
      const found = find();
      const entry: Entry = { workspaceId, found, until: now + KNOWN_MS };
      const drop = () => void (cache.get(name) === entry && cache.delete(name));
      found.then((value) => value === undefined && drop(), drop);
      remember(cache, name, entry, MOST_KNOWN);
      return found;
    },
    /** The next question asks the database, here and in the other processes. */
    forget: ({ platform, workspaceId }: { platform: Platform; workspaceId: string }): void => {
      forgetIn(cacheOf(platform), workspaceId);
      platform.signals.publish({ type: changed, workspaceId, channelId: null, payload: null, key: `${changed}/${workspaceId}` });
    },
  };
}
