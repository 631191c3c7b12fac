"use client";
import type { Message, Outcome, Thread } from "@openvibe/core/chat/model";
import { toast } from "sonner";
import { messageOf } from "../../../data/errors.ts";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { useGo } from "../../shell/navigation.tsx";
import { threadPlace } from "../../shell/routes.ts";
import { useShowThread } from "../use-show-thread.ts";

/** Branching off, and the three ways back. */
export function useForkActions() {
  const { client } = useWorkspace();
  const go = useGo();
  const show = useShowThread();

  async function attempt<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      toast.error(messageOf(error));
      return undefined;
    }
  }

  return {
    fork: (message: Message) =>
      attempt(async () => {
        const fork = await client.chat.forkMessage({ messageId: message.id });
        show(fork);
        go({ screen: "thread", threadId: message.threadId, forkId: fork.id });
      }),
    resolve: (fork: Thread, outcome: Outcome) =>
      attempt(async () => {
        const { thread } = await client.chat.resolveFork({ threadId: fork.id, outcome });
        show(thread);
        if (thread.fork) go({ screen: "thread", threadId: thread.fork.parentThreadId });
        return true;
      }),
    undo: (forkId: string) =>
      attempt(async () => {
        const thread = await client.chat.undoResolution({ threadId: forkId });
        show(thread);
        go(threadPlace(forkId, thread.fork?.parentThreadId));
      }),
    abandon: (fork: Thread, reason: string) =>
      attempt(async () => {
        const thread = await client.chat.abandonFork({ threadId: fork.id, reason });
        show(thread);
        if (thread.fork) go({ screen: "thread", threadId: thread.fork.parentThreadId });
        return true;
      }),
    reopen: (fork: Thread) => attempt(async () => show(await client.chat.reopenThread({ threadId: fork.id }))),
  };
}
