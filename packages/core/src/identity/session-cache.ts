import { remember, type Platform } from "../platform/index.ts";

const FRESH_MS = 5_000;
const LIMIT = 10_000;
/** Tells the other processes; where it is lost, they notice after the time above. */
const CHANGED = "identity.sign_in_changed";

interface Entry {
  found: Promise<unknown>;
  personId: string | undefined;
  until: number;
}

interface Gone {
  readonly key?: string | undefined;
  readonly personId?: string | undefined;
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

/** Their next request asks the database, in the other processes too. Questions that are under way are dropped as well: they may have read the old state. */
export function forgetPerson(platform: Platform, personId: string): void {
  forget(platform, { personId });
}

/** Forgets a session with all others of the same person, as at sign-out or a new password. */
export function forgetKey(platform: Platform, key: string): void {
  forget(platform, { key, personId: cacheOf(platform).get(key)?.personId });
}

function forget(platform: Platform, gone: Gone): void {
  forgetIn(cacheOf(platform), gone);
  const key = `${CHANGED}/${gone.personId ?? ""}/${gone.key ?? ""}`;
  platform.signals.publish({ type: CHANGED, workspaceId: "*", channelId: null, payload: gone, key });
}

function forgetIn(cache: Map<string, Entry>, { key, personId = key === undefined ? undefined : cache.get(key)?.personId }: Gone): void {
  if (key !== undefined) cache.delete(key);
  if (personId === undefined) return;
  for (const [each, entry] of cache) if (entry.personId === personId || entry.personId === undefined) cache.delete(each);
}

function cacheOf(platform: Platform): Map<string, Entry> {
  const known = caches.get(platform);
  if (known) return known;
  const made = new Map<string, Entry>();
  caches.set(platform, made);
  platform.signals.subscribe((signals) => {
    for (const { type, payload } of signals) if (type === CHANGED) forgetIn(made, payload as Gone);
  });
  return made;
}
