import { eq } from "drizzle-orm";
import { AppError, makeContext, may, systemContext, takeTurn, type Actor, type Context, type Platform } from "../platform/index.ts";
import { findActor } from "./agents.ts";
import { API_KEY_START } from "./api-key-model.ts";
import { hashKey, hasKeyShape, noteIssuedKeyUse } from "./issued-keys.ts";
import { remembered } from "./session-cache.ts";
import { apiKeys, members } from "./tables.ts";

const PER_MINUTE = 1_200;

/** Whom a key stands for, with the rights that its member and the key have both. */
export interface KeyHolder {
  readonly keyId: string;
  readonly workspaceId: string;
  readonly actor: Actor;
  readonly expiresAt: Date | null;
}

export const isApiKey = (token: string) => token.startsWith(API_KEY_START);

/** Undefined for a key that is unknown, revoked or out of date, or whose member has left. Refused when it asks too often. */
export async function resolveApiKey(platform: Platform, key: string): Promise<KeyHolder | undefined> {
  if (!hasKeyShape(key, API_KEY_START)) return undefined;
  const keyHash = hashKey(key);
  const holder = await remembered(
    platform,
    `key/${keyHash}`,
    () => readHolder(platform, keyHash),
    ({ actor }) => actor.id,
  );
  if (!holder || (holder.expiresAt && holder.expiresAt <= platform.clock.now())) return undefined;
  if (!takeTurn(platform, holder.keyId, PER_MINUTE))
    throw new AppError("too_many_requests", `This key may ask ${PER_MINUTE.toLocaleString("en")} times a minute. Wait a moment.`);
  return holder;
}

/** The context of the key's own workspace; "not found" for any other. */
export function contextForKey(platform: Platform, holder: KeyHolder, workspaceId: string | undefined, requestId?: string): Context {
  if (workspaceId !== undefined && workspaceId !== holder.workspaceId)
    throw new AppError("not_found", "This key acts in another workspace. Leave the workspace out, or use a key of that one.");
  return makeContext(platform, {
    workspaceId: holder.workspaceId,
    actor: { ...holder.actor, keyId: holder.keyId },
    ...(requestId ? { requestId } : {}),
  });
}

async function readHolder(platform: Platform, keyHash: string): Promise<KeyHolder | undefined> {
  const system = systemContext(platform);
  const [row] = await system.db
    .select({ key: apiKeys, kind: members.kind })
    .from(apiKeys)
    .innerJoin(members, eq(members.id, apiKeys.memberId))
    .where(eq(apiKeys.hash, keyHash));
  if (!row || row.key.revokedAt) return undefined;
  const { id: keyId, workspaceId, memberId, permissions, expiresAt } = row.key;
  const member = await findActor(systemContext(platform, workspaceId), { kind: row.kind, id: memberId });
  if (!member) return undefined;
  await noteIssuedKeyUse(platform, apiKeys, row.key);
  const can = new Set(permissions.filter((permission) => may(member, permission)));
  // NOTE: an agent is brought into private channels by their people, who did not mean whoever makes its keys.
  const actor: Actor = row.kind === "agent" ? { ...member, can, openOnly: true } : { ...member, can };
  return { keyId, workspaceId, actor, expiresAt };
}
