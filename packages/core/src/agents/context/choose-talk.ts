import { listMessages, type Message } from "../../chat/index.ts";
import type { Context } from "../../platform/index.ts";
import { plainFileName } from "../../screening/index.ts";

/** A token is taken for four characters. */
const CHARACTERS_PER_TOKEN = 4;
const PAGE = 100;
/** So far back a thread is looked through, however long it is. */
const MOST_READ = 300;
const MOST_WHOLE = 40;
const LONGEST_MESSAGE = 8_000;
const LONGEST_LINE = 160;

export const TALK_TOKENS = 8_000;
const EARLIER_TOKENS = 1_500;

export const tokensOf = (text: string): number => Math.ceil(text.length / CHARACTERS_PER_TOKEN);

export interface ChosenTalk {
  /** Oldest first, each whole. */
  whole: Message[];
  /** Oldest first, of which a line is given. */
  earlier: Message[];
  /** All that was looked at and is not given whole, oldest first. */
  before: Message[];
  /** The thread goes further back than was looked at. */
  further: boolean;
}

/** Of a thread up to the question: the newest whole, those before by their first words, within a budget; the rest is left out. */
export async function chooseTalk(agent: Context, of: { threadId: string; questionId: string }): Promise<ChosenTalk> {
  const { threadId, questionId } = of;
  let read: Message[] = [];
  let cursor: string | undefined;
  do {
    const page = await listMessages(agent, { threadId, limit: PAGE, cursor });
    read = [...page.items.filter((message) => isTalk(message) && message.id <= questionId), ...read];
    cursor = page.nextCursor;
  } while (cursor !== undefined && read.length < MOST_READ);
  const newestFirst = read.toReversed();
  const whole: Message[] = [];
  let left = TALK_TOKENS;
  for (const message of newestFirst) {
    const cost = tokensOf(wordsOf(message));
    if (whole.length > 0 && (cost > left || whole.length >= MOST_WHOLE)) break;
    whole.push(message);
    left -= cost;
  }
  const earlier: Message[] = [];
  let room = EARLIER_TOKENS;
  for (const message of newestFirst.slice(whole.length)) {
    room -= tokensOf(lineOf(message)) + tokensOf(message.id) + 4;
    if (room < 0) break;
    earlier.push(message);
  }
  const before = newestFirst.slice(whole.length).toReversed();
  return { whole: whole.toReversed(), earlier: earlier.toReversed(), before, further: cursor !== undefined };
}

/** What was said after a message, or from the very beginning on, up to another: oldest first, and at once no more than is looked through. */
export async function readOn(
  agent: Context,
  { threadId, after, upToId, most = MOST_READ }: { threadId: string; after: string | undefined; upToId: string; most?: number },
): Promise<Message[]> {
  const read: Message[] = [];
  let cursor = after;
  do {
    const page = await listMessages(agent, { threadId, direction: "newer", limit: Math.min(PAGE, most), cursor });
    read.push(...page.items.filter((message) => isTalk(message) && message.id <= upToId));
    cursor = page.nextCursor;
  } while (cursor !== undefined && cursor < upToId && read.length < most);
  return read;
}

/** A message of files alone is given by their names. */
export const wordsOf = ({ text, attachments }: Message): string =>
  (text.trim() === "" ? `(${attachments.map(({ name }) => plainFileName(name)).join(", ")})` : text)
    .slice(0, LONGEST_MESSAGE)
    .toWellFormed();

export function lineOf(message: Message): string {
  const line = wordsOf(message).replaceAll(/\s+/g, " ").trim();
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 1).toWellFormed()}…` : line;
}

/** NOTE: what a plan and a request for approval say is not talk: they repeat what stands elsewhere. */
const isTalk = ({ deletedAt, text, attachments, answerState, cards }: Message) =>
  deletedAt === null &&
  (text.trim() !== "" || attachments.length > 0) &&
  answerState !== "writing" &&
  !cards.some(({ type }) => type === "approval" || type === "plan");
