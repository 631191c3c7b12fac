import { eq, inArray, sql } from "drizzle-orm";
import { messages } from "../chat/tables.ts";
import type { Context } from "../platform/index.ts";
import type { Run } from "../runs/index.ts";
import type { Archive } from "../archives/index.ts";
import type { ImportedIds } from "./imported-ids.ts";
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

/** Ids of those of the messages that are here already. */
export async function messagesHere(ctx: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await ctx.db
    .select({ id: messages.id })
    .from(messages)
    .where(inArray(messages.id, [...ids]));
  return new Set(rows.map(({ id }) => id));
}

/** The channel that talk goes into; what cannot be filled is told and gives undefined. */
export async function openChannel(
  { run, transferId, reporting }: Landing,
  name: string,
  channel: ImportedChannel,
): Promise<string | undefined> {
  const landed = await run.writeStep(`channel/${name}`, "transfer:import", async (tx) => {
    const earlier = await tx.db.select({ made: transfers.madeChannelIds }).from(transfers).where(eq(transfers.kind, "import"));
    const made = new Set(earlier.flatMap((row) => row.made));
    const place = await landChannel(tx, channel, (id) => made.has(id));
    if (place?.isNew && channel.kind !== "public")
      await tx.db
        .update(transfers)
        .set({ madeChannelIds: sql`array_append(${transfers.madeChannelIds}, ${place.channelId})` })
        .where(eq(transfers.id, transferId));
    return place ?? null;
  });
  const what = channel.kind === "direct" ? "direct talk" : "channels";
  if (landed?.isNew) reporting.take(what);
  else if (landed) reporting.take(`${what} that were here`);
  else if (channel.kind === "direct") reporting.leave("direct talk", "None of its people is here, or it is here and you are not in it.");
  else reporting.leave("private channels", "They are here already, and you are not in them.");
  return landed?.channelId;
}

/** Gathers talk of one channel and writes it batch by batch; each batch is written once, however often the import is started again. */
export function fillChannel(landing: Landing, channelId: string, name: string) {
  const { run, reporting } = landing;
  let threads: ImportedThread[] = [];
  let said: ImportedMessage[] = [];

  async function flush(): Promise<void> {
    if (threads.length + said.length === 0) return;
    const input = { channelId, threads, messages: said };
    threads = [];
    said = [];
    const first = input.threads[0]?.id ?? input.messages[0]?.id ?? "";
    const taken: TalkTaken = await run.writeStep(
      `talk/${name}/${first}/${input.threads.length + input.messages.length}`,
      "transfer:import",
      (tx) => landTalk(tx, input),
    );
    const lost = (all: number, { added, known }: { added: number; known: number }) => all - added - known;
    reporting.take("threads", taken.threads.added);
    reporting.take("messages", taken.messages.added);
    reporting.take("messages that were here", taken.messages.known);
    reporting.leave("threads", "Their ids belong to something else.", lost(input.threads.length, taken.threads));
    reporting.leave("messages", "Their thread is not in the archive, or in another channel.", lost(input.messages.length, taken.messages));
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
