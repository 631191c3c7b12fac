import { liveAnswersOf, showActivity, trackActivities, type AnswerChunk } from "@openvibe/core/activity";
import { maySeeChannel, placeOf, type Activity, type ThreadPlace } from "@openvibe/core/chat";
import { PresenceState, trackPresence } from "@openvibe/core/identity";
import { AppError, may, type Context, type Platform } from "@openvibe/core/platform";
import { z } from "zod";
import type { Pressure } from "./socket-pressure.ts";

const MOST_WATCHED = 12;
const CALLS = 40;
const CALLS_MS = 10_000;
/** A tab that calls so often is not our page. */
const MOST_CALLS = 400;
const PRESENCE_MS = 200;
const PRESENCE_MS_PER_TAB = 0.2;

/** What holds for a moment: who is here, who types, the words of an answer. May be lost; `watch` brings what stands. */
export type TabSignal =
  | { type: "presence"; members: Readonly<Record<string, PresenceState>>; whole: boolean }
  | ({ type: "activity" } & Activity)
  | ({ type: "answer" } & AnswerChunk);

export interface ClientToServer {
  /** The threads that the tab has open now; those from before are left. */
  watch(threadIds: string[]): void;
  typing(change: { threadId: string; on: boolean }): void;
  /** Every 30 s, and when it changes. */
  here(state: PresenceState): void;
}

const Watch = z.array(z.string().max(64)).max(MOST_WATCHED);
const Typing = z.object({ threadId: z.string().max(64), on: z.boolean() });

/** A tab as signals see it. */
export interface SignalTab {
  readonly id: string;
  readonly data: { readonly seat: { readonly ctx: Context }; readonly pressure: Pressure };
  on<Name extends keyof ClientToServer>(name: Name, listener: ClientToServer[Name]): unknown;
  emit(name: "signals", batch: TabSignal[]): unknown;
  disconnect(close: boolean): unknown;
}

export interface SignalDesk {
  join(tab: SignalTab): void;
  leave(tab: SignalTab): void;
  /** The message that somebody typed, or the whole answer, is in the event log now. */
  said(message: { id: string; threadId: string; authorId: string; answerState: string | null }): void;
  close(): void;
}

