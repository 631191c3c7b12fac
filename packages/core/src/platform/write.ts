import { AppError } from "../database/index.ts";
import type { Actor, Context, Tx } from "./context.ts";

const transactions = new WeakSet<Context>();

export function may(actor: Actor, permission: string): boolean {
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
    const { platform, workspaceId, actor, requestId } = ctx;
    const clockNow = platform.clock.now();
    const tx: Tx = {
      platform,
      workspaceId,
      actor,
      requestId,
      db,
      clockNow,
      afterCommit,
      get log() {
        return ctx.log;
      },
    };
    transactions.add(tx);
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
  return transactions.has(ctx);
}

/** The same transaction seen by another actor, as when an agent's verb runs inside a follower. */
export function actAs(tx: Tx, actor: Actor, workspaceId: string = tx.workspaceId): Tx {
  const seen: Tx = { ...tx, actor, workspaceId };
  transactions.add(seen);
  return seen;
}
