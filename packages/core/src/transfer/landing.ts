import { eq, sql } from "drizzle-orm";
import type { Tx } from "../platform/index.ts";
import type { Run } from "../runs/index.ts";
import type { Archive } from "../archives/index.ts";
import type { ImportedIds } from "./imported-ids.ts";
import { landBatch } from "./land-batch.ts";
import { landChannel, type ImportedChannel } from "./land-channel.ts";
import { landTalk, type ImportedMessage, type ImportedThread, type TalkTaken } from "./land-talk.ts";
import type { Reporting } from "./report.ts";
import { transfers } from "./tables.ts";

const BATCH = 200;

/** One import on its way. */
export interface Landing {
  transferId: string;
  run: Run;
  archive: Archive;
  ids: ImportedIds;
  reporting: Reporting;
  progress: (share: number, note: string) => Promise<void>;
}

/** The channel that talk goes into; what cannot be filled is told and gives undefined. */
export async function openChannel(landing: Landing, name: string, channel: ImportedChannel): Promise<string | undefined> {
  const { reporting } = landing;
  const what = channel.kind === "direct" ? "direct conversations" : "channels";
  const land = async (tx: Tx) => {
    const earlier = await tx.db.select({ made: transfers.madeChannelIds }).from(transfers).where(eq(transfers.kind, "import"));
    const made = new Set(earlier.flatMap((row) => row.made));
    const place = await landChannel(tx, channel, (id) => made.has(id));
    if (place?.isNew && channel.kind !== "public")
      await tx.db
        .update(transfers)
        .set({ madeChannelIds: sql`array_append(${transfers.madeChannelIds}, ${place.channelId})` })
        .where(eq(transfers.id, landing.transferId));
    return place ?? null;
  };
  const [landed] = await landBatch(landing, { name: `channel/${name}`, what }, [channel], land);
  if (landed === undefined) return undefined;
  if (landed?.isNew) reporting.take(what);
  else if (landed) reporting.take(`${what} that were here`);
  else if (channel.kind === "direct") reporting.leave("direct talk", "None of its people is here, or it is here and you are not in it.");
  else reporting.leave("private channels", "They are here already, and you are not in them.");
  return landed?.channelId;
}

interface Said {
  thread?: ImportedThread;
  message?: ImportedMessage;
}

/** Gathers talk of one channel and writes it batch by batch; each batch is written once, however often the import is started again. */
export function fillChannel(landing: Landing, channelId: string, name: string) {
  const { reporting } = landing;
  let threads: ImportedThread[] = [];
  let said: ImportedMessage[] = [];

  async function flush(): Promise<void> {
    if (threads.length + said.length === 0) return;
    const talk = { threads, messages: said };
    threads = [];
    said = [];
    const first = talk.threads[0]?.id ?? talk.messages[0]?.id ?? "";
    const rows: Said[] = [...talk.threads.map((thread) => ({ thread })), ...talk.messages.map((message) => ({ message }))];
    const step = { name: `talk/${name}/${first}/${rows.length}`, what: "messages and threads" };
    const landed = await landBatch(landing, step, rows, async (tx, part) => {
      const [into, words] = [part.flatMap(({ thread }) => thread ?? []), part.flatMap(({ message }) => message ?? [])];
      const taken = await landTalk(tx, { channelId, threads: into, messages: words });
      return { taken, all: { threads: into.length, messages: words.length } };
    });
    for (const { taken, all } of landed) tell(taken, all);
  }

  function tell(taken: TalkTaken, all: { threads: number; messages: number }): void {
    const lost = (given: number, { added, known }: { added: number; known: number }) => given - added - known;
    reporting.take("threads", taken.threads.added);
    reporting.take("messages", taken.messages.added);
    reporting.take("messages that were here", taken.messages.known);
    reporting.leave("threads", "Their ids belong to something else.", lost(all.threads, taken.threads));
    reporting.leave("messages", "Their thread is not in the archive, or in another channel.", lost(all.messages, taken.messages));
  }

  return {
    async addThread(thread: ImportedThread): Promise<void> {
      threads.push(thread);
      if (threads.length >= BATCH) await flush();
    },
    async addMessage(message: ImportedMessage): Promise<void> {
      said.push(message);
      if (said.length >= BATCH) await flush();
    },
    flush,
  };
}
