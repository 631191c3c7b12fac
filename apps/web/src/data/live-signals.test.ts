import type { AnswerChunk } from "@openvibe/core/activity/model";
import type { Message } from "@openvibe/core/chat/model";
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { createApi } from "./api.ts";
import { followEvents } from "./live-follow.ts";
import { NOTHING_LIVE, textOf, withoutAnswer, withoutSilent, withSignals } from "./live-signals.ts";

const chunk = (from: number, text: string, run = 1) => ({
  type: "answer" as const,
  threadId: "thr_1",
  messageId: "msg_1",
  run,
  from,
  text,
});
const writing = (text: string): Message => ({
  id: "msg_1",
  threadId: "thr_1",
  channelId: "chn_1",
  authorId: "mem_1",
  text,
  cards: [],
  attachments: [],
  reactions: [],
  mentions: [],
  writtenBy: "offline",
  insteadOf: null,
  keyId: null,
  answerState: "writing",
  clientKey: null,
  quiet: false,
  createdAt: new Date(0),
  editedAt: null,
  deletedAt: null,
  pinnedAt: null,
});
const after = (...signals: Parameters<typeof withSignals>[1]) => withSignals(NOTHING_LIVE, signals, 0);

it("puts the pieces of an answer together, takes those that come again once, and says when one is missing", () => {
  const { state, missed } = after(chunk(0, "one "), chunk(4, "two "), chunk(0, "one "), chunk(4, "two three"));
  expect([textOf(writing("one"), state), missed]).toEqual(["one two three", false]);
  expect(after(chunk(0, "one "), chunk(9, "lost")).missed).toBe(true);
  expect(textOf(writing("one two"), after(chunk(9, "lost")).state)).toBe("one two");
});

it("begins anew with a higher run, and does not go back to a lower one", () => {
  const { state } = after(chunk(0, "first try"), chunk(0, "second", 2), chunk(9, " late", 1));
  expect(textOf(writing(""), state)).toBe("second");
});

it("shows the message itself once it is whole or begun anew", () => {
  const { state } = after(chunk(0, "one two"));
  const whole = { ...writing("one two three"), answerState: null };
  expect(textOf(whole, state)).toBe("one two three");
  expect(withoutAnswer(state, whole).answers).toEqual({} satisfies Record<string, AnswerChunk>);
  expect(withoutAnswer(state, writing("")).answers).toEqual({});
  expect(withoutAnswer(state, writing("one"))).toBe(state);
});

it("forgets who has fallen silent, whatever never came", () => {
  const typing = { type: "activity" as const, threadId: "thr_1", memberId: "mem_2", doing: "typing" };
  const { state } = after(typing, { type: "presence", members: { mem_2: "active" }, whole: true });
  expect(state.doing["thr_1"]).toMatchObject([{ memberId: "mem_2", doing: "typing" }]);
  expect(withoutSilent(state, 1_000)).toBe(state);
  expect(withoutSilent(state, 60_000).doing).toEqual({});
  expect(withSignals(state, [{ ...typing, doing: null }], 0).state.doing["thr_1"]).toEqual([]);
});

it("keeps what an event said while the server's older answer was on its way", async () => {
  const client = new QueryClient();
  const { queries } = createApi("wsp_1");
  const following = followEvents({ client, queries, memberId: "mem_1" }, ({ client: cache }, { payload }) => {
    cache.setQueryData(["names"], (names: string[] | undefined) => names && [...new Set([...names, String(payload)])]);
  });
  const answer = Promise.withResolvers<string[]>();
  const observer = new QueryObserver(client, { queryKey: ["names"], queryFn: () => answer.promise, initialData: ["Ada"], staleTime: 0 });
  const stop = observer.subscribe(() => undefined);
  following.take([{ type: "named", payload: "Grace", actorId: "mem_2", happenedAt: "" }]);
  expect(client.getQueryData(["names"])).toEqual(["Ada", "Grace"]);
  answer.resolve(["Ada"]);
  await expect.poll(() => client.isFetching(), { timeout: 30_000 }).toBe(0);
  expect(client.getQueryData(["names"])).toEqual(["Ada", "Grace"]);
  stop();
  following.stop();
  client.clear();
});
