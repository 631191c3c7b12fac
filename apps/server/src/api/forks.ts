import * as agents from "@openvibe/core/agents";
import * as chat from "@openvibe/core/chat";
import { z } from "zod";
import { member, pageOf } from "./base.ts";

const { AbandonFork, ByThread, ForkMessage, ListForks, Message, Readers, ResolveFork, ResolveThread, Thread } = chat;

export const forksApi = {
  forkMessage: member
    .route({ method: "POST", path: "/messages/{messageId}/forks", summary: "Open a side conversation from a message" })
    .input(ForkMessage)
    .output(Thread)
    .handler(({ context, input }) => chat.forkMessage(context, input)),
  listForks: member
    .route({ method: "GET", path: "/threads/{threadId}/forks", summary: "Side conversations of a thread, oldest first" })
    .input(ListForks)
    .output(pageOf(Thread))
    .handler(({ context, input }) => chat.listForks(context, input)),
  listReaders: member
    .route({ method: "GET", path: "/threads/{threadId}/readers", summary: "Who reads what is posted where a fork branched off" })
    .input(ByThread)
    .output(Readers)
    .handler(({ context, input }) => chat.listReaders(context, input)),
  resolveFork: member
    .route({
      method: "POST",
      path: "/threads/{threadId}/resolution",
      summary: "Post the outcome where the fork branched off, and close it",
    })
    .input(ResolveFork)
    .output(z.object({ thread: Thread, message: Message }))
    .handler(({ context, input }) => chat.resolveFork(context, input)),
  resolveThread: member
    .route({
      method: "POST",
      path: "/threads/{threadId}/settlement",
      summary: "Mark a thread that is no fork as resolved, with its outcome where there is one",
    })
    .input(ResolveThread)
    .output(Thread)
    .handler(({ context, input }) => chat.resolveThread(context, input)),
  undoResolution: member
    .route({ method: "DELETE", path: "/threads/{threadId}/resolution", summary: "Take a fresh resolution back" })
    .input(ByThread)
    .output(Thread)
    .handler(({ context, input }) => chat.undoResolution(context, input)),
  abandonFork: member
    .route({ method: "POST", path: "/threads/{threadId}/abandonment", summary: "End a side conversation without an outcome" })
    .input(AbandonFork)
    .output(Thread)
    .handler(({ context, input }) => chat.abandonFork(context, input)),
  reopenThread: member
    .route({ method: "POST", path: "/threads/{threadId}/reopening", summary: "Go on with a thread that had ended" })
    .input(ByThread)
    .output(Thread)
    .handler(({ context, input }) => chat.reopenThread(context, input)),
};

export const outcomesApi = {
  draftOutcome: member
    .route({ method: "POST", path: "/threads/{threadId}/outcome-draft", summary: "Let an agent read off what a side conversation came to" })
    .input(ByThread)
    .output(agents.DraftedOutcome)
    .handler(({ context, input, signal }) => agents.draftOutcome(context, input, signal ? { signal } : {})),
};
