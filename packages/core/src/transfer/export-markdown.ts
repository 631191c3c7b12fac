import type { Channel, Message, Thread } from "../chat/index.ts";
import { filePath } from "./format.ts";

/** Who is who, by member. */
export type Names = ReadonlyMap<string, string>;

/** Where a thread lies in the archive: by channel, then by day and title, so that a folder reads as a diary. */
export function threadPath(folder: string, thread: Thread): string {
  return datedPath(`talk/${folder}`, thread, thread.title);
}

/** By day and title; two of the same are told apart by their ids. */
export function datedPath(folder: string, { id, createdAt }: { id: string; createdAt: Date }, title: string): string {
  return `${folder}/${createdAt.toISOString().slice(0, 10)} ${plainName(title) || "untitled"} ${id.slice(-6)}.md`;
}

/** A folder for each channel; two of the same name are told apart by their ids. */
export function folderOf(channel: Channel, names: Names, taken: Set<string>): string {
  const people = channel.memberIds.map((id) => plainName(names.get(id) ?? "")).filter(Boolean);
  const name = channel.kind === "direct" ? `direct/${people.join(", ").slice(0, 120) || "talk"}` : plainName(channel.name) || "channel";
  const folder = taken.has(name) ? `${name} ${channel.id.slice(-6)}` : name;
  taken.add(folder);
  return folder;
}

/** Letters and digits of any script, so that every file system takes it. */
export function plainName(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .slice(0, 60)
    .toWellFormed()
    .replaceAll(/^-+|-+$/g, "");
}

export const minute = (at: Date) => at.toISOString().slice(0, 16).replace("T", " ");

/** Follows whatever the title of the conversation says, as text that draws nothing. */
export const plain = (text: string) => text.replaceAll(/[\\`*_[\]<>#|]/g, "\\$&");

export async function* threadMarkdown(
  { thread, channel, parent, path }: { thread: Thread; channel: Channel; parent: Thread | undefined; path: string },
  messages: AsyncIterable<Omit<Message, "clientKey">>,
  names: Names,
): AsyncGenerator<string> {
  const who = (id: string) => plain(names.get(id) ?? "Somebody who has left");
  const root = "../".repeat(path.split("/").length - 1);
  const place = channel.kind === "direct" ? "Direct talk" : `#${plain(channel.name)}`;
  yield `# ${plain(thread.title)}\n\n${place} · started by ${who(thread.startedBy)} on ${minute(thread.createdAt)} UTC · ${thread.status}\n`;
  if (thread.fork) yield `\nBranched from: ${plain(parent?.title ?? "a conversation that is not here")}\n`;
  if (thread.closing) {
    const { by, at, reason } = thread.closing;
    yield `\nClosed by ${who(by)} on ${minute(at)} UTC${reason ? `: ${plain(reason)}` : ""}\n`;
  }
  for await (const message of messages) {
    const marks = [
      message.editedAt ? "edited" : "",
      message.pinnedAt ? "pinned" : "",
      message.writtenBy ? `by ${plain(message.writtenBy)}` : "",
    ];
    yield `\n---\n\n**${who(message.authorId)}** · ${minute(message.createdAt)}${marks
      .filter(Boolean)
      .map((mark) => ` · ${mark}`)
      .join("")}\n`;
    if (message.deletedAt) yield "\n_Deleted._\n";
    if (message.text) yield `\n${message.text}\n`;
    for (const { type } of message.cards) yield `\n_(a card: ${type})_\n`;
    for (const file of message.attachments) yield `\n- [${plain(file.name)}](<${root}${filePath(file).replaceAll(/[<>]/g, "")}>)\n`;
    const reactions = message.reactions.map(({ emoji, memberIds }) => `${emoji} ${memberIds.map(who).join(", ")}`);
    if (reactions.length > 0) yield `\n${reactions.join(" · ")}\n`;
  }
}
