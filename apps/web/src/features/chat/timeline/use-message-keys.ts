"use client";
import type { Message } from "@openvibe/core/chat/model";
import type { KeyboardEvent } from "react";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { useRights } from "../../identity/use-members.ts";
import { useConversation } from "../conversation-context.ts";
import { QUICK } from "../message/emoji.ts";
import { useMessageActions } from "../message/use-message-actions.ts";

/** Keys of the message that has the focus; j and k move it. */
export function useMessageKeys(messages: readonly Message[]): (event: KeyboardEvent<HTMLElement>) => void {
  const { workspace } = useWorkspace();
  const { write } = useRights();
  const talk = useConversation();
  const { pin, react } = useMessageActions();
  return (event) => {
    const target = event.target as HTMLElement;
    if (event.metaKey || event.ctrlKey || event.altKey || target.closest("input, textarea, [role='menu'], [role='toolbar']")) return;
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-message]")];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const step = { j: 1, k: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      rows[at === -1 ? rows.length - 1 : Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
      return;
    }
    const row = rows[at];
    const message = row && messages.find(({ id }) => id === row.dataset["message"]);
    if (!message || message.deletedAt || document.activeElement !== row) return;
    const act = actionOf(event.key);
    if (!act) return;
    event.preventDefault();
    act();

    function actionOf(key: string): (() => unknown) | undefined {
      if (!message) return undefined;
      if (key === "u") return () => talk.markUnread(message);
      if (key === "m") return () => talk.readUpTo(message);
      if (key === "Enter") return () => row?.querySelector<HTMLElement>("[aria-label='Side conversations'] a")?.click();
      if (!write) return undefined;
      const mine = message.authorId === workspace.memberId && message.writtenBy === null;
      const actions: Record<string, () => unknown> = {
        f: () => talk.fork(message),
        q: () => talk.quote(message),
        p: () => pin(message, message.pinnedAt === null),
        r: () => react(message, QUICK[0], true),
        ...(mine ? { e: () => talk.edit(message.id) } : {}),
      };
      return actions[key];
    }
  };
}
