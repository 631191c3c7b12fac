import { AppError, write, type Context } from "../platform/index.ts";
import { emitIn, fetchThread } from "./internal.ts";
import { lockTalk, moved, settleThread } from "./lock-thread.ts";
import { ChatEvents, type ResolveThread, type Thread } from "./model.ts";
import { postOutcome } from "./post-outcome.ts";

/** Marks a thread that is no fork as settled, and posts its outcome, where there is one, at its end. The next message opens it again. */
export function resolveThread(ctx: Context, input: ResolveThread): Promise<Thread> {
  return write(ctx, "chat:write", async (tx) => {
    const talk = await lockTalk(tx, input.threadId);
    const { thread, channel } = talk;
    if (thread.fork) throw new AppError("conflict", "A side conversation is resolved with the outcome that it brings home.");
    const status = moved(thread, "resolve");
    const posted = input.outcome ? await postOutcome(tx, thread, talk, input.outcome) : { outcome: null, message: null };
    const closing = { by: tx.actor.id, at: tx.clockNow, reason: "", outcomeMessageId: posted.message?.id ?? null };
    await settleThread(tx, thread, status, closing);
    const closed = await fetchThread(tx, thread.id);
    await emitIn(tx, channel, ChatEvents.ThreadResolved, { thread: closed, ...posted });
    return closed;
  });
}
