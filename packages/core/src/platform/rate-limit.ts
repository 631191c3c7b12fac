import type { Platform } from "./context.ts";
import { remember } from "./remember.ts";

const MOST_KNOWN = 20_000;

interface Bucket {
  left: number;
  at: number;
}

const buckets = new WeakMap<Platform, Map<string, Bucket>>();

/** Whether `key` may do one thing more now: so many a minute, that many at once. Counted by each process for itself. */
export function takeTurn(platform: Platform, key: string, perMinute: number): boolean {
  const known = buckets.get(platform) ?? new Map<string, Bucket>();
  buckets.set(platform, known);
  const now = platform.clock.now().getTime();
  const bucket = known.get(key) ?? { left: perMinute, at: now };
  // NOTE: a clock that was put back takes nothing away.
  const passedMs = Math.max(0, now - bucket.at);
  const left = Math.min(perMinute, bucket.left + (passedMs * perMinute) / 60_000);
  remember(known, key, { left: left >= 1 ? left - 1 : left, at: now }, MOST_KNOWN);
  return left >= 1;
}
