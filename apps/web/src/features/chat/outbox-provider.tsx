"use client";
import type { Attachment } from "@openvibe/core/files/model";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { isUnreachable, messageOf } from "../../data/errors.ts";
import { keepOnDevice } from "../../data/keep-on-device.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useGo } from "../shell/navigation.tsx";
import { showMessage, showThread } from "./live.ts";
import { type Destination, type NewThread, nextOutbox, nextToSend, type OutboxEntry, readOutbox } from "./outbox.ts";

const RETRY_AFTER_MS = 3000;

interface Outbox {
  entries: readonly OutboxEntry[];
  /** A thread that is begun opens as soon as it is there, unless that took more than one try or the person has gone on. */
  send: (to: Destination, text: string, attachments: Attachment[]) => void;
  /** What was tried elsewhere and may have arrived: it goes out again under the same key, and opens nothing. */
  queue: (to: Destination, text: string, clientKey: string) => void;
  /** A new thread on its first try, which most often opens at once. */
  isOpening: (entry: OutboxEntry) => boolean;
  /** Whether this thread has opened just now because it was begun here: whoever began it writes on. Told once. */
  takeBegun: (threadId: string) => boolean;
  retry: (clientKey: string) => void;
  drop: (clientKey: string) => void;
}

const OutboxContext = createContext<Outbox | null>(null);

export function useOutbox(): Outbox {
  const outbox = useContext(OutboxContext);
  if (!outbox) throw new Error("useOutbox is called outside a workspace");
  return outbox;
}

export function OutboxProvider({ children }: { children: ReactNode }) {
  const { client, queries, workspace, connection } = useWorkspace();
  const cache = useQueryClient();
  const go = useGo();
  const storageKey = `openvibe.outbox.${workspace.id}`;
  const [entries, dispatch] = useReducer(nextOutbox, storageKey, (key) => readOutbox(localStorage.getItem(key)));
  const [attempt, tryAgain] = useState(0);
  const paused = useRef(false);
  /** The page where a new thread was begun, by client key. */
  const begunAt = useRef(new Map<string, string>());

  const begun = useRef<string>(undefined);

  useEffect(() => {
    keepOnDevice(storageKey, entries.length > 0 ? JSON.stringify(entries) : undefined);
  }, [entries, storageKey]);

  const deliver = useCallback(
    async (entry: OutboxEntry) => {
      const { clientKey, text } = entry;
      const shown = { client: cache, queries, memberId: workspace.memberId };
      const fileIds = entry.attachments.map(({ fileId }) => fileId);
      const firstOpened = begunAt.current.get(clientKey);
      dispatch({ type: "sending", clientKey });
      try {
        if ("threadId" in entry) showMessage(shown, await client.chat.sendMessage({ threadId: entry.threadId, text, clientKey, fileIds }));
        else {
          const threadId = await begin(entry);
          if (firstOpened === window.location.pathname) {
            begun.current = threadId;
            go({ screen: "thread", threadId });
          }
        }
        dispatch({ type: "confirmed", clientKey });
      } catch (error) {
        if (isUnreachable(error)) {
          paused.current = true;
          dispatch({ type: "unreachable", clientKey });
        } else dispatch({ type: "refused", clientKey, problem: messageOf(error) });
      } finally {
        begunAt.current.delete(clientKey);
      }

      async function begin({ channelId, isIdea, isPlan }: NewThread): Promise<string> {
        if (isIdea) return (await client.projects.startProject({ idea: text, fileIds, clientKey })).threadId;
        if (isPlan) return (await client.plans.startPlan({ channelId, request: text, clientKey })).threadId;
        const { thread } = await client.chat.startThread({ channelId, text, clientKey, fileIds });
        showThread(shown, thread);
        return thread.id;
      }
    },
    [client, queries, cache, workspace.memberId],
  );

  useEffect(() => {
    const next = nextToSend(entries);
    if (!next) return;
    if (!paused.current) {
      void deliver(next);
      return;
    }
    const timer = setTimeout(() => {
      paused.current = false;
      tryAgain((count) => count + 1);
    }, RETRY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [entries, attempt, deliver]);

  useEffect(() => {
    if (connection !== "live") return;
    paused.current = false;
    tryAgain((count) => count + 1);
  }, [connection]);

  const outbox = useMemo<Outbox>(
    () => ({
      entries,
      send: (to, text, attachments) => {
        const clientKey = crypto.randomUUID();
        if ("channelId" in to) begunAt.current.set(clientKey, window.location.pathname);
        dispatch({ type: "written", entry: { clientKey, ...to, text, attachments, writtenAt: Date.now() } });
      },
      queue: (to, text, clientKey) =>
        dispatch({ type: "written", entry: { clientKey, ...to, text, attachments: [], writtenAt: Date.now() } }),
      isOpening: ({ clientKey, state }) => state === "sending" && begunAt.current.has(clientKey),
      takeBegun: (threadId) => {
        const isBegun = begun.current === threadId;
        if (isBegun) begun.current = undefined;
        return isBegun;
      },
      retry: (clientKey) => dispatch({ type: "retried", clientKey }),
      drop: (clientKey) => dispatch({ type: "dropped", clientKey }),
    }),
    [entries],
  );
  return <OutboxContext.Provider value={outbox}>{children}</OutboxContext.Provider>;
}
