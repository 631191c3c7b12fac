"use client";
import type { Attachment } from "@openvibe/core/files/model";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { isUnreachable, messageOf } from "../../data/errors.ts";
import { keepOnDevice } from "../../data/keep-on-device.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { showMessage } from "./live.ts";
import { nextOutbox, nextToSend, type OutboxEntry, readOutbox } from "./outbox.ts";

const RETRY_AFTER_MS = 3000;

interface Outbox {
  entries: readonly OutboxEntry[];
  send: (threadId: string, text: string, attachments: Attachment[]) => void;
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
  const storageKey = `openvibe.outbox.${workspace.id}`;
  const [entries, dispatch] = useReducer(nextOutbox, storageKey, (key) => readOutbox(localStorage.getItem(key)));
  const [attempt, tryAgain] = useState(0);
  const paused = useRef(false);

  useEffect(() => {
    keepOnDevice(storageKey, entries.length > 0 ? JSON.stringify(entries) : undefined);
  }, [entries, storageKey]);

  const deliver = useCallback(
    async ({ clientKey, threadId, text, attachments }: OutboxEntry) => {
      dispatch({ type: "sending", clientKey });
      try {
        const message = await client.chat.sendMessage({ threadId, text, clientKey, fileIds: attachments.map(({ fileId }) => fileId) });
        showMessage({ client: cache, queries, memberId: workspace.memberId }, message);
        dispatch({ type: "confirmed", clientKey });
      } catch (error) {
        if (isUnreachable(error)) {
          paused.current = true;
          dispatch({ type: "unreachable", clientKey });
        } else dispatch({ type: "refused", clientKey, problem: messageOf(error) });
      }
    },
    [client, queries, cache],
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
      send: (threadId, text, attachments) =>
        dispatch({ type: "written", entry: { clientKey: crypto.randomUUID(), threadId, text, attachments, writtenAt: Date.now() } }),
      retry: (clientKey) => dispatch({ type: "retried", clientKey }),
      drop: (clientKey) => dispatch({ type: "dropped", clientKey }),
    }),
    [entries],
  );
  return <OutboxContext.Provider value={outbox}>{children}</OutboxContext.Provider>;
}
