import type { Memory } from "@openvibe/core/memory/model";

/** The longest that a browser waits. */
const LONGEST_MS = 2_147_483_647;
/** Clocks differ a little. */
const SLACK_MS = 1_000;

/** In how many milliseconds one of these is forgotten, as nobody tells of that; false where none has an end. */
export function untilNextEnd(memories: readonly Pick<Memory, "expiresAt">[] = [], now = Date.now()): number | false {
  const ends = memories.flatMap(({ expiresAt }) => (expiresAt ? expiresAt.getTime() : []));
  return ends.length === 0 ? false : Math.min(Math.max(0, Math.min(...ends) - now) + SLACK_MS, LONGEST_MS);
}
