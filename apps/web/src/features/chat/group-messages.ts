import { postedBy, type Message } from "@openvibe/core/chat/model";

const APART_MS = 5 * 60_000;

export interface MessageGroup {
  /** Stays with its messages when others come before or after them. */
  key: string;
  authorId: string;
  /** Set where a new day begins. */
  day: Date | undefined;
  messages: Message[];
}

/**
 * Messages of one author in a row share one header, until a pause or a new day. What was shown `before` keeps its keys, and a group in which
 * nothing changed is the same object.
 */
export function groupMessages(messages: readonly Message[], before: readonly MessageGroup[] = []): MessageGroup[] {
  const groups: MessageGroup[] = [];
  let last: Message | undefined;
  for (const message of messages) {
    const newDay = last?.createdAt.toDateString() !== message.createdAt.toDateString();
    const group = groups.at(-1);
    const continues =
      group &&
      last &&
      !newDay &&
      last.authorId === message.authorId &&
      last.writtenBy === message.writtenBy &&
      last.keyId === message.keyId &&
      postedBy(last) === postedBy(message) &&
      message.createdAt.getTime() - last.createdAt.getTime() < APART_MS;
    if (continues) group.messages.push(message);
    else groups.push({ key: message.id, authorId: message.authorId, day: newDay ? message.createdAt : undefined, messages: [message] });
    last = message;
  }
  return keepKnown(groups, before);
}

function keepKnown(groups: MessageGroup[], before: readonly MessageGroup[]): MessageGroup[] {
  const known = new Map(before.flatMap((group) => group.messages.map(({ id }) => [id, group] as const)));
  const taken = new Set<string>();
  return groups.map((group) => {
    const ids = group.messages.map(({ id }) => id);
    const was = ids.map((id) => known.get(id)).find((each) => each !== undefined && !taken.has(each.key));
    const kept = was && isSame(was, group) ? was : { ...group, key: was?.key ?? ids.find((id) => !taken.has(id)) ?? group.key };
    taken.add(kept.key);
    return kept;
  });
}

function isSame(one: MessageGroup, other: MessageGroup): boolean {
  return (
    one.day?.getTime() === other.day?.getTime() &&
    one.messages.length === other.messages.length &&
    one.messages.every((message, index) => message === other.messages[index])
  );
}
