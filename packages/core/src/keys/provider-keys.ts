import { and, count, desc, eq, isNull } from "drizzle-orm";
import { listedKeys } from "../identity/index.ts";
import { AppError, isTx, may, newId, requirePermission, toPage, write, type Context, type Page } from "../platform/index.ts";
import type { ProviderAccount } from "./model-driver.ts";
import { forgetKeys } from "./known.ts";
import { AddProviderKey, KeyEvents, RotateProviderKey, type ByProviderKey, type ListProviderKeys, type ProviderKey } from "./model.ts";
import {
  fetchProviderKey,
  keyPlace,
  keysOf,
  permissionFor,
  tellOfKey,
  toProviderKey,
  tryKey,
  type StoredKey,
} from "./provider-key-rows.ts";
import { providerKeys } from "./tables.ts";

const MOST_KEYS = 50;

/** Keeps a key of a provider, sealed, once the provider took it. Calls with it are counted, and cost the workspace no credit. */
export async function addProviderKey(ctx: Context, input: AddProviderKey): Promise<ProviderKey> {
  const { kind, label, baseUrl, key, owner, name = kind } = AddProviderKey.parse(input);
  requirePermission(ctx, permissionFor(owner));
  if (isTx(ctx)) throw new Error("a key is tried with its provider, which no transaction waits for");
  if (ctx.actor.kind !== "person") throw new AppError("forbidden", "A key is entered by a person, who answers for it.");
  const models = await tryKey(ctx, accountOf({ kind, name, baseUrl }, key));
  return write(ctx, permissionFor(owner), async (tx) => {
    const live = and(keysOf(tx), isNull(providerKeys.revokedAt));
    const [known] = await tx.db.select({ count: count() }).from(providerKeys).where(live);
    if ((known?.count ?? 0) >= MOST_KEYS) throw new AppError("conflict", `There are ${MOST_KEYS} keys already. Revoke one first.`);
    const id = newId("pvk");
    const row: StoredKey = {
      id,
      workspaceId: tx.workspaceId,
      memberId: owner === "me" ? tx.actor.id : null,
      kind,
      name,
      label,
      baseUrl: baseUrl ?? null,
      sealedKey: key === undefined ? null : tx.platform.secrets.seal(key, keyPlace(id)),
      lastFour: key?.slice(-4) ?? null,
      models,
      testedAt: tx.clockNow,
      lastUsedAt: null,
      uses: 0,
      toldAt: null,
      createdBy: tx.actor.id,
      createdAt: tx.clockNow,
      revokedAt: null,
    };
    await tx.db.insert(providerKeys).values(row);
    await tellOfKey(tx, KeyEvents.ProviderKeyAdded, row);
    tx.afterCommit(() => forgetKeys(tx));
    return toProviderKey(row);
  });
}

/** A new key in the place of the old one, once the provider took it; the old one is forgotten. */
export async function rotateProviderKey(ctx: Context, input: RotateProviderKey): Promise<ProviderKey> {
  const { keyId, key } = RotateProviderKey.parse(input);
  requirePermission(ctx, may(ctx.actor, "keys:manage") ? "keys:manage" : "keys:own");
  if (isTx(ctx)) throw new Error("a key is tried with its provider, which no transaction waits for");
  const before = requireLive(await fetchProviderKey(ctx, keyId));
  const models = await tryKey(ctx, accountOf(before, key));
  return changeKey(ctx, keyId, (row) => {
    const sealedKey = ctx.platform.secrets.seal(key, keyPlace(row.id));
    return { sealedKey, lastFour: key.slice(-4), models, testedAt: ctx.platform.clock.now() };
  });
}

/** Asks the provider once more what it has, with the key as it is. */
export async function testProviderKey(ctx: Context, { keyId }: ByProviderKey): Promise<ProviderKey> {
  requirePermission(ctx, may(ctx.actor, "keys:manage") ? "keys:manage" : "keys:own");
  if (isTx(ctx)) throw new Error("a key is tried with its provider, which no transaction waits for");
  const models = await tryKey(ctx, openAccount(ctx, requireLive(await fetchProviderKey(ctx, keyId))));
  return changeKey(ctx, keyId, () => ({ models, testedAt: ctx.platform.clock.now() }));
}

function changeKey(ctx: Context, keyId: string, decide: (row: StoredKey) => Partial<StoredKey>): Promise<ProviderKey> {
  return write(ctx, may(ctx.actor, "keys:manage") ? "keys:manage" : "keys:own", async (tx) => {
    const row = requireLive(await fetchProviderKey(tx, keyId, "for update"));
    const change = decide(row);
    await tx.db.update(providerKeys).set(change).where(eq(providerKeys.id, keyId));
    if (change.sealedKey !== undefined) await tellOfKey(tx, KeyEvents.ProviderKeyRotated, row);
    tx.afterCommit(() => forgetKeys(tx));
    return toProviderKey({ ...row, ...change });
  });
}

/** No call begins with it any more, while what is under way ends by itself; the key itself is forgotten, its row stays for the record. */
export async function revokeProviderKey(ctx: Context, { keyId }: ByProviderKey): Promise<ProviderKey> {
  return write(ctx, may(ctx.actor, "keys:manage") ? "keys:manage" : "keys:own", async (tx) => {
    const row = await fetchProviderKey(tx, keyId, "for update");
    if (row.revokedAt) return toProviderKey(row);
    const change = { revokedAt: tx.clockNow, sealedKey: null };
    await tx.db.update(providerKeys).set(change).where(eq(providerKeys.id, keyId));
    await tellOfKey(tx, KeyEvents.ProviderKeyRevoked, row);
    tx.afterCommit(() => forgetKeys(tx));
    return toProviderKey({ ...row, ...change });
  });
}

/** One's own, and the workspace's for who manages models. The newest first. */
export async function listProviderKeys(ctx: Context, input: ListProviderKeys): Promise<Page<ProviderKey>> {
  requirePermission(ctx, may(ctx.actor, "keys:manage") ? "keys:manage" : "keys:own");
  const rows = await ctx.db
    .select()
    .from(providerKeys)
    .where(and(keysOf(ctx), listedKeys(ctx, providerKeys, input)))
    .orderBy(desc(providerKeys.id))
    .limit(input.limit + 1);
  return toPage(rows.map(toProviderKey), input.limit, ({ id }) => id);
}

function requireLive(row: StoredKey): StoredKey {
  if (row.revokedAt) throw new AppError("conflict", "This key was revoked. Add it anew.");
  return row;
}

/** With its key open, for a call that follows at once. */
export function openAccount({ platform }: Context, row: StoredKey): ProviderAccount {
  return accountOf(row, row.sealedKey === null ? undefined : platform.secrets.open(row.sealedKey, keyPlace(row.id)));
}

function accountOf(row: Pick<ProviderAccount, "kind" | "name"> & { baseUrl?: string | null | undefined }, key: string | undefined) {
  const { kind, name, baseUrl } = row;
  return { kind, name, ...(baseUrl ? { baseUrl } : {}), ...(key === undefined ? {} : { key }) };
}
