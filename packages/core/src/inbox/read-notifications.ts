import { and, eq, isNull, lte, sql, type SQL } from "drizzle-orm";
import { emit, prepareStatement, type Tx } from "../platform/index.ts";
import { lockNotices } from "./lock-notices.ts";
import { InboxEvents } from "./model.ts";
import { notifications } from "./tables.ts";

/** Marks those of one member as read, and tells that member's tabs when there were any. */
export async function readNotifications(tx: Tx, memberId: string, which: SQL | undefined, threadId: string | null): Promise<void> {
  await lockNotices(tx, [memberId]);
  const read = await tx.db
    .update(notifications)
    .set({ readAt: tx.clockNow })
    .where(and(eq(notifications.memberId, memberId), isNull(notifications.readAt), which))
    .returning({ id: notifications.id });
  if (read.length > 0) await emit(tx, InboxEvents.NotificationsRead, { threadId }, { memberId });
}

const readOfThread = prepareStatement((db) =>
  db
    .update(notifications)
    .set({ readAt: sql`${sql.placeholder("at")}::timestamptz` })
    .where(
      and(
        eq(notifications.memberId, sql.placeholder("memberId")),
        eq(notifications.threadId, sql.placeholder("threadId")),
        lte(notifications.messageId, sql.placeholder("messageId")),
        isNull(notifications.readAt),
      ),
    )
    .returning({ id: notifications.id }),
);

/** What was read needs to be told no more. */
export async function readUpTo(tx: Tx, memberId: string, threadId: string, messageId: string): Promise<void> {
  await readAllUpTo(tx, [{ memberId, threadId, messageId }]);
}

/** The same for what several people have read. */
export async function readAllUpTo(tx: Tx, places: readonly { memberId: string; threadId: string; messageId: string }[]): Promise<void> {
  if (places.length === 0) return;
  const at = tx.clockNow.toISOString();
  const memberIds = places.map(({ memberId }) => memberId);
  const [, ...read] = await Promise.all([
    lockNotices(tx, memberIds),
    ...places.map(async (place) => ({ ...place, notices: await readOfThread(tx.db, { ...place, at }) })),
  ]);
  for (const { memberId, threadId, notices } of read)
    if (notices.length > 0) await emit(tx, InboxEvents.NotificationsRead, { threadId }, { memberId });
}
