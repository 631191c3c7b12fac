import { newId, write, type Context } from "../platform/index.ts";
import { addMessage } from "./add-message.ts";
import { findPosted } from "./find-posted.ts";
import { hold } from "./hold.ts";
import { emitIn, fetchChannel, fetchTalk, titleFrom } from "./internal.ts";
import { ChatEvents, type Message, type StartThread, type Thread } from "./model.ts";
import { lockTitledBy, retitle } from "./retitle-opening.ts";
import { threads } from "./tables.ts";

const UNTITLED = "Untitled";

/** Opens a thread with its first message. The same `clientKey` twice gives the thread that is there. */
export function startThread(ctx: Context, input: StartThread): Promise<{ thread: Thread; message: Message }> {
  return write(ctx, "chat:write", async (tx) => {
    const channel = await fetchChannel(tx, input.channelId);
    if (input.clientKey) {
      // NOTE: of two with one key at the same moment, as from a page that asks again, the second waits and finds what the first made.
      await hold(tx, [`${tx.workspaceId}/${tx.actor.id}/${input.clientKey}`]);
      const known = await findPosted(tx, { authorId: tx.actor.id, clientKey: input.clientKey });
      if (known) return { thread: (await fetchTalk(tx, known.threadId)).thread, message: known };
    }
    const thread: Thread = {
      id: newId("thr"),
      channelId: channel.id,
      title: input.title || titleFrom(input.text) || UNTITLED,
      titledBy: input.title ? "person" : "opening",
      startedBy: tx.actor.id,
      status: "active",
      fork: null,
      closing: null,
      messageCount: 0,
      lastMessageAt: tx.clockNow,
      pinnedAt: null,
      createdAt: tx.clockNow,
    };
    const { fork: _, closing: __, ...stored } = thread;
    await tx.db.insert(threads).values({ ...stored, workspaceId: tx.workspaceId });
    await emitIn(tx, channel, ChatEvents.ThreadStarted, thread);
    const message = await addMessage(tx, { thread, channel }, input);
    if (thread.title !== UNTITLED) return { thread: { ...thread, messageCount: 1 }, message };
    await retitle(tx, channel, await lockTitledBy(tx, message.id), message);
    return { thread: (await fetchTalk(tx, thread.id)).thread, message };
  });
}
