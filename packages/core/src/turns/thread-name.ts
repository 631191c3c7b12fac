import { getThread } from "../chat/index.ts";
import { named, type Context, type Said } from "../platform/index.ts";

/** For what a tool says it does. */
export function threadNamed(ctx: Context, threadId: string): Promise<Said> {
  return named(threadId, async () => ({ name: (await getThread(ctx, { threadId })).title, quotes: [threadId] }));
}
