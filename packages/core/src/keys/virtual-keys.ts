import { and, desc, eq, inArray, isNull, or } from "drizzle-orm";
import { removeBudgetsOf, setBudget } from "../billing/index.ts";
import {
  hashKey,
  hasKeyShape,
  issueKey,
  listedKeys,
  noSuchKey,
  noteIssuedKeyUse,
  requireKeyRoom,
  revokedBy,
  shownKey,
} from "../identity/index.ts";
import {
  emit,
  requirePermission,
  systemContext,
  toPage,
  write,
  type Actor,
  type Context,
  type Page,
  type Platform,
} from "../platform/index.ts";
import { forgetKeys, known } from "./known.ts";
import {
  CreateVirtualKey,
  KeyEvents,
  MODEL_KEY_START,
  type ByVirtualKey,
  type CreatedVirtualKey,
  type ListVirtualKeys,
  type VirtualKey,
} from "./model.ts";
import type { RunPurpose } from "./run-keys.ts";
import { appVersionKeys, virtualKeys } from "./tables.ts";

const MOST_KEYS = 200;

/** A key for a hosted app or an outside tool, with a limit of its own. Only its hash is kept. */
export async function createVirtualKey(ctx: Context, input: CreateVirtualKey): Promise<CreatedVirtualKey> {
  const { name, appId, models, monthlyLimitMicros, expiresInDays } = CreateVirtualKey.parse(input);
  return write(ctx, "keys:manage", async (tx) => {
    await requireKeyRoom(tx, virtualKeys, MOST_KEYS, isNull(virtualKeys.purpose));
    const { key, hash, issued } = issueKey(tx, { start: MODEL_KEY_START, kind: "vky", name, expiresInDays });
    const virtualKey: VirtualKey = { ...issued, appId: appId ?? null, models: [...new Set(models)] };
    await tx.db.insert(virtualKeys).values({ ...virtualKey, workspaceId: tx.workspaceId, hash });
    if (monthlyLimitMicros !== undefined)
      await setBudget(tx, {
        scope: "key",
        subjectId: virtualKey.id,
        period: "month",
        limitMicros: monthlyLimitMicros,
        name,
      });
    await emit(tx, KeyEvents.VirtualKeyCreated, virtualKey, { memberId: tx.actor.id });
    await emit(tx, KeyEvents.KeysChanged, {});
    return { key, virtualKey };
  });
}

/** The newest first. */
export async function listVirtualKeys(ctx: Context, input: ListVirtualKeys): Promise<Page<VirtualKey>> {
  requirePermission(ctx, "keys:manage");
  const rows = await ctx.db
    .select()
    .from(virtualKeys)
    .where(and(listedKeys(ctx, virtualKeys, input), isNull(virtualKeys.purpose)))
    .orderBy(desc(virtualKeys.id))
    .limit(input.limit + 1);
  return toPage(rows.map(toVirtualKey), input.limit, ({ id }) => id);
}

/** One that is in the list of those that hold. */
export async function getVirtualKey(ctx: Context, { keyId }: ByVirtualKey): Promise<VirtualKey> {
  requirePermission(ctx, "keys:manage");
  const isOne = and(eq(virtualKeys.id, keyId), eq(virtualKeys.workspaceId, ctx.workspaceId));
  const [row] = await ctx.db
    .select()
    .from(virtualKeys)
    .where(and(isOne, isNull(virtualKeys.purpose), isNull(virtualKeys.revokedAt)));
  if (!row) throw noSuchKey();
  return toVirtualKey(row);
}

/** It ends at once, and its budgets with it; one that is revoked already stays so. */
export async function revokeVirtualKey(ctx: Context, { keyId }: ByVirtualKey): Promise<VirtualKey> {
  return write(ctx, "keys:manage", async (tx) => {
    const [row] = await tx.db
      .update(virtualKeys)
      .set({ revokedAt: revokedBy(tx, virtualKeys) })
      .where(and(eq(virtualKeys.id, keyId), eq(virtualKeys.workspaceId, tx.workspaceId)))
      .returning();
    if (!row) throw noSuchKey();
    const virtualKey = toVirtualKey(row);
    await removeBudgetsOf(tx, { scope: "key", subjectId: keyId });
    await emit(tx, KeyEvents.VirtualKeyRevoked, virtualKey, { memberId: tx.actor.id });
    await emit(tx, KeyEvents.KeysChanged, {});
    tx.afterCommit(() => forgetKeys(tx));
    return virtualKey;
  });
}

/** What a virtual key stands for: calls of models in its workspace, and nothing else. */
export interface KeyBearer {
  readonly keyId: string;
  readonly workspaceId: string;
  readonly actor: Actor;
  /** "provider/model"; empty: every one that the workspace has. */
  readonly models: readonly string[];
  readonly appId: string | null;
  /** Of the key of one run. */
  readonly purpose: RunPurpose | null;
}

/** Undefined for a key that is unknown, revoked or out of date. */
export async function findVirtualKey(platform: Platform, secret: string): Promise<KeyBearer | undefined> {
  if (!hasKeyShape(secret, MODEL_KEY_START)) return undefined;
  const hash = hashKey(secret);
  const row = await known(platform, `virtual/${hash}`, undefined, () => readVirtualKey(platform, hash));
  if (!row || (row.expiresAt && row.expiresAt <= platform.clock.now())) return undefined;
  const { id, workspaceId, models, appId, purpose } = row;
  return { keyId: id, workspaceId, models, appId, purpose, actor: { kind: "system", id, can: new Set(["gateway:call"]) } };
}

async function readVirtualKey(platform: Platform, hash: string): Promise<typeof virtualKeys.$inferSelect | undefined> {
  const { db } = systemContext(platform);
  const ofVersion = db.select({ id: appVersionKeys.keyId }).from(appVersionKeys).where(eq(appVersionKeys.hash, hash));
  const [row] = await db
    .select()
    .from(virtualKeys)
    .where(and(or(eq(virtualKeys.hash, hash), inArray(virtualKeys.id, ofVersion)), isNull(virtualKeys.revokedAt)));
  if (row) await noteIssuedKeyUse(platform, virtualKeys, row);
  return row;
}

function toVirtualKey(row: typeof virtualKeys.$inferSelect): VirtualKey {
  const { purpose: _, ...shown } = shownKey(row);
  return shown;
}
