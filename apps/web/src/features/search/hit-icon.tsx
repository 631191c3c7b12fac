import type { SearchHit } from "@openvibe/core/search/model";
import { BookMarked, FileText, Gavel, GitFork, ListTodo, MessageSquare, MessagesSquare } from "lucide-react";
import { useForkWord } from "../chat/forks/fork-word.ts";

const ITEMS = {
  decision: { icon: Gavel, label: "Decision" },
  fact: { icon: BookMarked, label: "Fact" },
  action: { icon: ListTodo, label: "To do" },
} as const;

/** What a hit is, as an icon with its name. */
export function useKindOfHit({ kind, itemKind, thread }: SearchHit) {
  const { Noun } = useForkWord();
  if (itemKind) return ITEMS[itemKind];
  if (kind === "item") return { icon: BookMarked, label: "No longer holds" };
  if (kind === "document") return { icon: FileText, label: "Document" };
  if (kind === "message") return { icon: MessageSquare, label: "Message" };
  return thread?.parentThreadId ? { icon: GitFork, label: Noun } : { icon: MessagesSquare, label: "Thread" };
}

/** Threads and documents are called something; what was said or settled stands in one that is. */
export const hasTitle = ({ kind }: SearchHit): boolean => kind === "thread" || kind === "document";
