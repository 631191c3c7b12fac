import { and, eq, inArray, isNotNull, type SQL } from "drizzle-orm";
import type { Tx } from "../platform/index.ts";
import { notifications, outboxMails } from "./tables.ts";

const EMPTY = "Something that this mail told of was deleted, and what the mail said with it.";

/** Of mails that were kept here; those that a mail server has are out of reach. */
export async function emptyMails(tx: Tx, mailIds: readonly string[]): Promise<void> {
  if (mailIds.length === 0) return;
  await tx.db
    .update(outboxMails)
    .set({ text: EMPTY, html: `<!doctype html><html lang="en"><body><p>${EMPTY}</p></body></html>` })
    .where(and(eq(outboxMails.workspaceId, tx.workspaceId), inArray(outboxMails.id, [...mailIds])));
}

/** Mails that named these threads. */
export async function emptyMailsAbout(tx: Tx, threadIds: readonly string[]): Promise<void> {
  if (threadIds.length > 0) await emptyThose(tx, inArray(notifications.threadId, [...threadIds]));
}

/** Mails that told of a message whose words are gone, while it stays itself. */
export async function emptyMailsOf(tx: Tx, { threadId, messageId }: { threadId: string; messageId: string }): Promise<void> {
  await emptyThose(tx, and(eq(notifications.threadId, threadId), eq(notifications.messageId, messageId)));
}

async function emptyThose(tx: Tx, told: SQL | undefined): Promise<void> {
  const mails = await tx.db
    .selectDistinct({ mailId: notifications.mailId })
    .from(notifications)
    .where(and(told, isNotNull(notifications.mailId)));
  await emptyMails(
    tx,
    mails.flatMap(({ mailId }) => mailId ?? []),
  );
}
