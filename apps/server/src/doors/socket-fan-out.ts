import { setTimeout as pause } from "node:timers/promises";
import { maySeeEvent } from "@openvibe/core/chat";
import { mayReadEvent } from "@openvibe/core/identity";
import type { Actor, Context, Cursor, StoredEvent } from "@openvibe/core/platform";
import { sentEvent, type Feed, type SentEvent } from "./socket-feed.ts";

export interface OpenTab {
  readonly id: string;
  readonly data: { readonly seat: { readonly ctx: Context }; readonly feed: Feed };
}

/** Sends one batch to many tabs, put into words once for all of them. */
export type Broadcast = (tabIds: string[], batch: { cursor: Cursor; events: SentEvent[] }) => void;

/** New events of a workspace to its open tabs. */
export type FanOut = (tabs: ReadonlySet<OpenTab>, events: readonly StoredEvent[]) => void;

interface Progress {
  last: Cursor | undefined;
  waiting: StoredEvent[];
  work: Promise<void> | undefined;
}

const BRIEF_MS = 2;
const SEEN = "1";
const HIDDEN = "0";

/** Tabs that stand at the same place and see the same events share one message; the others are served by their own feed. */
export function startFanOut(broadcast: Broadcast, maySee: typeof maySeeEvent = maySeeEvent): FanOut {
  const progresses = new WeakMap<ReadonlySet<OpenTab>, Progress>();

  /** What came meanwhile goes out together. A room so full that sending takes long rests as long, so that it never takes more than half of the process. */
  async function run(progress: Progress, tabs: ReadonlySet<OpenTab>): Promise<void> {
    for (let cursor = progress.waiting.at(-1)?.cursor; cursor !== undefined; cursor = progress.waiting.at(-1)?.cursor) {
      const events = progress.waiting;
      progress.waiting = [];
      const startedAt = performance.now();
      await deliver(progress, tabs, events, cursor);
      const tookMs = performance.now() - startedAt;
      if (tookMs > BRIEF_MS) await pause(tookMs);
    }
    progress.work = undefined;
  }

  async function deliver(progress: Progress, tabs: ReadonlySet<OpenTab>, events: readonly StoredEvent[], cursor: Cursor): Promise<void> {
    // NOTE: where that cannot be found out now, each feed asks for itself, and is cut off when it fails.
    const sights = await sightsOf(tabs, events).catch(() => new Map<Actor, string>());
    const groups = new Map<string, string[]>();
    for (const tab of tabs) {
      const { seat, feed } = tab.data;
      const sight = sights.get(seat.ctx.actor);
      if (sight === undefined || progress.last === undefined || !feed.isAt(progress.last)) {
        feed.take(events);
      } else if (feed.goTo(cursor)) {
        const group = groups.get(sight);
        if (group) group.push(tab.id);
        else groups.set(sight, [tab.id]);
      }
    }
    progress.last = cursor;
    for (const [sight, tabIds] of groups) {
      broadcast(tabIds, { cursor, events: events.filter((_, index) => sight[index] === SEEN).map(sentEvent) });
    }
  }

  /** For each actor which of the events they see, as a word of `SEEN` and `HIDDEN`. One member's key may show less than their page. */
  async function sightsOf(tabs: ReadonlySet<OpenTab>, events: readonly StoredEvent[]): Promise<Map<Actor, string>> {
    const contexts = new Map([...tabs].map(({ data: { seat } }) => [seat.ctx.actor, seat.ctx]));
    const sights = await Promise.all([...contexts].map(async ([actor, ctx]) => [actor, await sightOf(ctx, events)] as const));
    return new Map(sights);
  }

  async function sightOf(ctx: Context, events: readonly StoredEvent[]): Promise<string> {
    let sight = "";
    for (const event of events) {
      const isAddressed = event.memberId === null || event.memberId === ctx.actor.id;
      sight += isAddressed && (event.channelId === null ? mayReadEvent(ctx.actor, event) : await maySee(ctx, event)) ? SEEN : HIDDEN;
    }
    return sight;
  }

  return (tabs, events) => {
    const progress: Progress = progresses.get(tabs) ?? { last: undefined, waiting: [], work: undefined };
    progresses.set(tabs, progress);
    progress.waiting.push(...events);
    progress.work ??= run(progress, tabs);
  };
}
