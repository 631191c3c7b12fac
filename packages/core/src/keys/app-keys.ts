import { and, eq, isNull, ne } from "drizzle-orm";
import { hashKey } from "../identity/index.ts";
import { actAs, type Context, type Tx } from "../platform/index.ts";
import { forgetKeys } from "./known.ts";
import { MODEL_KEY_START } from "./model.ts";
import { appVersionKeys, virtualKeys } from "./tables.ts";
import { createVirtualKey, revokeVirtualKey } from "./virtual-keys.ts";

interface VersionOfApp {
  appId: string;
  version: number;
}

/** What a version of the app holds of its key: derived, so that it is kept nowhere, and another one for each version. */
export function appKeySecret({ platform }: Context, { keyId, version }: { keyId: string; version: number }): string {
  return MODEL_KEY_START + platform.secrets.derive(`app-model-key/${keyId}/${version}`).toString("base64url");
}

/** The key that an app was granted; undefined where it has none, or none any more. */
export async function findAppKey(ctx: Context, appId: string): Promise<{ keyId: string } | undefined> {
  const [row] = await ctx.db
    .select({ keyId: virtualKeys.id })
    .from(appVersionKeys)
    .innerJoin(virtualKeys, eq(virtualKeys.id, appVersionKeys.keyId))
    .where(and(eq(appVersionKeys.appId, appId), eq(appVersionKeys.workspaceId, ctx.workspaceId), isNull(virtualKeys.revokedAt)))
    .limit(1);
  return row;
}

/** A key of its own for an app, with a budget of its own. */
export async function grantAppKey(tx: Tx, input: VersionOfApp & { name: string; monthlyLimitMicros: number }): Promise<void> {
  const { appId, version, name, monthlyLimitMicros } = input;
  const { virtualKey } = await createVirtualKey(tx, { name, appId, monthlyLimitMicros });
  await addVersion(tx, { appId, version, keyId: virtualKey.id });
}

/** Lets a version that is about to start call models beside the one that runs. */
export async function admitAppVersion(tx: Tx, { appId, version }: VersionOfApp): Promise<void> {
  const key = await findAppKey(tx, appId);
  if (key) await addVersion(tx, { appId, version, keyId: key.keyId });
}

/** From now on this version alone holds the key. */
export async function keepAppVersion(tx: Tx, { appId, version }: VersionOfApp): Promise<void> {
  await tx.db.delete(appVersionKeys).where(and(eq(appVersionKeys.appId, appId), ne(appVersionKeys.version, version)));
  tx.afterCommit(() => forgetKeys(tx));
}

/** The key ends at once, for every version. Whoever may take it from the app may end it. */
export async function revokeAppKey(tx: Tx, appId: string): Promise<void> {
  const key = await findAppKey(tx, appId);
  await tx.db.delete(appVersionKeys).where(eq(appVersionKeys.appId, appId));
  if (key) await revokeVirtualKey(actAs(tx, { ...tx.actor, can: new Set(["keys:manage"]) }), key);
}

async function addVersion(tx: Tx, { appId, version, keyId }: VersionOfApp & { keyId: string }): Promise<void> {
  const hash = hashKey(appKeySecret(tx, { keyId, version }));
  await tx.db.insert(appVersionKeys).values({ hash, workspaceId: tx.workspaceId, appId, keyId, version }).onConflictDoNothing();
}
