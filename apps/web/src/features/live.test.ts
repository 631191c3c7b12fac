import type { App, AppVersion } from "@openvibe/core/hosting/model";
import type { Message, Thread } from "@openvibe/core/chat/model";
import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { createApi } from "../data/api.ts";
import type { Page } from "../data/contract.ts";
import type { Pages } from "../data/pages.ts";
import { followEvents } from "../data/live-follow.ts";
import { applyEvent } from "./live.ts";

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, second));
const message = (id: string, second: number, text = id): Message => ({
  id,
  threadId: "thr_1",
  channelId: "chn_1",
  authorId: "mem_1",
  text,
  cards: [],
  attachments: [],
  reactions: [],
  mentions: [],
  writtenBy: null,
  insteadOf: null,
  keyId: null,
  answerState: null,
  clientKey: null,
  quiet: false,
  createdAt: at(second),
  editedAt: null,
  deletedAt: null,
  pinnedAt: null,
});
const thread = (id: string, second: number): Thread => ({
  id,
  channelId: "chn_1",
  title: id,
  titledBy: "opening",
  startedBy: "mem_1",
  status: "active",
  fork: null,
  closing: null,
  messageCount: 1,
  lastMessageAt: at(second),
  pinnedAt: null,
  createdAt: at(0),
});
const app = (id: string, state: App["state"], version = 1): App => ({
  id,
  projectId: "prj_1",
  threadId: "thr_1",
  name: id,
  slug: id,
  accent: "teal",
  icon: "box",
  url: "http://x.localhost:3000",
  state,
  note: "",
  version,
  createdAt: at(0),
  deployedAt: null,
});
const version = (number: number, serving: boolean): AppVersion => ({
  appId: "app_1",
  number,
  specVersion: number,
  commit: "c0ffee",
  summary: "",
  checks: "unchecked",
  serving,
  createdAt: at(number),
});

/** A tab's cache that takes events in as they come off the socket: as JSON. */
function makeTab() {
  const client = new QueryClient();
  const { queries } = createApi("wsp_1");
  const following = followEvents({ client, queries, memberId: "mem_me" }, applyEvent);
  return {
    client,
    queries,
    receive(type: string, payload: unknown) {
      following.take([{ type, payload: JSON.parse(JSON.stringify(payload)), actorId: "mem_me", happenedAt: at(1).toISOString() }]);
    },
  };
}

function messagesKey(tab: ReturnType<typeof makeTab>) {
  return tab.queries.chat.listMessages.infiniteKey({
    input: (cursor: string | undefined) => ({ threadId: "thr_1", cursor, limit: 50 }),
    initialPageParam: undefined,
  });
}

