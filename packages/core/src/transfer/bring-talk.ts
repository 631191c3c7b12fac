import type { Attachment } from "../files/index.ts";
import { addGuests } from "../identity/index.ts";
import { bringFile, filesIn } from "./bring-files.ts";
import { ChannelRecord, MemberRecord, MessageRecord, PATHS, ThreadRecord } from "./format.ts";
import { landBatch } from "./land-batch.ts";
import { messagesHere } from "./land-talk.ts";
import { fillChannel, openChannel, type Landing } from "./landing.ts";
import { presentMembers } from "./present-members.ts";
import { recordsOf } from "./records-of.ts";

/** By the moved id, what stands for it here. */
export type Exact = Map<string, string>;

const BATCH = 100;
/** Messages whose files are looked for together: so few that their uploads stay within what one person may have waiting. */
const LOOKED_FOR = 10;

/** People are known by their e-mail address, agents by their part; for the others a guest keeps the name. */
export async function bringMembers(landing: Landing, exact: Exact): Promise<void> {
  const { run, reporting } = landing;
  const here = await presentMembers(run.ctx);
  const records: MemberRecord[] = [];
  // Nothing stands for anything yet; an e-mail address is read as it is.
  for await (const record of recordsOf(landing, PATHS.members, MemberRecord, new Map())) records.push(record);
  for (let from = 0; from < records.length; from += BATCH) {
    const step = { name: `members/${from}`, what: "members" };
    const landed = await landBatch(landing, step, records.slice(from, from + BATCH), async (tx, batch) => {
      const found: [string, string][] = [];
      for (const { id, kind, name, handle, email, agent } of batch) {
        const known = agent ? here.byAgent.get(agent) : here.byEmail.get(email?.toLowerCase() ?? "");
        if (known) found.push([id, known]);
        else await addGuests(tx, [{ id, kind, name, handle, email }]);
      }
      return { found, guests: batch.length - found.length };
    });
    for (const { found, guests } of landed) {
      for (const [id, known] of found) exact.set(id, known);
      reporting.take("members who are here", found.length);
      reporting.take("members as guests", guests);
    }
  }
}

/** The channels that talk may go into. */
export async function bringChannels(landing: Landing, exact: Exact): Promise<ReadonlySet<string>> {
  const open = new Set<string>();
  for await (const channel of recordsOf(landing, PATHS.channels, ChannelRecord, exact)) {
    const channelId = await openChannel(landing, channel.id, channel);
    if (channelId === undefined) continue;
    open.add(channelId);
    if (channelId !== channel.id) exact.set(channel.id, channelId);
  }
  return open;
}

/** Fills channels in turn, as the lists of an export go. */
function fillInTurn(landing: Landing, kind: string, channels: ReadonlySet<string>) {
  const fillers = new Map<string, ReturnType<typeof fillChannel>>();
  let last: ReturnType<typeof fillChannel> | undefined;
  return {
    async of(channelId: string) {
      if (!channels.has(channelId)) return undefined;
      const filler = fillers.get(channelId) ?? fillChannel(landing, channelId, `${kind}/${channelId}`);
      fillers.set(channelId, filler);
      if (last !== filler) await last?.flush();
      last = filler;
      return filler;
    },
    end: async () => last?.flush(),
  };
}

export async function bringThreads(landing: Landing, exact: Exact, channels: ReadonlySet<string>): Promise<void> {
  const turns = fillInTurn(landing, "threads", channels);
  for await (const { messageCount: _, ...thread } of recordsOf(landing, PATHS.threads, ThreadRecord, exact)) {
    const filler = await turns.of(thread.channelId);
    if (filler) await filler.addThread(thread);
    else landing.reporting.leave("threads", "Their channel did not come along.");
  }
  await turns.end();
}

export async function bringMessages(landing: Landing, exact: Exact, channels: ReadonlySet<string>, all: number): Promise<void> {
  const { reporting, progress, run } = landing;
  const turns = fillInTurn(landing, "messages", channels);
  const files = filesIn(landing.archive);
  let waiting: MessageRecord[] = [];
  let count = 0;

  async function land(): Promise<void> {
    const batch = waiting;
    waiting = [];
    const carrying = batch.filter(({ attachments }) => attachments.length > 0).map(({ id }) => id);
    const here = await messagesHere(run.ctx, carrying);
    for (const { channelId, attachments, ...message } of batch) {
      const filler = await turns.of(channelId);
      const fileIds = await bringFiles(attachments, here.has(message.id));
      await filler?.addMessage({
        ...message,
        answerState: message.answerState === "writing" ? "interrupted" : message.answerState,
        fileIds,
      });
      // Files wait until the message that carries them is written, and may not become too many.
      if (attachments.length > 0) await filler?.flush();
    }
  }

  async function bringFiles(attachments: readonly Attachment[], isHere: boolean): Promise<string[]> {
    const ids: string[] = [];
    for (const attachment of attachments.slice(0, 10)) {
      const fileId = await bringFile(landing, files.get(attachment.fileId), attachment, isHere);
      if (fileId) ids.push(fileId);
    }
    return ids;
  }

  for await (const message of recordsOf(landing, PATHS.messages, MessageRecord, exact)) {
    count += 1;
    if (channels.has(message.channelId)) waiting.push(message);
    else reporting.leave("messages", "Their channel did not come along.");
    if (waiting.length >= LOOKED_FOR) await land();
    await progress(0.1 + 0.8 * Math.min(1, count / Math.max(all, 1)), `${count.toLocaleString("en")} messages read`);
  }
  await land();
  await turns.end();
}
