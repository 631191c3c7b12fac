"use client";
import type { Message } from "@openvibe/core/chat/model";
import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { isUnreachable, messageOf } from "../../../data/errors.ts";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { showMessage } from "../live.ts";

/** What can be done to a message. Each shows at once, and goes back with a word when the server refuses. */
export function useMessageActions() {
  const { client, queries, workspace } = useWorkspace();
  const cache = useQueryClient();
  const show = (message: Message) => showMessage({ client: cache, queries, memberId: workspace.memberId }, message);

  async function attempt(before: Message, meanwhile: Message, change: () => Promise<Message>): Promise<boolean> {
    show(meanwhile);
    try {
      show(await change());
      return true;
    } catch (error) {
      show(before);
      toast.error(isUnreachable(error) ? "Not saved: there is no connection to the server. Try again once it is back." : messageOf(error));
      return false;
    }
  }

  return {
    react: (message: Message, emoji: string, on: boolean) =>
      attempt(message, { ...message, reactions: withReaction(message.reactions, emoji, workspace.memberId, on) }, () =>
        client.chat.reactTo({ messageId: message.id, emoji, on }),
      ),
    edit: (message: Message, text: string) =>
      attempt(message, { ...message, text, editedAt: new Date() }, () => client.chat.editMessage({ messageId: message.id, text })),
    remove: (message: Message) =>
      attempt(message, { ...message, text: "", cards: [], attachments: [], reactions: [], deletedAt: new Date() }, () =>
        client.chat.deleteMessage({ messageId: message.id }),
      ),
    pin: (message: Message, pinned: boolean) =>
      attempt(message, { ...message, pinnedAt: pinned ? new Date() : null }, () =>
        client.chat.pinMessage({ messageId: message.id, pinned }),
      ),
  };
}

function withReaction(reactions: Message["reactions"], emoji: string, memberId: string, on: boolean): Message["reactions"] {
  const without = reactions
    .map((each) => (each.emoji === emoji ? { ...each, memberIds: each.memberIds.filter((id) => id !== memberId) } : each))
    .filter((each) => each.memberIds.length > 0 || (on && each.emoji === emoji));
  if (!on) return without;
  return without.some((each) => each.emoji === emoji)
    ? without.map((each) => (each.emoji === emoji ? { ...each, memberIds: [...each.memberIds, memberId] } : each))
    : [...without, { emoji, memberIds: [memberId] }];
}
