import { findActor } from "../identity/index.ts";
import { makeContext, type Context } from "../platform/index.ts";

/** The workspace as this member sees it now; undefined once they are not in it. */
export async function asReader(ctx: Context, memberId: string): Promise<Context | undefined> {
  const actor = await findActor(ctx, { kind: "person", id: memberId });
  return actor && makeContext(ctx.platform, { workspaceId: ctx.workspaceId, actor, requestId: ctx.requestId });
}
