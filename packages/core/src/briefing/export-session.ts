import { listMessages, type Message } from "../chat/index.ts";
import type { Context } from "../platform/index.ts";
import type { Session, SessionExport } from "./model.ts";
import { recallState, toLines } from "./recall-state.ts";
import { recallThread, sessionOf } from "./recall-thread.ts";

const PAGE = 100;
const MOST = 2_000;

/** Everything of a conversation that the actor may read, with where it stands; the newest two thousand messages. */
export async function exportSession(ctx: Context, session: Session): Promise<SessionExport> {
  const { threadId, projectId } = await sessionOf(ctx, session);
  const state = projectId === null ? await recallThread(ctx, { threadId }) : await recallState(ctx, { projectId });
  const messages: Message[] = [];
  let cursor: string | undefined;
  do {
    const page = await listMessages(ctx, { threadId, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    messages.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined && messages.length < MOST);
  return { exportedAt: ctx.platform.clock.now(), state, messages: await toLines(ctx, messages), complete: cursor === undefined };
}
