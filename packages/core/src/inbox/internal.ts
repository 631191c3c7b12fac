import { and, eq, sql } from "drizzle-orm";
import { channelMembers } from "../chat/tables.ts";
import { AppError, emit, type Tx } from "../platform/index.ts";
import { InboxEvents, type ThreadState } from "./model.ts";
import { readUpTo } from "./read-notifications.ts";
import { threadStates } from "./tables.ts";

type Row = typeof threadStates.$inferSelect;

export function toThreadState({ threadId, following, muted, lastReadMessageId }: Row): ThreadState {
  return { threadId, following, muted, lastReadMessageId };
}

type Change = Partial<Pick<Row, "following" | "chosen" | "muted" | "lastReadMessageId" | "unreadFromMessageId">>;
interface Place {
  memberId: string;
  threadId: string;
}

/** Writes the member's state of a thread and tells that member's tabs, when it changes anything. */
export async function saveState(tx: Tx, who: Place, decide: (before: Row | undefined) => Change): Promise<ThreadState> {
  const before = (await lockState(tx, who)) ?? (await makeState(tx, who));
  const change = decide(before.isNew ? undefined : before.row);
  const isSame = Object.entries(change).every(([key, value]) => before.row[key as keyof Row] === value);
  if (isSame && !before.isNew) return toThreadState(before.row);
  const state = toThreadState(isSame ? before.row : await updateState(tx, who, change));
  await emit(tx, InboxEvents.ThreadStateChanged, state, { memberId: who.memberId });
  if (change.lastReadMessageId) await readUpTo(tx, who.memberId, who.threadId, change.lastReadMessageId);
  return state;
}

interface Held {
  row: Row;
  isNew: boolean;
}
const stateOf = ({ memberId, threadId }: Place) => and(eq(threadStates.memberId, memberId), eq(threadStates.threadId, threadId));

async function lockState(tx: Tx, who: Place): Promise<Held | undefined> {
  const [row] = await tx.db.select().from(threadStates).where(stateOf(who)).for("update");
  return row && { row, isNew: false };
}

/** Of two who make it at once the second waits, and sees what the first wrote. */
async function makeState(tx: Tx, who: Place): Promise<Held> {
  const fresh = { workspaceId: tx.workspaceId, ...who, following: false };
  const [row] = await tx.db.insert(threadStates).values(fresh).onConflictDoNothing().returning();
  const held = row ? { row, isNew: true } : await lockState(tx, who);
  if (!held) throw new Error("a thread's state was not saved");
  return held;
}

async function updateState(tx: Tx, who: Place, change: Change): Promise<Row> {
  const [saved] = await tx.db.update(threadStates).set(change).where(stateOf(who)).returning();
  if (!saved) throw new Error("a thread's state was not saved");
  return saved;
}

export async function requireJoined(tx: Tx, channelId: string, otherwise = "You are not in such a channel."): Promise<void> {
  const mine = and(eq(channelMembers.channelId, channelId), eq(channelMembers.memberId, tx.actor.id));
  const [joined] = await tx.db.select({ channelId: channelMembers.channelId }).from(channelMembers).where(mine);
  if (!joined) throw new AppError("not_found", otherwise);
}

/** Who takes part in a thread, and what they have read of it by that. */
export interface Part {
  memberId: string;
  threadId: string;
  readMessageId?: string | undefined;
}

/** Follows for those who take part, unless they chose otherwise; what they read moves on only. Sent when called: what is sent after it sees that. */
export async function takePart(tx: Tx, parts: readonly Part[]): Promise<void> {
  const rows = new Map<string, typeof threadStates.$inferInsert>();
  for (const { memberId, threadId, readMessageId = null } of parts) {
    const key = `${memberId}/${threadId}`;
    const before = rows.get(key)?.lastReadMessageId ?? null;
    const lastReadMessageId = before !== null && (readMessageId === null || before > readMessageId) ? before : readMessageId;
    rows.set(key, { workspaceId: tx.workspaceId, memberId, threadId, following: true, lastReadMessageId });
  }
  if (rows.size === 0) return;
  const saved = await tx.db
    .insert(threadStates)
    .values([...rows.values()])
    .onConflictDoUpdate({
      target: [threadStates.memberId, threadStates.threadId],
      set: {
        following: sql`case when ${threadStates.chosen} then ${threadStates.following} else true end`,
        lastReadMessageId: sql`greatest(${threadStates.lastReadMessageId}, excluded.last_read_message_id)`,
        unreadFromMessageId: sql`case when excluded.last_read_message_id >= ${threadStates.unreadFromMessageId} then null
          else ${threadStates.unreadFromMessageId} end`,
      },
    })
    .returning()
    .execute();
  for (const row of saved) await emit(tx, InboxEvents.ThreadStateChanged, toThreadState(row), { memberId: row.memberId });
}
