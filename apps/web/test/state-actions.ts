import type { Channel, Message, Thread } from "@openvibe/core/chat/model";
import { ORPCError } from "@orpc/client";
import type { LiveClient } from "./live-client.ts";

/** The same numbers for the same seed. */
export function seeded(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    chance: (share: number) => next() < share,
    below: (end: number) => Math.floor(next() * end),
    pick: <T>(list: readonly T[]): T | undefined => list[Math.floor(next() * list.length)],
  };
}
export type Random = ReturnType<typeof seeded>;

export interface Journal {
  /** Messages that a server has confirmed, by the sender's key. */
  confirmed: Map<string, string>;
  actions: number;
  refused: number;
  /** Answers that no expected fault explains. */
  broken: string[];
}

const EMOJI = ["👍", "🎉", "👀", "❤️"];
const SEND_ATTEMPTS = 200;

/** One thing that a person would do with what their tab shows. */
export async function act(
  client: LiveClient,
  random: Random,
  others: readonly LiveClient[],
  journal: Journal,
  name: string,
): Promise<void> {
  const channel = random.pick(client.channels().filter((each) => each.archivedAt === null));
  if (!channel) return;
  const thread = random.pick(client.threads(channel.id) ?? []);
  const message = thread && random.pick(client.messages(thread.id) ?? []);
  journal.actions += 1;
  try {
    await (message && random.chance(0.5)
      ? changeMessage(client, random, message, name)
      : thread && random.chance(0.75)
        ? talk(client, random, thread, journal, name)
        : arrange(client, random, channel, others, name));
  } catch (error) {
    journal.refused += 1;
    if (error instanceof ORPCError && error.status === 500) journal.broken.push(`${name}: ${error.message}`);
  }
}

async function changeMessage({ api, seat }: LiveClient, random: Random, message: Message, name: string): Promise<void> {
  const { id: messageId } = message;
  const mine = message.authorId === seat.memberId;
  const kind = random.below(mine ? 6 : 4);
  if (kind === 0) await api.chat.pinMessage({ messageId, pinned: random.chance(0.5) });
  else if (kind === 1) await api.chat.forkMessage({ messageId });
  else if (kind < 4) await api.chat.reactTo({ messageId, emoji: random.pick(EMOJI) ?? "👍", on: random.chance(0.7) });
  else if (kind === 4 || random.chance(0.5)) await api.chat.editMessage({ messageId, text: `edited by ${name}` });
  else await api.chat.deleteMessage({ messageId });
}

async function talk(client: LiveClient, random: Random, thread: Thread, journal: Journal, name: string): Promise<void> {
  const { api } = client;
  const threadId = thread.id;
  if (thread.fork && random.chance(0.15)) {
    if (thread.status !== "active") await api.chat.reopenThread({ threadId });
    else if (random.chance(0.5)) await api.chat.resolveFork({ threadId, outcome: { decision: `decided by ${name}` } });
    else await api.chat.abandonFork({ threadId, reason: name });
  } else if (random.chance(0.06)) await api.chat.renameThread({ threadId, title: `named by ${name}` });
  else if (random.chance(0.04)) await api.chat.pinThread({ threadId, pinned: random.chance(0.5) });
  else await send(client, threadId, journal, name);
}

/** As the outbox of the web app: under its own key again and again, until the server confirms or refuses it. */
async function send({ api }: LiveClient, threadId: string, journal: Journal, name: string): Promise<void> {
  const clientKey = `checked-${name}`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { id } = await api.chat.sendMessage({ threadId, text: `said by ${name}`, clientKey });
      journal.confirmed.set(clientKey, id);
      return;
    } catch (error) {
      const refused = error instanceof ORPCError && error.status < 500;
      if (refused || attempt === SEND_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function arrange(
  { api, seat }: LiveClient,
  random: Random,
  channel: Channel,
  others: readonly LiveClient[],
  name: string,
): Promise<void> {
  const channelId = channel.id;
  const other = random.pick(others)?.seat.memberId ?? seat.memberId;
  const kind = random.below(8);
  if (kind === 0) await api.chat.startThread({ channelId, text: `begun by ${name}` });
  else if (kind === 1) await api.chat.createChannel({ name: `private-${name}`.toLowerCase(), kind: "private" });
  else if (kind < 5) await api.chat.addToChannel({ channelId, memberIds: [other] });
  else if (kind === 5) await api.chat.removeFromChannel({ channelId, memberId: other });
  else await api.chat.leaveChannel({ channelId });
}
