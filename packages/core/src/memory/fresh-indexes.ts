import type { Context, Platform, ReadDb } from "../platform/index.ts";
import { sql } from "drizzle-orm";

interface Index {
  readonly weight: number;
  readonly isWorn: boolean;
}

/** Where an index comes from. */
export interface IndexSource<Kind extends Index> {
  make(): Kind;
  /** Reads everything, a batch at a time. */
  load(ctx: Context, index: Kind): Promise<void>;
  /** Reads what transactions from the horizon on have changed; the new horizon, or undefined where nothing had changed. */
  catchUp(ctx: Context, index: Kind, horizon: string): Promise<string | undefined>;
  /** All workspaces together; the one asked last stays, however large. */
  mostBytes: number;
}

interface Held<Kind extends Index> {
  index: Kind;
  /** Every change of an older transaction is in the index. */
  horizon: string;
  reading: Promise<void>;
  /** A reading that waits for the one before: whoever asks meanwhile waits for it too, as it will see everything that was there then. */
  next: Promise<void> | undefined;
}

/** Taken before the rows are read, it is a horizon: no older transaction is still open. */
export const HORIZON = sql<string>`pg_snapshot_xmin(pg_current_snapshot())::text`;

/** A workspace's index with every change that was committed before the call, read from the database at the first call of the process. */
export function freshIndexes<Kind extends Index>(source: IndexSource<Kind>): (ctx: Context) => Promise<Kind> {
  const heldBy = new WeakMap<Platform, Map<string, Held<Kind>>>();

  async function load(ctx: Context, held: Held<Kind>): Promise<void> {
    const horizon = await horizonOf(ctx.db);
    await source.load(ctx, held.index);
    held.horizon = horizon;
  }

  async function catchUp(ctx: Context, held: Held<Kind>): Promise<void> {
    held.horizon = (await source.catchUp(ctx, held.index, held.horizon)) ?? held.horizon;
  }

  return async (ctx) => {
    const { platform, workspaceId } = ctx;
    const all = heldBy.get(platform) ?? new Map<string, Held<Kind>>();
    heldBy.set(platform, all);
    let held = all.get(workspaceId);
    if (!held || held.index.isWorn) {
      held = { index: source.make(), horizon: "0", reading: Promise.resolve(), next: undefined };
      held.reading = load(ctx, held);
    } else {
      const known = held;
      known.next ??= known.reading.then(() => {
        known.next = undefined;
        return catchUp(ctx, known);
      });
      known.reading = known.next;
    }
    const mine = held;
    // Those used last stand at the end.
    all.delete(workspaceId);
    all.set(workspaceId, mine);
    const { reading } = mine;
    reading.catch(() => void (all.get(workspaceId) === mine && all.delete(workspaceId)));
    await reading;
    forgetUnused(all, source.mostBytes);
    return mine.index;
  };
}

async function horizonOf(db: ReadDb): Promise<string> {
  const [row] = await db.select({ horizon: HORIZON }).from(sql`(select 1) once`);
  return row?.horizon ?? "0";
}

function forgetUnused(all: Map<string, Held<Index>>, mostBytes: number): void {
  let bytes = [...all.values()].reduce((sum, { index }) => sum + index.weight, 0);
  for (const [workspaceId, { index }] of all) {
    if (bytes <= mostBytes || all.size === 1) return;
    all.delete(workspaceId);
    bytes -= index.weight;
  }
}
