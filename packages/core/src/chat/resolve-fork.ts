import { AppError, write, type Context } from "../platform/index.ts";
import { emitIn, fetchThread } from "./internal.ts";
import { lockTalk, moved, settleThread } from "./lock-thread.ts";
import { ChatEvents, type Message, type ResolveFork, type Thread } from "./model.ts";
import { postOutcome } from "./post-outcome.ts";

/** Closes a fork and posts its outcome where it branched off, quietly. Forks of it that are open stay open, and can be resolved into it later. */
export function resolveFork(ctx: Context, input: ResolveFork): Promise<{ thread: Thread; message: Message }> {
  return write(ctx, "chat:write", async (tx) => {
    const { thread, channel } = await lockTalk(tx, input.threadId);
    if (!thread.fork) throw new AppError("conflict", "This is no side conversation: resolve the thread itself.");
    const status = moved(thread, "resolve");
    const parent = await fetchThread(tx, thread.fork.parentThreadId);
    const { outcome, message } = await postOutcome(tx, thread, { thread: parent, channel }, input.outcome);
    const closing = { by: tx.actor.id, at: tx.clockNow, reason: "", outcomeMessageId: message.id };
    const closed = await settleThread(tx, thread, status, closing);
    await emitIn(tx, channel, ChatEvents.ForkResolved, { thread: closed, outcome, message });
    return { thread: closed, message };
  });
}
