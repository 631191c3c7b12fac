import { hash } from "node:crypto";
import { isAPIError } from "better-auth/api";
import { and, asc, eq, isNull } from "drizzle-orm";
import { AppError, makeContext, systemContext, withKey, type Context, type Platform } from "../platform/index.ts";
import { authOf } from "./auth.ts";
import type { Me, Person, SignedIn } from "./model.ts";
import { PERMISSIONS } from "./permissions.ts";
import { forgetKey, remembered } from "./session-cache.ts";
import { members, workspaces } from "./tables.ts";

const SESSION_COOKIES = /(?:^|;)\s*((?:__Host-)?openvibe\.session=[^;]+)/g;

export interface SessionHeaders {
  cookie?: string | undefined;
}

/** Who the session cookie stands for. Costs microseconds while the answer is fresh; another process hears of a sign-out by a signal, or notices it after five seconds. */
export async function resolveSession(platform: Platform, headers: SessionHeaders): Promise<Me | undefined> {
  const cookie = sessionCookiesOf(headers);
  return cookie
    ? remembered(
        platform,
        keyOf(cookie),
        () => readSession(platform, cookie),
        ({ person }) => person.id,
      )
    : undefined;
}

/** Called by the door after everything that may end sessions. */
export function forgetSession(platform: Platform, headers: SessionHeaders): void {
  const cookie = sessionCookiesOf(headers);
  if (cookie) forgetKey(platform, keyOf(cookie));
}

/** The context of a workspace for a member of it; "not found" for everybody else. */
export function contextFor(platform: Platform, me: SignedIn, workspaceId: string | undefined, requestId?: string): Context {
  const workspace = workspaceId === undefined ? me.workspaces[0] : me.workspaces.find((each) => each.id === workspaceId);
  if (!workspace) {
    throw workspaceId === undefined
      ? new AppError("not_found", "You are in no workspace yet. Create one first.")
      : new AppError("not_found", "There is no such workspace, or you are not a member of it. Choose another one.");
  }
  const { byToken, keyId } = me;
  const actor = { kind: "person" as const, id: workspace.memberId, can: PERMISSIONS[workspace.role], ...(byToken ? { byToken } : {}) };
  return makeContext(platform, { workspaceId: workspace.id, actor: withKey(actor, keyId), ...(requestId ? { requestId } : {}) });
}

/** A person with their workspaces, oldest membership first. */
export async function readMe(platform: Platform, person: Person): Promise<Me> {
  const rows = await systemContext(platform)
    .db.select({ workspace: workspaces, role: members.role, memberId: members.id })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(and(eq(members.personId, person.id), isNull(members.removedAt)))
    .orderBy(asc(members.joinedAt), asc(members.id));
  return { person, workspaces: rows.map(({ workspace, role, memberId }) => ({ ...workspace, role, memberId })) };
}

async function readSession(platform: Platform, cookie: string): Promise<Me | undefined> {
  const found = await authOf(platform)
    .api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } })
    .catch((cause: unknown) => {
      // NOTE: all that it says of a database that does not answer.
      if (!isAPIError(cause) || cause.statusCode < 500) throw cause;
      throw new AppError("unavailable", "The database does not answer. Try again in a moment.", { cause });
    });
  if (!found) return undefined;
  const { id, name, email } = found.user;
  return readMe(platform, { id, name, email });
}

/**
 * Every session cookie that came, for reading and for the key alike: a hosted app may add one of its own to a browser's, and an answer kept
 * under that one would be given to whoever made it.
 */
function sessionCookiesOf(headers: SessionHeaders): string | undefined {
  const found = [...(headers.cookie ?? "").matchAll(SESSION_COOKIES)].map(([, pair]) => pair);
  return found.length === 0 ? undefined : found.join("; ");
}

const keyOf = (cookie: string) => hash("sha256", cookie, "base64url");
