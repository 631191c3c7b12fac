import { and, eq, gte } from "drizzle-orm";
import { getMessage } from "../../chat/index.ts";
import { AppError, type Tx } from "../../platform/index.ts";
import { forgetQuoting } from "../../turns/index.ts";
import { threadSummaries } from "../tables.ts";

/** What a message said is gone, and so is every summary that covers it, with the transcripts that were given one. */
export async function forgetSummaries(tx: Tx, messageId: string): Promise<void> {
  const message = await getMessage(tx, { messageId }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return undefined;
    throw error;
  });
  if (!message) return;
  const gone = await tx.db
    .delete(threadSummaries)
    .where(and(eq(threadSummaries.threadId, message.threadId), gte(threadSummaries.upToId, messageId)))
    .returning({ id: threadSummaries.id });
  await forgetQuoting(
    tx,
    gone.map(({ id }) => id),
  );
}
