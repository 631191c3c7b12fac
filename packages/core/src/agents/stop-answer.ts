import { liveAnswersOf, sayStopped } from "../activity/index.ts";
import { withdrawApprovals } from "../approvals/index.ts";
import { changeAnswer, getMessage, type Message } from "../chat/index.ts";
import { write, type Context } from "../platform/index.ts";
import { closedChannelOf, fetchAnswer } from "./internal.ts";
import type { StopAnswer } from "./model.ts";

/** Ends an answer that is being written and keeps what was said so far. One that has ended already stays as it is. */
export function stopAnswer(ctx: Context, { messageId }: StopAnswer): Promise<Message> {
  return write(ctx, "chat:write", async (tx) => {
    const said = liveAnswersOf(tx.platform).textOf(messageId);
    const stopped = await changeAnswer(tx, messageId, ({ text, answerState }) =>
      answerState === "writing" ? { text: said.startsWith(text) ? said.toWellFormed() : text, answerState: "stopped" } : undefined,
    );
    const message = stopped ?? (await getMessage(tx, { messageId }));
    const { taskId } = await fetchAnswer(tx, messageId);
    if (stopped && taskId !== "") await withdrawApprovals(tx, taskId);
    const where = { workspaceId: tx.workspaceId, channelId: await closedChannelOf(tx, message.threadId) };
    if (stopped) tx.afterCommit(() => sayStopped(tx.platform, where, messageId));
    return message;
  });
}