export function startSignalDesk(platform: Platform): SignalDesk {
  const answers = liveAnswersOf(platform);
  const activities = trackActivities(platform);
  const presence = trackPresence(platform);
  const rooms = new Map<string, Set<SignalTab>>();
  const watchers = new Map<string, Map<SignalTab, ThreadPlace>>();
  const outbox = new Map<SignalTab, TabSignal[]>();
  const changedPresence = new Map<string, Record<string, PresenceState>>();
  let sending: NodeJS.Immediate | undefined;

  function give(tab: SignalTab, signal: TabSignal): void {
    const batch = outbox.get(tab);
    if (batch) batch.push(signal);
    else outbox.set(tab, [signal]);
    sending ??= setImmediate(send);
  }

  function send(): void {
    sending = undefined;
    for (const [tab, batch] of outbox) if (!tab.data.pressure.isHigh()) tab.emit("signals", batch);
    outbox.clear();
  }

  async function giveWatchers(
    threadId: string,
    where: { workspaceId: string; channelId: string | null },
    signal: TabSignal,
  ): Promise<void> {
    for (const tab of watchers.get(threadId)?.keys() ?? []) {
      const { ctx } = tab.data.seat;
      if (ctx.workspaceId !== where.workspaceId) continue;
      if (where.channelId === null || (await maySeeChannel(ctx, where.channelId))) give(tab, signal);
    }
  }

  function forward(threadId: string, where: { workspaceId: string; channelId: string | null }, signal: TabSignal): void {
    giveWatchers(threadId, where, signal).catch((error: unknown) =>
      platform.log.warn({ err: error }, "a signal could not be given to its readers"),
    );
  }

  const unsubscribes = [
    answers.onChunk((chunk, where) => forward(chunk.threadId, where, { type: "answer", ...chunk })),
    activities.onChange((activity, where) => forward(activity.threadId, where, { type: "activity", ...activity })),
    presence.onChange((workspaceId, changed) => {
      const room = rooms.get(workspaceId);
      if (!room) return;
      const waiting = changedPresence.get(workspaceId);
      changedPresence.set(workspaceId, { ...waiting, ...changed });
      if (!waiting) setTimeout(() => sendPresence(workspaceId), PRESENCE_MS + room.size * PRESENCE_MS_PER_TAB).unref();
    }),
  ];

  /** Many come and go at once, as after a restart: they are told of together. */
  function sendPresence(workspaceId: string): void {
    const members = changedPresence.get(workspaceId);
    changedPresence.delete(workspaceId);
    if (members) for (const tab of rooms.get(workspaceId) ?? []) givePresence(tab, { type: "presence", members, whole: false });
  }

  function givePresence(tab: SignalTab, signal: TabSignal): void {
    if (may(tab.data.seat.ctx.actor, "identity:read")) give(tab, signal);
  }

  function unwatch(tab: SignalTab): void {
    for (const [threadId, tabs] of watchers) if (tabs.delete(tab) && tabs.size === 0) watchers.delete(threadId);
  }

  const newestWatch = new WeakMap<SignalTab, readonly string[]>();
  async function watch(tab: SignalTab, threadIds: string[]): Promise<void> {
    const { ctx } = tab.data.seat;
    newestWatch.set(tab, threadIds);
    const places = await Promise.all(
      [...new Set(threadIds)].map((threadId) =>
        placeOf(ctx, { threadId }).catch((error: unknown) => {
          if (error instanceof AppError) return undefined;
          throw error;
        }),
      ),
    );
    // What was asked later may have been answered sooner.
    if (newestWatch.get(tab) !== threadIds || !rooms.get(ctx.workspaceId)?.has(tab)) return;
    unwatch(tab);
    for (const place of places) {
      if (!place) continue;
      const tabs = watchers.get(place.threadId) ?? new Map<SignalTab, ThreadPlace>();
      watchers.set(place.threadId, tabs.set(tab, place));
      for (const chunk of answers.of(place.threadId)) give(tab, { type: "answer", ...chunk });
      for (const activity of activities.of(place.threadId)) give(tab, { type: "activity", ...activity });
    }
  }

  async function type(tab: SignalTab, { threadId, on }: z.infer<typeof Typing>): Promise<void> {
    const { ctx } = tab.data.seat;
    const place = watchers.get(threadId)?.get(tab);
    if (!place || !may(ctx.actor, "chat:write")) return;
    if (place.channel.kind !== "public" && !(await maySeeChannel(ctx, place.channel.id))) return;
    showActivity(ctx, place, on ? "typing" : null);
  }

  /** How often each tab has called since the last look. */
  const calls = new Map<SignalTab, number>();
  const looks = setInterval(() => calls.clear(), CALLS_MS).unref();

  function allow(tab: SignalTab): boolean {
    const made = (calls.get(tab) ?? 0) + 1;
    calls.set(tab, made);
    if (made === MOST_CALLS) tab.disconnect(true);
    return made <= CALLS;
  }

  /** Takes only what our page would send, and no more often than it would. One for all tabs: Socket.IO calls it with the tab as `this`. */
  function heard<Input>(name: keyof ClientToServer, shape: z.ZodType<Input>, take: (tab: SignalTab, input: Input) => unknown) {
    const work = async (tab: SignalTab, input: unknown) => {
      const parsed = shape.safeParse(input);
      if (parsed.success && allow(tab)) await take(tab, parsed.data);
    };
    return function (this: SignalTab, input: unknown): void {
      work(this, input).catch((error: unknown) => platform.log.warn({ err: error, name }, "what a tab said could not be taken"));
    };
  }

  const onWatch = heard("watch", Watch, watch);
  const onTyping = heard("typing", Typing, type);
  const onHere = heard("here", PresenceState, seen);

  function seen(tab: SignalTab, state: PresenceState): void {
    const { workspaceId, actor } = tab.data.seat.ctx;
    presence.seen(workspaceId, actor.id, tab.id, state);
  }

  return {
    join(tab) {
      const { workspaceId } = tab.data.seat.ctx;
      rooms.set(workspaceId, (rooms.get(workspaceId) ?? new Set()).add(tab));
      tab.on("watch", onWatch);
      tab.on("typing", onTyping);
      tab.on("here", onHere);
      seen(tab, "active");
      givePresence(tab, { type: "presence", members: presence.of(workspaceId), whole: true });
    },
    leave(tab) {
      const { workspaceId, actor } = tab.data.seat.ctx;
      presence.gone(workspaceId, actor.id, tab.id);
      unwatch(tab);
      outbox.delete(tab);
      calls.delete(tab);
      const room = rooms.get(workspaceId);
      room?.delete(tab);
      if (room?.size === 0) rooms.delete(workspaceId);
    },
    said({ id, threadId, authorId, answerState }) {
      activities.end(threadId, authorId);
      if (answerState !== "writing") answers.end(id);
    },
    close() {
      for (const unsubscribe of unsubscribes) unsubscribe();
      clearImmediate(sending);
      clearInterval(looks);
      activities.close();
      presence.close();
    },
  };
}
