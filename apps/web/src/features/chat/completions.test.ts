import { expect, it } from "vitest";
import type { Member } from "@openvibe/core/identity/model";
import { complete, draftAt, emojiFor, membersFor } from "./completions.ts";
import { rehypeMentions } from "./rehype-mentions.ts";

it("finds what is being named before the caret and completes it in place", () => {
  const text = "Ask @de about it";
  const draft = draftAt(text, 7);
  expect(draft).toEqual({ sign: "@", start: 4, query: "de" });
  expect(draft && complete(text, 7, draft, "@devi")).toEqual({ text: "Ask @devi about it", caret: 10 });
  expect(draftAt("ada@example.com", 15)).toBeUndefined();
  expect(draftAt("see #gen", 8)).toEqual({ sign: "#", start: 4, query: "gen" });
  expect(draftAt("nice :ta", 8)).toEqual({ sign: ":", start: 5, query: "ta" });
  expect(draftAt("at 10:30", 8)).toBeUndefined();
  expect(emojiFor("tada", 3).map(({ emoji }) => emoji)).toEqual(["🎉"]);
});

it("offers people and agents by name or handle, and no other system that only posts here", () => {
  const member = (name: string, agent: string | null): Member => ({
    id: `mem_${name}`,
    name,
    kind: agent === null ? "person" : "agent",
    handle: name.toLowerCase(),
    role: "member",
    email: null,
    agent,
    joinedAt: new Date(0),
  });
  const all = [member("Nina", null), member("Nightly", "integration:inh_1"), member("Nils", "reviewer")];
  expect(membersFor(all, "ni", 6).map(({ name }) => name)).toEqual(["Nina", "Nils"]);
  expect(membersFor([member("Paula", null), member("Arun", null)], "a", 6).map(({ name }) => name)).toEqual(["Arun", "Paula"]);
  const abroad = [
    { ...member("Jürgen Groß", null), handle: "jurgen-groß" },
    { ...member("Андрей", null), handle: "андреи" },
  ];
  expect(["jü", "jur", "groß", "анд", "андрей"].map((typed) => membersFor(abroad, typed, 6).map(({ name }) => name))).toEqual([
    ["Jürgen Groß"],
    ["Jürgen Groß"],
    ["Jürgen Groß"],
    ["Андрей"],
    ["Андрей"],
  ]);
});

it("completes and marks names in any script", () => {
  expect(draftAt("Привет @Ан", 10)).toEqual({ sign: "@", start: 7, query: "ан" });
  expect(draftAt("hallo @jü", 9)).toEqual({ sign: "@", start: 6, query: "jü" });
  const tree = { type: "root", children: [{ type: "text", value: "@Jürgen, @анна- (@李雷) and mail@анна" }] };
  const asked: string[] = [];
  rehypeMentions({ memberOf: (handle) => (asked.push(handle), {}), channelPath: () => undefined })(tree);
  expect(asked).toEqual(["Jürgen", "анна", "李雷"]);
});

it("marks members and channels in text, and nothing in code, links or addresses", () => {
  const text = (value: string) => ({ type: "text", value });
  const tree = {
    type: "root",
    children: [
      { type: "element", tagName: "p", children: [text("Hi @devi and @nobody in #ideas, write to ada@devi.dev#ideas")] },
      { type: "element", tagName: "code", children: [text("@devi")] },
    ],
  };
  rehypeMentions({
    memberOf: (handle) => (handle === "devi" ? { emoji: "💻" } : undefined),
    channelPath: (name) => (name === "ideas" ? "/w/1/c/2" : undefined),
  })(tree);
  expect(tree.children[0]?.children.map(({ type }) => type)).toEqual(["text", "element", "text", "element", "text"]);
  expect(tree.children[1]?.children).toEqual([text("@devi")]);
});
