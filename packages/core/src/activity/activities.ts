import type { Activity, ThreadPlace } from "../chat/index.ts";
import type { Context, Platform } from "../platform/index.ts";

/** Shown so long after the last word of it; whoever goes on says so more often. */
const ACTIVITY_MS = 6_000;
const TICK_MS = 1_000;
const TYPE = "chat.activity";

type ActivityListener = (activity: Activity, where: { workspaceId: string; channelId: string | null }) => void;

/** Tells those who have the thread open what the actor does there now, such as "typing"; null ends it. A signal: nothing is kept. */
export function showActivity(ctx: Context, { threadId, channel }: ThreadPlace, doing: string | null): void {
  const payload: Activity = { threadId, memberId: ctx.actor.id, doing };
  const channelId = channel.kind === "public" ? null : channel.id;
  const key = `${TYPE}/${threadId}/${ctx.actor.id}`;
  ctx.platform.signals.publish({ type: TYPE, workspaceId: ctx.workspaceId, channelId, payload, key });
}

/** What members do in threads now, in all processes. */
export interface Activities {
  of(threadId: string): Activity[];
  /** The member's message is there: nobody waits for it any more. */
  end(threadId: string, memberId: string): void;
  onChange(listener: ActivityListener): () => void;
  close(): void;
}

interface Shown {
  activity: Activity;
  where: { workspaceId: string; channelId: string | null };
  until: number;
}

export function trackActivities(platform: Platform): Activities {
  const threads = new Map<string, Map<string, Shown>>();
  const listeners = new Set<ActivityListener>();
  const now = () => platform.clock.now().getTime();

  function take(shown: Shown): void {
    const { threadId, memberId, doing } = shown.activity;
    const members = threads.get(threadId) ?? new Map<string, Shown>();
    if (doing === null) members.delete(memberId);
    else members.set(memberId, shown);
    if (members.size === 0) threads.delete(threadId);
    else threads.set(threadId, members);
    for (const listener of listeners) listener(shown.activity, shown.where);
  }

  function end(shown: Shown | undefined): void {
    if (shown) take({ ...shown, activity: { ...shown.activity, doing: null } });
  }

  const unsubscribe = platform.signals.subscribe((signals) => {
    for (const { type, workspaceId, channelId, payload } of signals)
      if (type === TYPE) take({ activity: payload as Activity, where: { workspaceId, channelId }, until: now() + ACTIVITY_MS });
  });
  const timer = setInterval(() => {
    for (const members of threads.values()) for (const shown of members.values()) if (shown.until <= now()) end(shown);
  }, TICK_MS).unref();

  return {
    of: (threadId) => [...(threads.get(threadId)?.values() ?? [])].map(({ activity }) => activity),
    end: (threadId, memberId) => end(threads.get(threadId)?.get(memberId)),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      clearInterval(timer);
      unsubscribe();
    },
  };
}
