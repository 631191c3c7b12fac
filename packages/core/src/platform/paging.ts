import { z } from "zod";

const NO_CURSOR = "This list cannot go on from there. Load it from the start.";

/** Where a page ended: the id of its last row, after what the list sorts by before that. Opaque to whoever sends it back. */
const PageCursor = z
  .string()
  .max(200, NO_CURSOR)
  .regex(/^([\w:.-]+\/)*[a-z]+_[0-9a-z]{26}$/, NO_CURSOR)
  .refine((cursor) => cursor.split("/").every((part) => !/^\d+-\d+-\d+T/.test(part) || isTime(part)), NO_CURSOR);

/** As we write times; a day that no calendar has would fail in the database. */
function isTime(text: string): boolean {
  const time = new Date(text);
  return !Number.isNaN(time.getTime()) && time.toISOString() === text && time.getUTCFullYear() > 0;
}

/** Input of every list: at most `limit` rows after the `cursor` of the page before. */
export const PageInput = z.object({ cursor: PageCursor.optional(), limit: z.number().int().min(1).max(100).default(50) });
export type PageInput = z.infer<typeof PageInput>;

export interface Page<T> {
  items: T[];
  /** Absent on the last page. */
  nextCursor?: string;
}

/** Cuts a result of `limit + 1` rows into a page. */
export function toPage<T>(rows: T[], limit: number, cursorOf: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last ? { items, nextCursor: cursorOf(last) } : { items };
}
