import { randomBytes } from "node:crypto";
import type { Platform, Signal } from "../platform/index.ts";
import { PresenceState } from "./model.ts";

/** Who is not heard of for so long is forgotten: its tab, or the process that spoke for it, is gone. */
const KEPT_MS = 75_000;
/** A page that is loaded again is back sooner. */
const GONE_MS = 5_000;
const REPEAT_MS = 30_000;
const TICK_MS = 1_000;
const MEMBERS_PER_SIGNAL = 100;
const TYPE = "identity.presence";
const ASK = "identity.presence_asked";

/** Of those who are away nothing is said. */
export type PresentMembers = Readonly<Record<string, Exclude<PresenceState, "away">>>;
type PresenceListener = (workspaceId: string, changed: Readonly<Record<string, PresenceState>>) => void;

/** Who is here, by the tabs of all processes. */
export interface Presence {
  /** What a tab of this process says of its person, every 30 s and whenever it changes. */
  seen(workspaceId: string, memberId: string, tabId: string, state: PresenceState): void;
  /** The tab is closed. */
  gone(workspaceId: string, memberId: string, tabId: string): void;
  of(workspaceId: string): PresentMembers;
  onChange(listener: PresenceListener): () => void;
  close(): void;
}

interface Source {
  state: PresenceState;
  until: number;
}
interface Known {
  /** Tabs of this process, and other processes for all of theirs. */
  tabs: Map<string, Source>;
  processes: Map<string, Source>;
  shown: PresenceState;
  /** As last told to the other processes. */
  told: PresenceState;
}
interface Told {
  from: string;
  members: Record<string, PresenceState>;
}

export function trackPresence(platform: Platform): Presence {
  const self = randomBytes(6).toString("base64url");
  const workspaces = new Map<string, Map<string, Known>>();
  const listeners = new Set<PresenceListener>();
  const now = () => platform.clock.now().getTime();
  let repeatAt = now() + REPEAT_MS;

  function knownOf(workspaceId: string, memberId: string): Known {
    const members = workspaces.get(workspaceId) ?? new Map<string, Known>();
    workspaces.set(workspaceId, members);
    const known = members.get(memberId) ?? { tabs: new Map(), processes: new Map(), shown: "away", told: "away" };
    members.set(memberId, known);
    return known;
  }

  /** Brings what is shown and told in line with the sources; adds to `changed` what others here should hear. */
  function settle(workspaceId: string, memberId: string, known: Known, changed: Record<string, PresenceState>): void {
    const own = best(known.tabs, now());
    if (own !== known.told) {
      known.told = own;
      tell(workspaceId, { [memberId]: own }, memberId);
    }
    const shown = liveliest(own, best(known.processes, now()));
    if (shown !== known.shown) changed[memberId] = known.shown = shown;
    if (known.tabs.size + known.processes.size > 0) return;
    workspaces.get(workspaceId)?.delete(memberId);
    if (workspaces.get(workspaceId)?.size === 0) workspaces.delete(workspaceId);
  }

  function announce(workspaceId: string, changed: Record<string, PresenceState>): void {
    if (Object.keys(changed).length > 0) for (const listener of listeners) listener(workspaceId, changed);
  }

  function change(workspaceId: string, memberId: string, alter: (known: Known) => void): void {
    const changed: Record<string, PresenceState> = {};
    const known = knownOf(workspaceId, memberId);
    alter(known);
    settle(workspaceId, memberId, known, changed);
    announce(workspaceId, changed);
  }

  function tell(workspaceId: string, members: Told["members"], memberId?: string): void {
    const key = memberId === undefined ? {} : { key: `${TYPE}/${self}/${workspaceId}/${memberId}` };
    platform.signals.publish({ type: TYPE, workspaceId, channelId: null, payload: { from: self, members } satisfies Told, ...key });
  }

  function tellAll(): void {
    for (const [workspaceId, members] of workspaces) {
      const own = [...members].flatMap(([id, { told }]) => (told === "away" ? [] : [[id, told] as const]));
      for (let from = 0; from < own.length; from += MEMBERS_PER_SIGNAL)
        tell(workspaceId, Object.fromEntries(own.slice(from, from + MEMBERS_PER_SIGNAL)));
    }
  }

  function tick(): void {
    for (const [workspaceId, members] of workspaces) {
      const changed: Record<string, PresenceState> = {};
      for (const [memberId, known] of members) settle(workspaceId, memberId, known, changed);
      announce(workspaceId, changed);
    }
    if (now() < repeatAt) return;
    repeatAt = now() + REPEAT_MS;
    tellAll();
  }

  function hear(signal: Signal): void {
    if (signal.type === ASK && signal.payload !== self) tellAll();
    if (signal.type !== TYPE) return;
    const { from, members } = signal.payload as Told;
    if (from === self) return;
    for (const [memberId, state] of Object.entries(members))
      change(signal.workspaceId, memberId, ({ processes }) => keep(processes, from, { state, until: now() + KEPT_MS }));
  }

  const unsubscribe = platform.signals.subscribe((signals) => signals.forEach(hear));
  const timer = setInterval(tick, TICK_MS).unref();
  platform.signals.publish({ type: ASK, workspaceId: "*", channelId: null, payload: self });

  return {
    seen: (workspaceId, memberId, tabId, state) =>
      change(workspaceId, memberId, ({ tabs }) => tabs.set(tabId, { state, until: now() + KEPT_MS })),
    gone: (workspaceId, memberId, tabId) =>
      change(workspaceId, memberId, ({ tabs }) => {
        const tab = tabs.get(tabId);
        if (tab) tab.until = Math.min(tab.until, now() + GONE_MS);
      }),
    of: (workspaceId) =>
      Object.fromEntries([...(workspaces.get(workspaceId) ?? [])].flatMap(([id, { shown }]) => (shown === "away" ? [] : [[id, shown]]))),
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

function keep(sources: Map<string, Source>, id: string, source: Source): void {
  if (source.state === "away") sources.delete(id);
  else sources.set(id, source);
}

/** Forgets what is out of date. */
function best(sources: Map<string, Source>, now: number): PresenceState {
  let state: PresenceState = "away";
  for (const [id, source] of sources) {
    if (source.until <= now) sources.delete(id);
    else state = liveliest(state, source.state);
  }
  return state;
}

function liveliest(one: PresenceState, other: PresenceState): PresenceState {
  return PresenceState.options.indexOf(one) <= PresenceState.options.indexOf(other) ? one : other;
}
