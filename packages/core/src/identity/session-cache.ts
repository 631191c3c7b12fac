import { remember, type Platform } from "../platform/index.ts";

const FRESH_MS = 5_000;
const LIMIT = 10_000;

interface Entry {
  found: Promise<unknown>;
  personId: string | undefined;
  until: number;
}

const caches = new WeakMap<Platform, Map<string, Entry>>();

/**
 * Who a key stands for, asked at most once in five seconds; askers at the same time share one answer. "Nobody" is not kept. A key is always
 * asked about by the same kind of caller, which knows what `Found` is.
 */
export function remembered<Found extends object>(
  platform: Platform,
  key: string,
  find: () => Promise<Found | undefined>,
  personIdOf: (found: Found) => string,
): Promise<Found | undefined> {
  const cache = cacheOf(platform);
  const now = platform.clock.now().getTime();
  const known = cache.get(key);
  if (known && known.until > now) return known.found as Promise<Found | undefined>;
  const found = find();
  const entry: Entry = { found, personId: undefined, until: now + FRESH_MS };
  remember(cache, key, entry, LIMIT);
  const drop = () => void (cache.get(key) === entry && cache.delete(key));
  found.then((someone) => (someone ? (entry.personId = personIdOf(someone)) : drop()), drop);
  return found;
}

/** Their next request asks the database. Questions that are under way are dropped too: they may have read the old state. */
export function forgetPerson(platform: Platform, personId: string): void {
  const cache = cacheOf(platform);
  for (const [key, entry] of cache) if (entry.personId === personId || entry.personId === undefined) cache.delete(key);
}

/** Forgets a session with all others of the same person, as at sign-out or a new password. */
export function forgetKey(platform: Platform, key: string): void {
  const personId = cacheOf(platform).get(key)?.personId;
  if (personId) forgetPerson(platform, personId);
  cacheOf(platform).delete(key);
}

function cacheOf(platform: Platform): Map<string, Entry> {
  const known = caches.get(platform);
  if (known) return known;
  const made = new Map<string, Entry>();
  caches.set(platform, made);
  return made;
}