describe("what a tab knows after events is what the server would answer", () => {
  it("adds messages in the order of their ids, changes them in place and takes each event once", () => {
    const tab = makeTab();
    const older = { items: [message("msg_1", 1), message("msg_2", 2)] };
    tab.client.setQueryData<Pages<Message>>(messagesKey(tab), {
      pages: [{ items: [message("msg_3", 3)], nextCursor: "msg_3" }, older],
      pageParams: [undefined, "msg_3"],
    });

    tab.receive("chat.message_sent", message("msg_6", 6));
    tab.receive("chat.message_sent", message("msg_5", 5));
    tab.receive("chat.message_sent", message("msg_6", 6));
    tab.receive("chat.message_changed", message("msg_2", 2, "said better"));
    tab.receive("chat.message_sent", { ...message("msg_9", 9), threadId: "thr_other" });

    expect(tab.client.getQueryData<Pages<Message>>(messagesKey(tab))?.pages).toEqual([
      { items: [message("msg_3", 3), message("msg_5", 5), message("msg_6", 6)], nextCursor: "msg_3" },
      { items: [message("msg_1", 1), message("msg_2", 2, "said better")] },
    ]);
  });

  it("reads anew how an answer came to be once it is whole or at rest, and of no other", () => {
    const tab = makeTab();
    const keyOf = (messageId: string) => tab.queries.agents.explainAnswer.queryKey({ input: { messageId } });
    for (const id of ["msg_1", "msg_2"]) tab.client.setQueryData(keyOf(id), null);
    const stale = () => ["msg_1", "msg_2"].map((id) => tab.client.getQueryState(keyOf(id))?.isInvalidated);
    tab.receive("chat.message_changed", message("msg_2", 2, "of a person"));
    expect(stale()).toEqual([false, false]);
    tab.receive("chat.message_changed", { ...message("msg_1", 1, "of a model"), writtenBy: "house/model" });
    expect(stale()).toEqual([true, false]);
    // Of one that is stopped it may be told later what it cost.
    tab.receive("agents.answer_at_rest", { messageId: "msg_2" });
    expect(stale()).toEqual([true, true]);
  });

  it("lists threads as the server does: of the same moment the younger first, and none before the page that it stands on", () => {
    const tab = makeTab();
    const key = tab.queries.chat.listThreads.infiniteKey({
      input: (cursor: string | undefined) => ({ channelId: "chn_1", cursor, limit: 2 }),
      initialPageParam: undefined,
    });
    tab.client.setQueryData<Pages<Thread>>(key, {
      pages: [
        { items: [thread("thr_8", 8), thread("thr_6", 6)], nextCursor: "6" },
        { items: [thread("thr_5", 5), thread("thr_3", 3)], nextCursor: "3" },
      ],
      pageParams: [undefined, "6"],
    });
    const listed = () => tab.client.getQueryData<Pages<Thread>>(key)?.pages.map(({ items }) => items.map(({ id }) => id));

    tab.receive("chat.thread_started", thread("thr_7", 8));
    expect(listed()).toEqual([
      ["thr_8", "thr_7", "thr_6"],
      ["thr_5", "thr_3"],
    ]);
    tab.receive("chat.thread_changed", { ...thread("thr_5", 5), title: "renamed" });
    expect(listed()).toEqual([
      ["thr_8", "thr_7", "thr_6"],
      ["thr_5", "thr_3"],
    ]);
    tab.receive("chat.thread_changed", { ...thread("thr_1", 1), title: "not loaded yet" });
    expect(listed()).toEqual([
      ["thr_8", "thr_7", "thr_6"],
      ["thr_5", "thr_3"],
    ]);
    tab.receive("chat.thread_changed", { ...thread("thr_3", 3), pinnedAt: at(9) });
    expect(listed()).toEqual([["thr_3", "thr_8", "thr_7", "thr_6"], ["thr_5"]]);
  });

  it("moves the thread that was talked in to the top", () => {
    const tab = makeTab();
    const key = tab.queries.chat.listThreads.infiniteKey({
      input: (cursor: string | undefined) => ({ channelId: "chn_1", cursor, limit: 30 }),
      initialPageParam: undefined,
    });
    tab.client.setQueryData<Pages<Thread>>(key, {
      pages: [{ items: [thread("thr_2", 2)], nextCursor: "2" }, { items: [thread("thr_1", 1)] }],
      pageParams: [undefined, "2"],
    });

    tab.receive("chat.thread_changed", thread("thr_1", 5));
    tab.receive("chat.thread_started", thread("thr_3", 6));

    const pages = tab.client.getQueryData<Pages<Thread>>(key)?.pages;
    expect(pages?.map((page) => page.items.map(({ id }) => id))).toEqual([["thr_3", "thr_1", "thr_2"], []]);
  });

  it("shows an app from its making to its end", () => {
    const tab = makeTab();
    const key = tab.queries.hosting.listApps.queryKey({ input: { limit: 100 } });
    tab.client.setQueryData<Page<App>>(key, { items: [app("app_0", "asleep")] });

    tab.receive("hosting.app_created", app("app_1", "building", 0));
    tab.receive("hosting.app_changed", app("app_1", "live"));
    expect(tab.client.getQueryData<Page<App>>(key)?.items).toEqual([app("app_1", "live"), app("app_0", "asleep")]);
    expect(tab.client.getQueryData(tab.queries.hosting.getApp.queryKey({ input: { appId: "app_1" } }))).toEqual(app("app_1", "live"));

    tab.receive("hosting.app_deleted", { appId: "app_1" });
    expect(tab.client.getQueryData<Page<App>>(key)?.items).toEqual([app("app_0", "asleep")]);
  });

  it("lets only one version serve", () => {
    const tab = makeTab();
    const key = tab.queries.hosting.listVersions.queryKey({ input: { appId: "app_1" } });
    tab.client.setQueryData(key, [version(1, true)]);
    tab.receive("hosting.version_added", version(2, false));
    tab.receive("hosting.version_changed", version(2, true));
    expect(tab.client.getQueryData(key)).toEqual([version(2, true), version(1, false)]);
  });

  it("reads a module again when it does not understand an event of it", () => {
    const tab = makeTab();
    tab.client.setQueryData<Pages<Message>>(messagesKey(tab), { pages: [{ items: [] }], pageParams: [undefined] });
    tab.receive("chat.message_sent", { id: "msg_1", of: "a later version" });
    expect(tab.client.getQueryState(messagesKey(tab))?.isInvalidated).toBe(true);
  });
});
