import { and, eq } from "drizzle-orm";
import { AppError, type Tx } from "../platform/index.ts";
import { fetchTalk, toThread, type Talk } from "./internal.ts";
import { isHeld } from "./hold.ts";
import type { Closing, Thread, ThreadStatus } from "./model.ts";
import { next, type ThreadMove } from "./states.ts";
import { threads } from "./tables.ts";

/** The thread with its channel, held until the transaction ends: of two who close it at once the second sees what the first did. */
export async function lockTalk(tx: Tx, threadId: string): Promise<Talk> {
  const { channel } = await fetchTalk(tx, threadId);
  if (channel.archivedAt) throw new AppError("conflict", `#${channel.name} is archived. Bring it back to go on in it.`);
  const [row] = await tx.db
    .select()
    .from(threads)
    .where(and(isHeld(threadId), eq(threads.id, threadId)))
    .for("update");
  if (!row) throw new AppError("not_found", "There is no such thread in this workspace.");
  return { thread: toThread(row), channel };
}

const REFUSED: Record<ThreadMove, string> = {
  write: "Reopen it to go on.",
  resolve: "Reopen it to resolve it again.",
  undo: "There is no resolution to take back.",
  abandon: "It has ended already.",
  archive: "It has ended already.",
  reopen: "It is open; write in it.",
};

/** The status that the move leads to; refused where it is not allowed. */
export function moved(thread: Thread, move: ThreadMove): ThreadStatus {
  const status = next({ status: thread.status, isFork: thread.fork !== null }, move);
  if (status) return status;
  if (!thread.fork && move === "abandon")
    throw new AppError("conflict", "Only a side conversation can be abandoned; resolve the thread, or put it away.");
  throw new AppError("conflict", `This conversation is ${thread.status}. ${REFUSED[move]}`);
}

/** Stores how a thread stands, and returns it so. */
export async function settleThread(tx: Tx, thread: Thread, status: ThreadStatus, closing: Closing | null): Promise<Thread> {
  await tx.db
    .update(threads)
    .set({
      status,
      closedBy: closing?.by ?? null,
      closedAt: closing?.at ?? null,
      closeReason: closing?.reason ?? "",
      outcomeMessageId: closing?.outcomeMessageId ?? null,
    })
    .where(eq(threads.id, thread.id));
  return { ...thread, status, closing };
}
