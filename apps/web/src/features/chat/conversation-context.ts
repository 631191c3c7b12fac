"use client";
import type { Message } from "@openvibe/core/chat/model";
import { createContext, useContext } from "react";

/** What the parts of one conversation can ask of it. The same for as long as it is open, so that no row is drawn again for it. */
export interface ConversationActions {
  /** What this workspace calls a fork, as on a button. */
  forkWord: string;
  edit: (messageId: string | undefined) => void;
  fork: (message: Message) => void;
  quote: (message: Message) => void;
  markUnread: (message: Message) => void;
  readUpTo: (message: Message) => void;
  showHistory: (message: Message) => void;
  linkTo: (message: Message) => string;
}

export const ConversationContext = createContext<ConversationActions | null>(null);

export function useConversation(): ConversationActions {
  const actions = useContext(ConversationContext);
  if (!actions) throw new Error("useConversation is called outside a conversation");
  return actions;
}
