import { and, desc, eq } from "drizzle-orm";
import { AppError, emit, may, requirePermission, toPage, write, type Actor, type Context, type Page } from "../platform/index.ts";
import { agentActor } from "./agents.ts";
import {
  API_KEY_START,
  ApiKeyEvents,
  KeyPermission,
  type ApiKey,
  type CreateApiKey,
  type CreatedApiKey,
  type ListApiKeys,
  type ListKeyRights,
  type RevokeApiKey,
} from "./api-key-model.ts";
import { issueKey, listedKeys, noSuchKey, requireKeyRoom, revokedBy, shownKey } from "./issued-keys.ts";
import { forgetPerson } from "./session-cache.ts";
import { apiKeys } from "./tables.ts";

const MOST_KEYS = 50;

/** A key that acts as whoever makes it, or as an agent, with a part of their rights. Only its hash is kept. */
export async function createApiKey(ctx: Context, input: CreateApiKey): Promise<CreatedApiKey> {
  return write(ctx, "identity:keys", async (tx) => {
    const holder = await holderOf(tx, input.memberId);
    const beyond = input.permissions.filter((permission) => !may(holder, permission));
    if (beyond.length > 0)
      throw new AppError("forbidden", `A key may do no more than whom it acts as, who may not: ${beyond.join(", ")}. Leave these out.`);
    await requireKeyRoom(tx, apiKeys, MOST_KEYS, eq(apiKeys.memberId, holder.id));
    const { name, expiresInDays } = input;
    const { key, hash, issued } = issueKey(tx, { start: API_KEY_START, kind: "key", name, expiresInDays });
    const apiKey: ApiKey = { ...issued, memberId: holder.id, permissions: [...new Set(input.permissions)] };
    await tx.db.insert(apiKeys).values({ ...apiKey, workspaceId: tx.workspaceId, hash });
    await emit(tx, ApiKeyEvents.ApiKeyCreated, apiKey, { memberId: tx.actor.id });
    return { key, apiKey };
  });
}

/** What a key can be given that acts as whoever asks, or as an agent. */
export async function listKeyRights(ctx: Context, { memberId }: ListKeyRights): Promise<KeyPermission[]> {
  requirePermission(ctx, "identity:keys");
  const holder = await holderOf(ctx, memberId);
  return KeyPermission.options.filter((permission) => may(holder, permission));
}

/** One's own; all of the workspace for those who manage its members. The newest first. */
export async function listApiKeys(ctx: Context, input: ListApiKeys): Promise<Page<ApiKey>> {
  const manages = may(ctx.actor, "identity:write");
  if (!manages) requirePermission(ctx, "identity:keys");
  const rows = await ctx.db
    .select()
    .from(apiKeys)
    .where(and(listedKeys(ctx, apiKeys, input), manages ? undefined : eq(apiKeys.memberId, ctx.actor.id)))
    .orderBy(desc(apiKeys.id))
    .limit(input.limit + 1);
  return toPage(rows.map(shownKey), input.limit, ({ id }) => id);
}

/** When a key ends, or was revoked; null for one that lasts, and for the connection of a program, which lasts until it is cut. */
export async function keyEndsAt(ctx: Context, keyId: string): Promise<Date | null> {
  const [row] = await ctx.db
    .select({ expiresAt: apiKeys.expiresAt, revokedAt: apiKeys.revokedAt })
    .from(apiKeys)
    .where(and(eq(apiKeys.id, keyId), eq(apiKeys.workspaceId, ctx.workspaceId)));
  return row?.revokedAt ?? row?.expiresAt ?? null;
}

/** It ends at once; one that is revoked already stays so. */
export async function revokeApiKey(ctx: Context, input: RevokeApiKey): Promise<ApiKey> {
  const manages = may(ctx.actor, "identity:write");
  return write(ctx, manages ? "identity:write" : "identity:keys", async (tx) => {
    const own = manages ? undefined : eq(apiKeys.memberId, tx.actor.id);
    const [row] = await tx.db
      .update(apiKeys)
      .set({ revokedAt: revokedBy(tx, apiKeys) })
      .where(and(eq(apiKeys.id, input.keyId), eq(apiKeys.workspaceId, tx.workspaceId), own))
      .returning();
    if (!row) throw noSuchKey();
    const apiKey: ApiKey = shownKey(row);
    await emit(tx, ApiKeyEvents.ApiKeyRevoked, apiKey, { memberId: apiKey.createdBy });
    tx.afterCommit(() => forgetPerson(tx.platform, row.memberId));
    return apiKey;
  });
}

/** Whom a new key acts as: the actor, or an agent where the actor manages members. */
async function holderOf(ctx: Context, memberId: string | undefined): Promise<Actor> {
  if (memberId === undefined || memberId === ctx.actor.id) return ctx.actor;
  requirePermission(ctx, "identity:write");
  return agentActor(ctx, { id: memberId });
}
