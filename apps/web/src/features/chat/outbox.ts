import type { Attachment } from "@openvibe/core/files/model";

/** A reply, or the first message of a new thread, which may be the idea of an app, or what a plan is to be made of. */
export type Destination = { threadId: string } | NewThread;
export interface NewThread {
  channelId: string;
  isIdea: boolean;
  isPlan?: boolean;
}

type Written = Destination & { clientKey: string; text: string; attachments: Attachment[]; writtenAt: number };

/** A message on its way. It stays until the server has confirmed or refused it, over reloads and lost connections. */
export type OutboxEntry = Written & { state: "waiting" | "sending" | "refused"; problem?: string };

export type OutboxEvent =
  | { type: "written"; entry: Written }
  | { type: "sending" | "confirmed" | "unreachable" | "retried" | "dropped"; clientKey: string }
  | { type: "refused"; clientKey: string; problem: string };

export function nextOutbox(entries: readonly OutboxEntry[], event: OutboxEvent): readonly OutboxEntry[] {
  if (event.type === "written") {
    const known = entries.some(({ clientKey }) => clientKey === event.entry.clientKey);
    return known ? entries : [...entries, { ...event.entry, state: "waiting" }];
  }
  if (event.type === "confirmed" || event.type === "dropped") return entries.filter(({ clientKey }) => clientKey !== event.clientKey);
  return entries.map((entry) => (entry.clientKey === event.clientKey ? changed(entry, event) : entry));
}

function changed(entry: OutboxEntry, event: Exclude<OutboxEvent, { type: "written" | "confirmed" | "dropped" }>): OutboxEntry {
  if (event.type === "sending") return { ...entry, state: "sending", problem: undefined };
  if (event.type === "refused") return { ...entry, state: "refused", problem: event.problem };
  return { ...entry, state: "waiting", problem: undefined };
}

/** The next to send: in the order of writing, one at a time, and never past a message of the same thread that waits. */
export function nextToSend(entries: readonly OutboxEntry[]): OutboxEntry | undefined {
  return entries.some(({ state }) => state === "sending") ? undefined : entries.find(({ state }) => state === "waiting");
}

/** What was stored before a reload; a message that was being sent then goes again, under its own key. */
export function readOutbox(text: string | null): readonly OutboxEntry[] {
  if (!text) return [];
  try {
    const stored: unknown = JSON.parse(text);
    return Array.isArray(stored)
      ? stored
          .filter(isEntry)
          .map((entry) => ({ ...entry, attachments: entry.attachments ?? [], state: entry.state === "sending" ? "waiting" : entry.state }))
      : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is OutboxEntry {
  const entry = value as Partial<OutboxEntry & { threadId: string; channelId: string }> | null;
  return (
    typeof entry?.clientKey === "string" &&
    (typeof entry.threadId === "string" || typeof entry.channelId === "string") &&
    typeof entry.text === "string" &&
    typeof entry.state === "string"
  );
}
