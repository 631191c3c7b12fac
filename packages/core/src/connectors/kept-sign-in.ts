import type { Context } from "../platform/index.ts";
import type { SignedIn, SignIn } from "./driver.ts";
import type { toolServers } from "./tables.ts";

/** Of a server at which one signs in, encrypted in its row. */
export interface KeptSignIn {
  /** With which the server is asked. */
  held?: SignedIn | undefined;
  /** Who signed in: it is asked in this member's name. */
  by?: string | undefined;
  /** Somebody has gone to the server's page, and is not back. */
  begun?: { signIn: SignIn; memberId: string; stateHash: string; until: number } | undefined;
  /** A process asks for a new token; the others wait for so long, as the old one may be used for that only once. */
  renewingUntil?: number | undefined;
}

const placeOf = (id: string): string => `tool_servers/${id}/sign-in`;

export function keptSignIn(
  { platform }: Context,
  { id, sealedSignIn }: Pick<typeof toolServers.$inferSelect, "id" | "sealedSignIn">,
): KeptSignIn {
  return sealedSignIn === null ? {} : (JSON.parse(platform.secrets.open(sealedSignIn, placeOf(id))) as KeptSignIn);
}

export function sealSignIn({ platform }: Context, id: string, kept: KeptSignIn): string {
  return platform.secrets.seal(JSON.stringify(kept), placeOf(id));
}
