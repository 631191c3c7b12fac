import { and, desc, eq, exists, isNull, lt, not, or, sql } from "drizzle-orm";
import { alias, QueryBuilder } from "drizzle-orm/pg-core";
import type { Tx } from "../platform/index.ts";
import { hold } from "./hold.ts";
import { emitIn, titleFrom, toThread } from "./internal.ts";
import { ChatEvents, type Channel, type Message, type Thread } from "./model.ts";
import { GONE } from "./quotes-model.ts";
import { messages, threads } from "./tables.ts";

/**
 * The threads that are titled by the words of the message, or were once: the one it opened, and its forks. Held with the message before
 * anything is written, so that the log tells of their changes in the order they were made; forks first, as where they are resolved.
 */
export async function lockTitledBy(tx: Tx, messageId: string): Promise<Thread[]> {
  // The message first: who branches from it is done then, and all its forks are seen.
  await hold(tx, [messageId]);
  await hold(
    tx,
    (await titledBy(tx, messageId)).map(({ thread }) => thread.id),
  );
  const rows = await titledBy(tx, messageId).for("update", { of: threads });
  return rows.map(({ thread }) => toThread(thread));
}

function titledBy(tx: Tx, messageId: string) {
  const earlier = alias(messages, "earlier");
  const before = new QueryBuilder()
    .select({ one: sql`1` })
    .from(earlier)
    .where(and(eq(earlier.threadId, messages.threadId), lt(earlier.id, messages.id)));
  return tx.db
    .select({ thread: threads })
    .from(messages)
    .innerJoin(
      threads,
      or(
        and(eq(threads.parentThreadId, messages.threadId), eq(threads.forkedFromMessageId, messages.id)),
        and(eq(threads.id, messages.threadId), isNull(threads.parentThreadId), not(exists(before))),
      ),
    )
    .where(eq(messages.id, messageId))
    .orderBy(desc(threads.id));
}

/**
 * Their titles change with the message, as far as nobody gave them one: what was taken back does not stay in a title. Gives the titles of all
 * of them, by id.
 */
export async function retitle(tx: Tx, channel: Channel, titled: readonly Thread[], message: Message): Promise<Record<string, string>> {
  const titles: Record<string, string> = {};
  for (const thread of titled) {
    const opening = message.deletedAt ? GONE : openingTitle(message) || thread.title;
    const title = thread.titledBy === "opening" ? opening : thread.title;
    titles[thread.id] = title;
    if (title === thread.title) continue;
    await tx.db.update(threads).set({ title }).where(eq(threads.id, thread.id));
    await emitIn(tx, channel, ChatEvents.ThreadChanged, { ...thread, title });
  }
  return titles;
}

/** From what was said, or from the file that came without a word. */
export function openingTitle(message: Message): string {
  return titleFrom(message.text) || titleFrom(message.attachments[0]?.name ?? "");
}
