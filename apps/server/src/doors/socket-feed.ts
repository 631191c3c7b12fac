import { maySeeEvent } from "@openvibe/core/chat";
import { countAfter, endOfLog, isAfter, readEvents, type Context, type Cursor, type StoredEvent } from "@openvibe/core/platform";
import type { Pressure } from "./socket-pressure.ts";
import type { TabSignal } from "./socket-signals.ts";

const KEPT = 5_000;
const BATCH = 200;
const VALID = /^\d{1,20}-\d{1,19}$/;

export interface SentEvent {
  type: string;
  payload: unknown;
  actorId: string;
  happenedAt: string;
}

export interface ServerToClient {
  /** To a tab that came without a cursor: what it loads from now on is kept up to date by the events after this one. */
  ready(at: { cursor: Cursor }): void;
  /** Too much was missed, or the cursor is not of this log: load afresh, then go on from this cursor. */
  resync(at: { cursor: Cursor }): void;
  events(batch: { cursor: Cursor; events: SentEvent[] }): void;
  signals(batch: TabSignal[]): void;
}

export interface Outlet {
  emit<Name extends Exclude<keyof ServerToClient, "signals">>(name: Name, ...args: Parameters<ServerToClient[Name]>): unknown;
  /** Ending the connection below the socket has the client connect again. */
  readonly conn: { close(): unknown };
}

const UNPRESSED: Pick<Pressure, "cutIfStuck" | "relief"> = { cutIfStuck: () => false, relief: () => Promise.resolve(true) };

export function sentEvent({ type, payload, actor, happenedAt }: StoredEvent): SentEvent {
  return { type, payload, actorId: actor.id, happenedAt: happenedAt.toISOString() };
}

/** What one tab is sent. It must be taking events before `catchUp` is called. */
export interface Feed {
  take(events: readonly StoredEvent[]): void;
  /** Whether all up to here was sent and nothing is under way, so that what comes next may go out beside the feed. */
  isAt(cursor: Cursor): boolean;
  /** Tells it what goes out beside it; false for a tab that must not be sent more. */
  goTo(cursor: Cursor): boolean;
  catchUp(): void;
  close(): void;
}

export function startFeed(
  who: { readonly ctx: Context },
  outlet: Outlet,
  cursor: Cursor | undefined,
  maySee: typeof maySeeEvent = maySeeEvent,
  pressure = UNPRESSED,
): Feed {
  return new TabFeed(who, outlet, cursor, maySee, pressure);
}

class TabFeed implements Feed {
  readonly #who: { readonly ctx: Context };
  readonly #outlet: Outlet;
  readonly #maySee: typeof maySeeEvent;
  readonly #pressure: typeof UNPRESSED;
  #at: Cursor;
  /** Of the tab itself, until what it missed is read. */
  #from: Cursor | undefined;
  /** What came before it was live. */
  #held: (readonly StoredEvent[])[] | undefined = [];
  #work: Promise<void> | undefined = undefined;
  #closed = false;

  constructor(
    who: { readonly ctx: Context },
    outlet: Outlet,
    from: Cursor | undefined,
    maySee: typeof maySeeEvent,
    pressure: typeof UNPRESSED,
  ) {
    this.#who = who;
    this.#outlet = outlet;
    this.#from = from;
    this.#at = from ?? "";
    this.#maySee = maySee;
    this.#pressure = pressure;
  }

  take(events: readonly StoredEvent[]): void {
    if (this.#held) this.#held.push(events);
    else this.#next(() => this.#send(events));
  }

  isAt(cursor: Cursor): boolean {
    return this.#held === undefined && this.#work === undefined && this.#at === cursor;
  }

  goTo(cursor: Cursor): boolean {
    this.#at = cursor;
    return !this.#closed && !this.#pressure.cutIfStuck();
  }

  catchUp(): void {
    this.#next(async () => {
      await this.#readMissed();
      const held = this.#held ?? [];
      this.#held = undefined;
      for (const events of held) this.#next(() => this.#send(events));
    });
  }

  close(): void {
    this.#closed = true;
    if (this.#held) this.#held = [];
  }

  async #send(found: readonly StoredEvent[]): Promise<void> {
    const fresh = found.filter((event) => isAfter(event.cursor, this.#at));
    const last = fresh.at(-1);
    if (!last) return;
    const visible: SentEvent[] = [];
    for (const event of fresh) {
      const { ctx } = this.#who;
      if (event.memberId !== null && event.memberId !== ctx.actor.id) continue;
      if (!(await this.#maySee(ctx, event))) continue;
      visible.push(sentEvent(event));
    }
    this.#at = last.cursor;
    if (!this.#closed && !this.#pressure.cutIfStuck()) this.#outlet.emit("events", { cursor: this.#at, events: visible });
  }

  async #readMissed(): Promise<void> {
    const { ctx } = this.#who;
    const from = this.#from;
    this.#from = undefined;
    const end = await endOfLog(ctx);
    if (from === undefined || !VALID.test(from) || isAfter(from, end) || (await countAfter(ctx, from, KEPT + 1)) > KEPT) {
      this.#at = end;
      this.#outlet.emit(from === undefined ? "ready" : "resync", { cursor: end });
      return;
    }
    for (let more = true; more && !this.#closed;) {
      const missed = await readEvents(ctx, this.#at, BATCH);
      await this.#send(missed);
      if (!(await this.#pressure.relief())) throw new Error("the tab does not read what it is sent");
      more = missed.length === BATCH;
    }
  }

  /** One thing after the other, so that batches leave in order however long a check takes. */
  #next(step: () => Promise<void>): void {
    const before = this.#work;
    const mine: Promise<void> = (async () => {
      await before;
      if (!this.#closed) await step();
    })()
      .catch((error: unknown) => {
        this.#who.ctx.log.error({ err: error }, "a tab could not be kept up to date; it connects again");
        this.#outlet.conn.close();
      })
      .finally(() => {
        if (this.#work === mine) this.#work = undefined;
      });
    this.#work = mine;
  }
}
