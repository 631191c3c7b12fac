import { isAfter, type Cursor, type StoredEvent } from "./events.ts";

/** Kept for followers, which come to them a moment later; twice as much is, before it is cut back to this. */
const MOST_EVENTS = 2_000;
/** Of text that people wrote; a few long messages weigh as much as thousands. */
const MOST_CHARACTERS = 8_000_000;

/** The newest events of the log, without a gap between them. */
export interface KeptEvents {
  /** `found` is all that stands between `from` and the last of it. */
  add(from: Cursor, found: readonly StoredEvent[]): void;
  /** The first of these types after the cursor; undefined where something after it is not here. */
  after(cursor: Cursor, types: ReadonlySet<string>, most: number): StoredEvent[] | undefined;
}

export function keepEvents(): KeptEvents {
  let kept: StoredEvent[] = [];
  let characters = 0;
  let keptFrom: Cursor | undefined;

  function cutBack(): void {
    let begin = kept.length;
    let left = 0;
    while (begin > 0 && kept.length - begin < MOST_EVENTS) {
      const more = left + charactersIn(kept[begin - 1]);
      if (more > MOST_CHARACTERS) break;
      left = more;
      begin -= 1;
    }
    keptFrom = kept[begin - 1]?.cursor ?? keptFrom;
    kept = kept.slice(begin);
    characters = left;
  }

  return {
    add(from, found) {
      keptFrom ??= from;
      kept.push(...found);
      for (const event of found) characters += charactersIn(event);
      if (kept.length >= 2 * MOST_EVENTS || characters >= 2 * MOST_CHARACTERS) cutBack();
    },
    after(cursor, types, most) {
      if (keptFrom === undefined || isAfter(keptFrom, cursor)) return undefined;
      const found: StoredEvent[] = [];
      for (let index = firstAfter(kept, cursor); index < kept.length && found.length < most; index += 1) {
        const event = kept[index];
        if (event && types.has(event.type)) found.push(event);
      }
      return found;
    },
  };
}

/** Where those after the cursor begin, among events in order. */
export function firstAfter(events: readonly StoredEvent[], cursor: Cursor): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const event = events[middle];
    if (event && isAfter(event.cursor, cursor)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What is long in an event stands at its top. */
function charactersIn(event: StoredEvent | undefined): number {
  let sum = 0;
  for (const value of Object.values((event?.payload ?? {}) as Record<string, unknown>)) if (typeof value === "string") sum += value.length;
  return sum;
}
