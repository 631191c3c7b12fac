import { setTimeout as pass } from "node:timers/promises";
import { and, eq, isNull } from "drizzle-orm";
import { findPresent } from "../identity/index.ts";
import { AppError, messageOf, systemContext, write, type Context, type Tx } from "../platform/index.ts";
import { isRefusal, type ServerTarget, type SignedIn } from "./driver.ts";
import { signInsOf, targetOf, type ServerRow } from "./internal.ts";
import { keptSignIn, sealSignIn, type KeptSignIn } from "./kept-sign-in.ts";
import { toolServers } from "./tables.ts";

const LIMIT_MS = 15_000;
/** A token that ends sooner is renewed before it is used. */
const EARLY_MS = 30_000;
const RENEWING_MS = LIMIT_MS + 5_000;
const LOOK_AGAIN_MS = 100;

/** What is known of a server that is asked, in its row or before it has one. */
export type Asked = Pick<ServerRow, "id" | "name" | "url" | "sealedToken" | "sealedSignIn">;

/** Asks the server in the name of who signed in there; with a new token where the last is over or is refused, as nothing was done then. */
export async function askServer<Answer>(ctx: Context, row: Asked, question: (target: ServerTarget) => Promise<Answer>): Promise<Answer> {
  const target = targetOf(ctx, row);
  if (row.sealedSignIn === null || target.kind !== "http") return question(target);
  const { held, by = "" } = keptSignIn(ctx, row);
  if (!held) throw new AppError("unavailable", "Nobody has signed in at this tool server yet. An admin can, in the settings under Tools.");
  if ((await findPresent(ctx, [by])).size === 0) {
    await keepSignIn(ctx, row.id, (kept) => ({ ...kept, held: undefined }));
    throw new AppError("unavailable", "Who signed in at this tool server has left. An admin can sign in, in the settings under Tools.");
  }
  const isOver = held.goodUntil !== undefined && held.goodUntil - EARLY_MS < ctx.platform.clock.now().getTime();
  const token = isOver ? await renewed(ctx, row, held.token) : held.token;
  try {
    return await question({ ...target, token });
  } catch (error) {
    if (!isRefusal(error) || isOver) throw error;
    return question({ ...target, token: await renewed(ctx, row, token) });
  }
}

/** A token after this one: by this process, or by another that was faster. */
async function renewed(ctx: Context, { id, url }: Asked, last: string): Promise<string> {
  const change: Change = (next) => keepSignIn(ctx, id, next);
  for (;;) {
    let mine: SignedIn | undefined;
    // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
    const { held } = await change((kept) => {
      const now = ctx.platform.clock.now().getTime();
      mine = kept.held?.token === last && (kept.renewingUntil ?? 0) < now ? kept.held : undefined;
      return mine ? { ...kept, renewingUntil: now + RENEWING_MS } : kept;
    });
    if (mine) return renew(ctx, { url: url ?? "", held: mine, change });
    if (!held)
      throw new AppError("unavailable", "The tool server wants somebody to sign in again. An admin can, in the settings under Tools.");
    if (held.token !== last) return held.token;
    // oxlint-disable-next-line no-await-in-loop
    await pass(LOOK_AGAIN_MS);
  }
}

type Change = (next: (kept: KeptSignIn) => KeptSignIn) => Promise<KeptSignIn>;

interface Renewal {
  url: string;
  held: SignedIn;
  change: Change;
}

async function renew(ctx: Context, { url, held, change }: Renewal): Promise<string> {
  try {
    const next = await signInsOf(ctx).renewSignIn(url, held.signIn, AbortSignal.timeout(LIMIT_MS));
    await change(({ renewingUntil: _, ...kept }) => ({ ...kept, held: next }));
    return next.token;
  } catch (error) {
    const isOver = isRefusal(error);
    ctx.log.warn({ fault: messageOf(error), isOver }, "a sign-in at a tool server could not be renewed");
    await change(({ renewingUntil: _, held: before, ...kept }) => (isOver ? kept : { ...kept, held: before }));
    throw error;
  }
}

/** For whoever uses the server, who need not be one who may change it. */
function keepSignIn({ platform, workspaceId }: Context, id: string, next: (kept: KeptSignIn) => KeptSignIn): Promise<KeptSignIn> {
  return write(systemContext(platform, workspaceId), "connectors:manage", (tx) => changeSignIn(tx, id, next));
}

/** What is kept of a sign-in, changed with the row held, as several processes may. */
export async function changeSignIn(tx: Tx, serverId: string, next: (kept: KeptSignIn) => KeptSignIn): Promise<KeptSignIn> {
  const own = and(eq(toolServers.id, serverId), eq(toolServers.workspaceId, tx.workspaceId), isNull(toolServers.removedAt));
  const [row] = await tx.db.select().from(toolServers).where(own).for("update");
  if (!row) throw new AppError("not_found", "There is no such tool server. Reload the list.");
  const before = keptSignIn(tx, row);
  const kept = next(before);
  if (kept === before) return kept;
  await tx.db
    .update(toolServers)
    .set({ sealedSignIn: sealSignIn(tx, serverId, kept) })
    .where(own);
  return kept;
}
