import { asHandle, type Member } from "@openvibe/core/identity/model";
import { isIntegration } from "../identity/is-integration.ts";
import { EMOJI } from "./message/emoji.ts";

/** What is being typed just before the caret: `@name`, `#channel` or `:emoji`. */
export interface CompletionDraft {
  sign: "@" | "#" | ":";
  /** Where the sign stands. */
  start: number;
  query: string;
}

export function draftAt(text: string, caret: number): CompletionDraft | undefined {
  const before = text.slice(0, caret);
  const match = /(?:^|[\s(])([@#])([\p{L}\p{M}\p{N}_-]*)$/u.exec(before) ?? /(?:^|[\s(])(:)([a-z]{2,})$/i.exec(before);
  if (!match) return undefined;
  const query = match[2] ?? "";
  return { sign: match[1] as CompletionDraft["sign"], start: caret - query.length - 1, query: query.toLowerCase() };
}

export function complete(text: string, caret: number, draft: CompletionDraft, inserted: string): { text: string; caret: number } {
  const before = `${text.slice(0, draft.start)}${inserted} `;
  return { text: before + text.slice(caret).replace(/^ /, ""), caret: before.length };
}

/** Who can be called; those whose name or handle begins so before those who have it in the middle. */
export function membersFor(members: readonly Member[], query: string, most: number): Member[] {
  const start = asHandle(query);
  const begins = ({ handle, name }: Member) => handle.startsWith(start) || asHandle(name).startsWith(start);
  const found = members.filter((member) => !isIntegration(member) && (begins(member) || asHandle(member.name).includes(start)));
  return found.toSorted((one, other) => Number(begins(other)) - Number(begins(one))).slice(0, most);
}

export function emojiFor(query: string, most: number): { emoji: string; words: string }[] {
  return EMOJI.flatMap(({ items }) => items)
    .filter(([, words]) => words.split(" ").some((word) => word.startsWith(query)))
    .slice(0, most)
    .map(([emoji, words]) => ({ emoji, words }));
}
