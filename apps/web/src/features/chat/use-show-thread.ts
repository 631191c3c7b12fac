import type { Thread } from "@openvibe/core/chat/model";
import { useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { showThread } from "./live.ts";

/** Shows a thread as the server has just returned it, before its event comes. */
export function useShowThread(): (thread: Thread) => void {
  const { queries, workspace } = useWorkspace();
  const client = useQueryClient();
  return (thread) => showThread({ client, queries, memberId: workspace.memberId }, thread);
}
