import { createHash, randomBytes } from "node:crypto";
import { linkTo } from "../inbox/index.ts";
import { AppError, messageOf, requirePermission, write, type Context } from "../platform/index.ts";
import { changeSignIn } from "./ask-server.ts";
import { fetchServer, signInsOf } from "./internal.ts";
import type { KeptSignIn } from "./kept-sign-in.ts";
import type { ByToolServer, EndToolSignIn, SignInPage } from "./model.ts";
import { changeServer, refreshToolServer } from "./tool-servers.ts";

/** Where people come back to from a server's page. */
export const SIGN_IN_RETURN = "/oauth/tool-servers";
/** So long somebody may take at the server's page. */
const BEGUN_MS = 15 * 60_000;
const LIMIT_MS = 15_000;

const hashOf = (state: string): string => createHash("sha256").update(state).digest("base64url");

/** Where the admin signs in, so that agents ask the server in their name; until they are back, what held before holds. */
export async function beginToolSignIn(ctx: Context, { serverId }: ByToolServer): Promise<SignInPage> {
  requirePermission(ctx, "connectors:manage");
  const { url } = await fetchServer(ctx, serverId);
  if (url === null) throw new AppError("bad_request", "Nobody signs in at a program of the operator.");
  const state = [ctx.workspaceId, serverId, randomBytes(24).toString("base64url")].join(".");
  const back = { to: linkTo(ctx, SIGN_IN_RETURN), state };
  const { address, signIn } = await signInsOf(ctx).beginSignIn(url, back, AbortSignal.timeout(LIMIT_MS));
  const until = ctx.platform.clock.now().getTime() + BEGUN_MS;
  const begun = { signIn, memberId: ctx.actor.id, stateHash: hashOf(state), until };
  await write(ctx, "connectors:manage", (tx) => changeSignIn(tx, serverId, (kept) => ({ ...kept, begun })));
  return { address };
}

/** Which workspace and server somebody comes back to; undefined for what is no state of ours. */
export function placeOfSignIn(state: string): { workspaceId: string; serverId: string } | undefined {
  const [, workspaceId, serverId] = /^(\w+)\.(\w+)\.[\w-]+$/.exec(state) ?? [];
  return workspaceId && serverId ? { workspaceId, serverId } : undefined;
}

/**
 * The admin is back from the server's page: it is asked in their name from now on. Only who went there can come back, and once; what went wrong at
 * the server stands beside it.
 */
export async function endToolSignIn(ctx: Context, { state, code, error, issuer }: EndToolSignIn): Promise<void> {
  requirePermission(ctx, "connectors:manage");
  const serverId = placeOfSignIn(state)?.serverId ?? "";
  const { url } = await fetchServer(ctx, serverId);
  let begun: KeptSignIn["begun"];
  await write(ctx, "connectors:manage", (tx) =>
    changeSignIn(tx, serverId, (kept) => {
      begun = kept.begun?.memberId === ctx.actor.id && kept.begun.stateHash === hashOf(state) ? kept.begun : undefined;
      return begun ? { ...kept, begun: undefined } : kept;
    }),
  );
  if (url === null || !begun || begun.until < ctx.platform.clock.now().getTime())
    throw new AppError("conflict", "This sign-in was not begun by you, is over, or took too long. Begin it again.");
  try {
    if (code === undefined) throw new AppError("forbidden", `The tool server did not let you in (${error ?? "it did not say why"}).`);
    const held = await signInsOf(ctx).endSignIn(url, begun.signIn, { code, issuer }, AbortSignal.timeout(LIMIT_MS));
    await write(ctx, "connectors:manage", (tx) => changeSignIn(tx, serverId, (kept) => ({ ...kept, held, by: ctx.actor.id })));
  } catch (fault) {
    await write(ctx, "connectors:manage", (tx) => changeServer(tx, serverId, { fault: messageOf(fault).slice(0, 300) }));
    return;
  }
  await refreshToolServer(ctx, { serverId });
}
