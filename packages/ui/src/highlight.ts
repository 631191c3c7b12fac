export type TokenKind = "plain" | "comment" | "string" | "keyword" | "number" | "name";
export interface Token {
  kind: TokenKind;
  text: string;
}

const WORDS = {
  script:
    "abstract as async await break case catch class const continue declare default delete do else export extends false finally for from function get if implements import in instanceof interface is keyof let new null of private public readonly return satisfies set static super switch this throw true try type typeof undefined unknown void while yield never string number boolean",
  sql: "add alter and as asc autoincrement begin between by cascade check collate commit create default delete desc distinct drop exists foreign from group having if in index insert integer into is join key left like limit not null numeric offset on or order pragma primary real references select set table text trigger union unique update values view where with",
  python:
    "and as assert async await break case class continue def del elif else except False finally for from global if import in is lambda match None nonlocal not or pass raise return True try while with yield self",
  ruby: "alias and begin break case class def do else elsif end ensure false for if in module next nil not or redo rescue retry return self super then true unless until when while yield require",
  // Go, Rust, Java and those like them: a word of one of them is seldom a name in another.
  braces:
    "abstract as async await auto bool boolean break byte case catch chan char class const continue crate default defer delete do double dyn else enum extends extern false final finally float fn for foreach fun func function go goto if impl implements import in instanceof int interface internal let long loop map match mod module move mut namespace new nil null nullptr object override package private protected pub public range readonly ref return sealed select self short signed sizeof static string struct super switch template this throw throws trait true try type typedef typename union unsafe unsigned use using val var virtual void volatile when where while yield",
  shell: "if then else fi for do done case esac while function export return echo cd",
  css: "",
  data: "true false null",
};
type Family = keyof typeof WORDS;

const BRACES = "go golang rs rust java kt kotlin swift c h cpp c++ hpp cs csharp c# php scala dart".split(" ");
const FAMILIES: Record<string, Family> = {
  ts: "script",
  tsx: "script",
  js: "script",
  jsx: "script",
  mjs: "script",
  cjs: "script",
  typescript: "script",
  javascript: "script",
  sql: "sql",
  py: "python",
  python: "python",
  rb: "ruby",
  ruby: "ruby",
  ...Object.fromEntries(BRACES.map((name) => [name, "braces" as const])),
  sh: "shell",
  bash: "shell",
  shell: "shell",
  css: "css",
  json: "data",
  yaml: "data",
  yml: "data",
};

const BLOCK = String.raw`\/\*[\s\S]*?(?:\*\/|$)`;
const HASH = String.raw`#[^\n]*`;
const COMMENTS: Record<Family, string> = {
  script: String.raw`${BLOCK}|\/\/[^\n]*`,
  braces: String.raw`${BLOCK}|\/\/[^\n]*`,
  sql: String.raw`${BLOCK}|--[^\n]*`,
  python: HASH,
  ruby: HASH,
  shell: HASH,
  css: BLOCK,
  data: String.raw`(?:^|(?<=\s))#[^\n]*`,
};
/** Three quotes first, which only Python means by them: elsewhere they are an empty text and the next one. */
const LONG = String.raw`"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|`;
const STRINGS = "\"(?:\\\\.|[^\"\\\\\\n])*\"?|'(?:\\\\.|[^'\\\\\\n])*'?|`(?:\\\\.|[^`\\\\])*`?";

const patterns = new Map<Family, RegExp>();
const words = new Map<Family, Set<string>>();

function patternOf(family: Family): RegExp {
  const known = patterns.get(family);
  if (known) return known;
  const pattern = new RegExp(
    `(?<comment>${COMMENTS[family]})|(?<string>${family === "python" ? LONG : ""}${STRINGS})|(?<number>\\b\\d[\\d_.]*\\b)|(?<word>[A-Za-z_$][\\w$]*)`,
    "g",
  );
  patterns.set(family, pattern);
  words.set(family, new Set(WORDS[family].split(" ")));
  return pattern;
}

/** Where a capital begins the name of a type. */
const NAMED = new Set<Family>(["script", "python", "ruby", "braces"]);

/** A light colouring by words, strings, numbers and comments: not a parser. Unknown languages come back as one plain token. */
export function highlight(code: string, language: string): Token[] {
  const family = FAMILIES[language.toLowerCase()];
  if (!family) return [{ kind: "plain", text: code }];
  const pattern = patternOf(family);
  const tokens: Token[] = [];
  let at = 0;
  for (const match of code.matchAll(pattern)) {
    if (match.index > at) tokens.push({ kind: "plain", text: code.slice(at, match.index) });
    tokens.push({ kind: kindOf(match, family), text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < code.length) tokens.push({ kind: "plain", text: code.slice(at) });
  return tokens;
}

function kindOf(match: RegExpMatchArray, family: Family): TokenKind {
  const groups = match.groups ?? {};
  if (groups["comment"] !== undefined) return "comment";
  if (groups["string"] !== undefined) return "string";
  if (groups["number"] !== undefined) return "number";
  const word = family === "sql" ? match[0].toLowerCase() : match[0];
  if (words.get(family)?.has(word)) return "keyword";
  return NAMED.has(family) && /^[A-Z]/.test(word) ? "name" : "plain";
}

/** The same tokens, cut at line ends. */
export function highlightLines(code: string, language: string): Token[][] {
  const lines: Token[][] = [[]];
  for (const token of highlight(code, language)) {
    for (const [index, text] of token.text.split("\n").entries()) {
      if (index > 0) lines.push([]);
      if (text !== "") lines.at(-1)?.push({ kind: token.kind, text });
    }
  }
  return lines;
}
