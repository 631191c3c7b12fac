import { MESSAGE_LIMIT, titleFrom, type Reaction } from "../../chat/index.ts";
import { storable, type ImportedIds } from "../imported-ids.ts";
import type { ImportedMessage, ImportedThread } from "../land-talk.ts";
import type { Reporting } from "../report.ts";
import { emojiOf } from "./slack-emoji.ts";
import { orderIn, timeOf, type SlackMessage } from "./slack-format.ts";
import type { SlackPeople } from "./slack-people.ts";
import { wholeText, type Named } from "./slack-text.ts";

/** What one message of Slack becomes: of a long one several. */
export interface SlackSaid {
  thread: ImportedThread;
  messages: ImportedMessage[];
}

/** Parts of one message, so that their order in a moment is theirs. */
const MOST_PARTS = 8;

/**
 * A message with its answers is a thread; all else that was said in a channel on one day is one thread of that day. Undefined for what says
 * nothing.
 */
export function talkOf(
  given: { message: SlackMessage; channelId: string; slackChannel: string; authorId: string },
  { ids, people, named, reporting }: { ids: ImportedIds; people: SlackPeople; named: Named; reporting: Reporting },
): SlackSaid | undefined {
  const { message, channelId, slackChannel, authorId } = given;
  const at = timeOf(message.ts);
  const isDeleted = message.subtype === "tombstone";
  const text = isDeleted ? "" : storable(wholeText(message, named));
  if (text === "" && !isDeleted) {
    reporting.leave("messages", "They have no text and no file.");
    return undefined;
  }
  const files = message.files?.filter(({ mode }) => mode !== "tombstone") ?? [];
  reporting.leave("files", "Slack's archive holds none. They stay with Slack, and messages link to them there.", files.length);
  const thread = threadOf(message, text, { ids, channelId, slackChannel, startedBy: authorId });
  const mentioned = [...(message.text ?? "").matchAll(/<@([A-Z0-9]+)/g)].flatMap(([, user = ""]) => people.member(user) ?? []);
  const messages = partsOf(text).map((part, index): ImportedMessage => ({
    id: ids.make("msg", at, `${slackChannel}/${message.ts}/${index}`, orderIn(message.ts) * MOST_PARTS + index),
    threadId: thread.id,
    authorId,
    keyId: null,
    text: part,
    cards: [],
    fileIds: [],
    edits: [],
    reactions: index === 0 ? reactionsOf(message, people, reporting) : [],
    mentions: index === 0 ? [...new Set(mentioned)].slice(0, 50) : [],
    writtenBy: null,
    insteadOf: null,
    answerState: null,
    quiet: false,
    createdAt: at,
    editedAt: message.edited ? timeOf(message.edited.ts ?? message.ts) : null,
    deletedAt: isDeleted ? at : null,
    pinnedAt: index === 0 && message.pinned_to?.includes(slackChannel) ? at : null,
  }));
  return { thread, messages };
}

function threadOf(
  { ts, thread_ts }: SlackMessage,
  text: string,
  { ids, channelId, slackChannel, startedBy }: { ids: ImportedIds; channelId: string; slackChannel: string; startedBy: string },
): ImportedThread {
  const day = timeOf(ts).toISOString().slice(0, 10);
  const createdAt = thread_ts ? timeOf(thread_ts) : new Date(`${day}T00:00:00Z`);
  const dayTitle = createdAt.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return {
    id: ids.make("thr", createdAt, `${slackChannel}/${thread_ts ?? day}`, thread_ts ? orderIn(thread_ts) : 0),
    channelId,
    title: thread_ts ? titleFrom(text) || dayTitle : dayTitle,
    titledBy: "person",
    startedBy,
    status: "active",
    fork: null,
    closing: null,
    lastMessageAt: createdAt,
    pinnedAt: null,
    createdAt,
  };
}

function reactionsOf(message: SlackMessage, people: SlackPeople, reporting: Reporting): Reaction[] {
  const byEmoji = new Map<string, string[]>();
  for (const { name, users } of message.reactions ?? []) {
    const emoji = emojiOf(name);
    if (!emoji) {
      reporting.leave("reactions", "Their pictures are Slack's or the workspace's own.", Math.max(users.length, 1));
      continue;
    }
    byEmoji.set(emoji, [...(byEmoji.get(emoji) ?? []), ...users.flatMap((user) => people.member(user) ?? [])]);
  }
  return [...byEmoji]
    .map(([emoji, memberIds]) => ({ emoji, memberIds: [...new Set(memberIds)] }))
    .filter((each) => each.memberIds.length > 0);
}

/** Within what a message of ours holds, cut between lines where there is one. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > MESSAGE_LIMIT && parts.length < MOST_PARTS - 1) {
    const line = rest.lastIndexOf("\n", MESSAGE_LIMIT);
    const end = line > MESSAGE_LIMIT / 2 ? line : rest.slice(0, MESSAGE_LIMIT).replace(/[\ud800-\udbff]$/, "").length;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...parts, rest.slice(0, MESSAGE_LIMIT).toWellFormed()];
}
