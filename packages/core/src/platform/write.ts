import { AppError, type WriteDb } from "../database/index.ts";
import { makeContext, RequestContext, type Actor, type Context, type Tx } from "./context.ts";

class Transaction extends RequestContext<WriteDb> implements Tx {
  readonly clockNow: Date;
  readonly afterCommit: (hook: () => void) => void;

  constructor(
    who: Pick<Context, "platform" | "workspaceId" | "actor" | "requestId">,
    db: WriteDb,
    clockNow: Date,
    afterCommit: Tx["afterCommit"],
  ) {
    super(who.platform, { workspaceId: who.workspaceId, actor: who.actor, requestId: who.requestId, db });
    this.clockNow = clockNow;
    this.afterCommit = afterCommit;
  }
}

export function may(actor: Pick<Actor, "can">, permission: string): boolean {
  return actor.can === "everything" || actor.can.has(permission);
}

/** Throws "forbidden" unless the actor holds the permission. Reads call it; `write` does so itself. */
export function requirePermission(ctx: Context, permission: string): void {
  if (may(ctx.actor, permission)) return;
  const said = ctx.actor.keyId
    ? `This key may not do this (it needs ${permission}). Make one that has this right, or sign in where no key can have it.`
    : `You may not do this here (it needs ${permission}). Ask an owner or admin of the workspace.`;
  throw new AppError("forbidden", said);
}

/** The only source of a `Tx`: checks the permission, then runs `fn` in one transaction bound to the workspace. Called with a `Tx` it joins that transaction. */
export async function write<T>(ctx: Context, permission: string, fn: (tx: Tx) => Promise<T>): Promise<T> {
  requirePermission(ctx, permission);
  if (isTx(ctx)) return fn(ctx);
  const committed: (() => void)[] = [];
  const result = await ctx.platform.database.transaction(ctx.workspaceId, async (db) => {
    let over = false;
    const afterCommit = (hook: () => void) => {
      if (over) throw new Error("something was to come after a change that is over");
      committed.push(hook);
    };
    const tx = new Transaction(ctx, db, ctx.platform.clock.now(), afterCommit);
    try {
      return await fn(tx);
    } finally {
      over = true;
    }
  });
  for (const hook of committed) hook();
  return result;
}

export function isTx(ctx: Context): ctx is Tx {
  return ctx instanceof Transaction;
}

/** The same transaction, or the same request, seen by another actor, as when an agent's verb runs inside a follower. */
export function actAs(tx: Tx, actor: Actor, workspaceId?: string): Tx;
export function actAs(ctx: Context, actor: Actor, workspaceId?: string): Context;
export function actAs(ctx: Context, actor: Actor, workspaceId: string = ctx.workspaceId): Context {
  const { platform, requestId } = ctx;
  if (!isTx(ctx)) return makeContext(platform, { requestId, actor, workspaceId });
  return new Transaction({ platform, requestId, actor, workspaceId }, ctx.db, ctx.clockNow, ctx.afterCommit);
}
