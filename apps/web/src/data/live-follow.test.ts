import { type InfiniteData, InfiniteQueryObserver, QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, it } from "vitest";
import type { Queries } from "./api.ts";
import { followEvents } from "./live-follow.ts";

const KEY = ["talk"];

/** A tab that shows a list of words; each event says one more, and the server answers when it is told to. */
function openTab() {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: false } } });
  const following = followEvents({ client, queries: {} as Queries, memberId: "mem_ada" }, (cache, { payload }) => {
    cache.client.setQueryData<string[]>(KEY, (said) => said && [...new Set([...said, String(payload)])]);
  });
  const reads: PromiseWithResolvers<string[]>[] = [];
  const options = {
    queryKey: KEY,
    queryFn: () => {
      const read = Promise.withResolvers<string[]>();
      reads.push(read);
      return read.promise;
    },
  };
  return {
    client,
    startOver: following.startOver,
    show: () => new QueryObserver(client, options).subscribe(() => undefined),
    say: (word: string) => following.take([{ type: "said", payload: word, actorId: "mem_ada", happenedAt: new Date(0).toISOString() }]),
    reads: () => reads.length,
    answerFirst: (words: string[]) => reads[0]?.resolve(words),
    async answer(words: string[]) {
      reads.at(-1)?.resolve(words);
      await expect.poll(() => client.isFetching()).toBe(0);
    },
    fail: async () => {
      reads.at(-1)?.reject(new Error("the server is away"));
      await expect.poll(() => client.isFetching()).toBe(0);
    },
    said: () => client.getQueryData<string[]>(KEY),
  };
}

it("applies what came during a read again, as the answer may be older", async () => {
  const tab = openTab();
  tab.show();
  await tab.answer(["one"]);
  void tab.client.invalidateQueries();
  tab.say("two");
  await tab.answer(["one"]);
  expect(tab.said()).toEqual(["one", "two"]);
});

it("reads once more what was being read, for the first time too, when more was missed than events tell", async () => {
  const tab = openTab();
  tab.show();
  expect(tab.reads()).toBe(1);
  tab.startOver();
  tab.answerFirst(["one"]);
  await expect.poll(tab.reads).toBe(2);
  await tab.answer(["one", "two"]);
  expect(tab.said()).toEqual(["one", "two"]);
  expect(tab.reads()).toBe(2);
});

it("reads again what has missed something, though later events changed it meanwhile", async () => {
  const tab = openTab();
  const hide = tab.show();
  await tab.answer(["one"]);
  hide();
  void tab.client.invalidateQueries();
  tab.say("three");
  expect(tab.reads()).toBe(1);
  tab.show();
  expect(tab.reads()).toBe(2);
  await tab.answer(["one", "two", "three"]);
  expect(tab.said()).toEqual(["one", "two", "three"]);
  tab.say("four");
  expect(tab.client.getQueryState(KEY)?.isInvalidated).toBe(false);
});

it("still holds as old what could not be read again", async () => {
  const tab = openTab();
  const hide = tab.show();
  await tab.answer(["one"]);
  void tab.client.invalidateQueries();
  await tab.fail();
  tab.say("three");
  hide();
  tab.show();
  expect(tab.reads()).toBe(3);
});

it("does not take a list for read again because one more page of it was", async () => {
  const { client, startOver } = openTab();
  const asked: number[] = [];
  const observer = new InfiniteQueryObserver<number, Error, InfiniteData<number>, string[], number>(client, {
    queryKey: ["pages"],
    queryFn: ({ pageParam }) => {
      asked.push(pageParam);
      return new Promise((resolve) => setTimeout(resolve, 5, pageParam));
    },
    initialPageParam: 0,
    getNextPageParam: (last) => last + 1,
  });
  observer.subscribe(() => undefined);
  await expect.poll(() => client.isFetching()).toBe(0);
  startOver();
  void observer.fetchNextPage();
  await expect.poll(() => client.isFetching()).toBe(0);
  expect(asked).toEqual([0, 0, 1, 0, 1]);
});
