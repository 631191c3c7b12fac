import { getThread, listMessages } from "../chat/index.ts";
import { listContextItems } from "../knowledge/index.ts";
import { AppError, may, type Context } from "../platform/index.ts";
import { findProject, getProject } from "../projects/index.ts";
import type { Session, ThreadState } from "./model.ts";
import { toLines } from "./recall-state.ts";

const RECENT = 20;
const ITEMS = 100;

/** Where a thread stands that belongs to no project, of what the actor may read. */
export async function recallThread(ctx: Context, { threadId }: { threadId: string }): Promise<ThreadState> {
  const { id, title, status, channelId } = await getThread(ctx, { threadId });
  const [first, newest, items] = await Promise.all([
    listMessages(ctx, { threadId, direction: "newer", limit: 1 }),
    listMessages(ctx, { threadId, limit: RECENT }),
    may(ctx.actor, "knowledge:read") ? listContextItems(ctx, { threadId, limit: ITEMS }) : undefined,
  ]);
  const [opening = null] = await toLines(ctx, first.items);
  return {
    thread: { id, title, status, channelId },
    opening,
    items: (items?.items ?? []).map((item) => ({ id: item.id, kind: item.kind, text: item.text })),
    recent: await toLines(ctx, newest.items),
  };
}

/** Which thread is meant, and whose project it is. */
export async function sessionOf(ctx: Context, { projectId, threadId }: Session): Promise<{ threadId: string; projectId: string | null }> {
  if (threadId !== undefined) {
    const project = may(ctx.actor, "projects:read") ? await findProject(ctx, { threadId }) : null;
    return { threadId, projectId: project?.id ?? null };
  }
  if (projectId === undefined) throw new AppError("bad_request", "Say which thread or which project it is about.");
  return { threadId: (await getProject(ctx, { projectId })).threadId, projectId };
}
