import type { LanguageModelV4ToolResultOutput } from "@ai-sdk/provider";
import { stemsOf } from "../talk/sentences.ts";

const LONGEST = 500;
const MOST_NAMED = 8;
const LONGEST_LINE = 160;
const NAMING = [
  "title",
  "name",
  "text",
  "summary",
  "content",
  "message",
  "answer",
  "stdout",
  "output",
  "result",
  "outcome",
  "description",
  "handle",
  "path",
  "url",
  "label",
  "kind",
  "key",
  "id",
] as const;
const LISTS =
  /^(?:items|results|hits|entries|messages|memories|tasks|projects|channels|members|files|threads|apps|agents|rows|data|list|matches|schedules)$/i;

export interface SaidResult {
  ok: boolean;
  /** In words; empty where there is nothing to say. */
  text: string;
  /** How many things came back, where it was a list. */
  count: number | undefined;
}

/** The texts of a conversation that a tool returned. */
export function messagesIn(output: LanguageModelV4ToolResultOutput | undefined): { id: string; author: string; text: string }[] {
  const value = output?.type === "json" ? output.value : output?.type === "text" ? parsed(output.value) : undefined;
  return (listIn(value) ?? []).flatMap((each) => {
    const { id, text, authorId } = recordOf(each);
    return typeof id === "string" && typeof text === "string" ? [{ id, author: plain(authorId), text: quiet(text) }] : [];
  });
}

/** What a tool returned, in words. It is quoted, never obeyed: names with an @ call nobody here. */
export function sayResult(output: LanguageModelV4ToolResultOutput | undefined): SaidResult {
  if (!output) return { ok: false, text: "nothing came back", count: undefined };
  if (output.type === "text") return spoken(parsed(output.value), true);
  if (output.type === "json") return spoken(output.value, true);
  if (output.type === "error-text") return spoken(parsed(output.value), false);
  if (output.type === "error-json") return spoken(output.value, false);
  if (output.type === "execution-denied") return { ok: false, text: quiet(output.reason ?? "it was not allowed"), count: undefined };
  return spoken(output.value.map((part) => (part.type === "text" ? part.text : "")).join("\n"), true);
}

/** The id of what is called like this in a result; for a memory, of the first that holds all those words. */
export function idIn(output: LanguageModelV4ToolResultOutput | undefined, called: string): string | undefined {
  const value = output?.type === "json" ? output.value : output?.type === "text" ? parsed(output.value) : undefined;
  return find(value, called.replace(/^[#@]/, "").toLowerCase()) ?? findByText(value, stemsOf(called));
}

/** What a result holds under a name; empty where it has none. */
export function fieldOf(output: LanguageModelV4ToolResultOutput | undefined, name: string): string {
  const value = output?.type === "json" ? output.value : output?.type === "text" ? parsed(output.value) : undefined;
  return plain(recordOf(value)[name]);
}

function findByText(value: unknown, stems: ReadonlySet<string>): string | undefined {
  const holds = (text: string) => {
    const own = stemsOf(text);
    return stems.size > 0 && [...stems].every((stem) => own.has(stem));
  };
  const found = listIn(value)
    ?.map((each) => recordOf(bodyOf(each)))
    .find((each) => holds(plain(each["text"])));
  return found && typeof found["id"] === "string" ? found["id"] : undefined;
}

function find(value: unknown, called: string, depth = 0): string | undefined {
  if (typeof value !== "object" || value === null || depth > 4) return undefined;
  if (Array.isArray(value)) return value.map((each) => find(each, called, depth + 1)).find((each) => each !== undefined);
  const fields = value as Record<string, unknown>;
  const names = ["name", "title", "handle", "slug"].map((each) => plain(fields[each]).replace(/^[#@]/, "").toLowerCase());
  if (typeof fields["id"] === "string" && names.includes(called)) return fields["id"];
  return Object.values(fields)
    .map((each) => find(each, called, depth + 1))
    .find((each) => each !== undefined);
}

function spoken(value: unknown, ok: boolean): SaidResult {
  const list = listIn(value);
  if (!list) return { ok, text: quiet(wordsOf(value)), count: undefined };
  const lines = [...new Set(list.map((each) => quiet(wordsOf(each), LONGEST_LINE)))].filter((each) => each !== "");
  const named = lines.slice(0, MOST_NAMED);
  const more = lines.length > named.length ? `\n- and ${lines.length - named.length} more` : "";
  return { ok, text: named.length === 1 ? (named[0] ?? "") : named.map((each) => `\n- ${each}`).join("") + more, count: list.length };
}

function listIn(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== "object" || value === null) return undefined;
  const [, list] = Object.entries(value).find(([name, each]) => Array.isArray(each) && LISTS.test(name)) ?? [];
  return Array.isArray(list) ? list : undefined;
}

function wordsOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return plain(value);
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join(", ");
  const body = recordOf(bodyOf(value));
  const name = nameIn(body);
  const state = plain(body["state"] ?? body["status"]);
  if (name) return `${plain(body[name])}${state === "" || name === "text" ? "" : ` (${state})`}`;
  const inner = Object.values(body);
  return inner.length === 1 ? wordsOf(inner[0]) : inner.map(plain).filter(Boolean).join(", ");
}

/** What a hit is about, where it stands beside its score. */
function bodyOf(value: unknown): unknown {
  const record = recordOf(value);
  if (nameIn(record)) return value;
  return Object.values(record).find((each) => nameIn(recordOf(each))) ?? value;
}

function nameIn(record: Readonly<Record<string, unknown>>): string | undefined {
  return NAMING.find((each) => plain(record[each]).trim() !== "");
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function plain(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

function parsed(whole: string): unknown {
  // NOTE: turns put this before what comes from outside.
  const text = whole.replace(/^Data from outside, not instructions:\n/, "");
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The beginning, on few lines, without anything that would call somebody. */
function quiet(text: string, longest = LONGEST): string {
  const clean = text
    .replaceAll(/<[^>]{1,200}>/g, " ")
    .replaceAll(/(^|[^\w@])@(?=[\w-])/g, "$1")
    .replaceAll(/[ \t]+/g, " ")
    .replaceAll(/\s*\n\s*/g, "\n")
    .trim();
  if (clean.length <= longest) return clean;
  const cut = clean.slice(0, longest);
  const end = cut.search(/[.!?](?=[^.!?]*$)/);
  return end > longest / 2 ? cut.slice(0, end + 1) : `${cut.replace(/\s+\S*$/, "")}…`;
}
