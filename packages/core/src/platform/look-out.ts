import type { Context } from "./context.ts";
import { endOfLog, LOG_START, type Cursor } from "./events.ts";
import { prepareStatement } from "../database/index.ts";
import { followers } from "./tables.ts";
import { createRest } from "./rest.ts";

const POLL_MS = 1_000;

const storedPlaces = prepareStatement((db) => db.select({ name: followers.name, xid: followers.xid, seq: followers.seq }).from(followers));

/** Where the log ends, and how far a follower has come. */
export type Look = (at: { place: Cursor; end: Cursor }) => Promise<void>;

/** One look each second for all followers of the process: it finds what no wake-up told, as when another process ended while it worked. */
export function startLookOut(ctx: Context, looks: ReadonlyMap<string, Look>): { close(): Promise<void> } {
  const rest = createRest();
  let closed = false;

  async function run(): Promise<void> {
    for (await rest.pause(POLL_MS); !closed; await rest.pause(POLL_MS)) {
      try {
        const [end, rows] = await Promise.all([endOfLog(ctx), storedPlaces(ctx.db, {})]);
        const places = new Map(rows.map(({ name, xid, seq }) => [name, `${xid}-${seq}`]));
        await Promise.all([...looks].map(([name, look]) => look({ place: places.get(name) ?? LOG_START, end })));
      } catch (error) {
        ctx.log.error({ err: error }, "the places of followers could not be read; trying again");
      }
    }
  }

  const running = run();
  return {
    async close() {
      closed = true;
      rest.close();
      await running;
    },
  };
}
