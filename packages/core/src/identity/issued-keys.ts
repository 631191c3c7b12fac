import { hash, randomBytes } from "node:crypto";
import { and, count, eq, isNull, lt, sql, type SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { AppError, messageOf, newId, systemContext, write, type Context, type Platform, type Tx } from "../platform/index.ts";
import type { IssuedKey, ListIssuedKeys } from "./issued-key-model.ts";

const PREFIX_LENGTH = 10;
const DAY_MS = 24 * 60 * 60_000;
const COARSE_MS = 60_000;

/** A table of keys that were given out, whatever they open. */
type KeyTable = PgTable & Record<"id" | "workspaceId" | "lastUsedAt" | "revokedAt", PgColumn>;

export const hashKey = (key: string) => hash("sha256", key, "hex");

/** Whether it looks like a key that begins with `start`; what does not is never looked for. */
export const hasKeyShape = (key: string, start: string) => key.startsWith(start) && /^[\w-]{43}$/.test(key.slice(start.length));

/** A new key of 256 random bits behind its `start`; it is shown once, and its hash is what is kept. */
export function issueKey(
  tx: Tx,
  { start, kind, name, expiresInDays }: { start: string; kind: string; name: string; expiresInDays: number | undefined },
): { key: string; hash: string; issued: IssuedKey } {
  const key = start + randomBytes(32).toString("base64url");
  const issued: IssuedKey = {
    id: newId(kind),
    name,
    prefix: key.slice(0, PREFIX_LENGTH),
    createdBy: tx.actor.id,
    createdAt: tx.clockNow,
    expiresAt: expiresInDays === undefined ? null : new Date(tx.clockNow.getTime() + expiresInDays * DAY_MS),
    lastUsedAt: null,
    revokedAt: null,
  };
  return { key, hash: hashKey(key), issued };
}

/** Refuses one more where `most` are live already; `among` narrows whose are counted. */
export async function requireKeyRoom(tx: Tx, table: KeyTable, most: number, among?: SQL): Promise<void> {
  const live = and(eq(table.workspaceId, tx.workspaceId), isNull(table.revokedAt), among);
  const [there] = await tx.db.select({ count: count() }).from(table).where(live);
  if ((there?.count ?? 0) >= most) throw new AppError("conflict", `There are ${most} keys already. Revoke one that nobody uses.`);
}

/** Which keys a list asks for, its cursor included. */
export function listedKeys(ctx: Context, table: KeyTable, { revoked, cursor }: ListIssuedKeys): SQL | undefined {
  return and(
    eq(table.workspaceId, ctx.workspaceId),
    revoked ? undefined : isNull(table.revokedAt),
    cursor === undefined ? undefined : lt(table.id, cursor),
  );
}

/** When it was revoked: now, or when it was first. */
export const revokedBy = (tx: Tx, table: KeyTable) => sql<Date>`coalesce(${table.revokedAt}, ${tx.clockNow.toISOString()}::timestamptz)`;

export const noSuchKey = () => new AppError("not_found", "There is no such key. Reload the list of keys.");

/** Without what is not shown to anybody. */
export function shownKey<Row extends { workspaceId: string; hash: string }>(row: Row): Omit<Row, "workspaceId" | "hash"> {
  const { workspaceId: _, hash: __, ...shown } = row;
  return shown;
}

/** To the minute, so that a busy key writes little. A use that cannot be noted is a use all the same. */
export async function noteIssuedKeyUse(
  platform: Platform,
  table: KeyTable,
  { id, workspaceId, lastUsedAt }: { id: string; workspaceId: string; lastUsedAt: Date | null },
): Promise<void> {
  const now = platform.clock.now();
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < COARSE_MS) return;
  await write(systemContext(platform, workspaceId), "identity:keys", (tx) =>
    tx.db.update(table).set({ lastUsedAt: now }).where(eq(table.id, id)),
  ).catch((error: unknown) => platform.log.warn({ keyId: id, fault: messageOf(error) }, "the use of a key could not be noted"));
}
