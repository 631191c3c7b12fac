import { expect, it } from "vitest";
import { highlight, highlightLines } from "./highlight.ts";

it("tells words, strings, numbers and comments apart and loses no character", () => {
  const code = 'const a = "if // no"; // yes\nreturn 42;';
  const tokens = highlight(code, "ts");
  expect(tokens.map(({ text }) => text).join("")).toBe(code);
  expect(tokens.filter(({ kind }) => kind !== "plain").map(({ kind, text }) => [kind, text])).toEqual([
    ["keyword", "const"],
    ["string", '"if // no"'],
    ["comment", "// yes"],
    ["keyword", "return"],
    ["number", "42"],
  ]);
});

it("keeps a comment over several lines a comment on each", () => {
  expect(highlightLines("/* a\nb */ select 1", "sql").map((line) => line.map(({ kind }) => kind))).toEqual([
    ["comment"],
    ["comment", "plain", "keyword", "plain", "number"],
  ]);
});

it("knows what teams paste, however the language is named", () => {
  const kinds = (code: string, language: string) =>
    highlight(code, language).flatMap(({ kind, text }) => (kind === "plain" ? [] : [`${kind} ${text}`]));
  expect(kinds('def f(x): # why\n  """not\n  code"""\n  return None', "Python")).toEqual([
    "keyword def",
    "comment # why",
    'string """not\n  code"""',
    "keyword return",
    "keyword None",
  ]);
  expect(kinds("class Shop; def open; 1; end # x", "rb")).toEqual([
    "keyword class",
    "name Shop",
    "keyword def",
    "number 1",
    "keyword end",
    "comment # x",
  ]);
  expect(kinds("fn main() { let x = 2; } // y", "rust")).toEqual(["keyword fn", "keyword let", "number 2", "comment // y"]);
  for (const language of ["go", "java", "c++", "c#", "php"]) expect(kinds("return 1;", language)).toEqual(["keyword return", "number 1"]);
  expect(kinds("return 1;", "klingon")).toEqual([]);
});
