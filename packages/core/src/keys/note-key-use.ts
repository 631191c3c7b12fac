import { eq, sql } from "drizzle-orm";
import { emit, messageOf, systemContext, write, type Context, type Platform } from "../platform/index.ts";
import { KeyEvents } from "./model.ts";
import { providerKeys } from "./tables.ts";

const COARSE_MS = 60_000;
const TOLD_EVERY_MS = 60 * 60_000;

interface Uses {
  readonly workspaceId: string;
  waiting: number;
  writtenAt: number;
}
interface Noted {
  readonly keys: Map<string, Uses>;
  timer: NodeJS.Timeout | undefined;
}

const noted = new WeakMap<Platform, Noted>();

/**
 * Each call with somebody's own key is counted: written once a minute, told of once an hour; which call it was stands in the usage rows.
 * Never waits and never fails; keys of the operator are not counted here.
 */
export function noteKeyUse(ctx: Context, { id, ownKey }: { id: string; ownKey: boolean }): void {
  if (!ownKey) return;
  const { platform, workspaceId } = ctx;
  const all = noted.get(platform) ?? { keys: new Map<string, Uses>(), timer: undefined };
  noted.set(platform, all);
  const uses = all.keys.get(id) ?? { workspaceId, waiting: 0, writtenAt: 0 };
  all.keys.set(id, uses);
  uses.waiting += 1;
  if (platform.clock.now().getTime() - uses.writtenAt >= COARSE_MS) void writeWaiting(platform, id, uses);
  else all.timer ??= setTimeout(() => void writeKeyUses(platform), COARSE_MS).unref();
}

/** Writes what was counted and no later call brought along; to be called before the process ends. */
export async function writeKeyUses(platform: Platform): Promise<void> {
  const all = noted.get(platform);
  if (!all) return;
  clearTimeout(all.timer);
  all.timer = undefined;
  const waiting = [...all.keys].filter(([, uses]) => uses.waiting > 0);
  await Promise.all(waiting.map(([id, uses]) => writeWaiting(platform, id, uses)));
}

async function writeWaiting(platform: Platform, id: string, uses: Uses): Promise<void> {
  const count = uses.waiting;
  uses.waiting = 0;
  uses.writtenAt = platform.clock.now().getTime();
  try {
    await writeUses(systemContext(platform, uses.workspaceId), id, count);
  } catch (error) {
    uses.waiting += count;
    platform.log.warn({ keyId: id, fault: messageOf(error) }, "the use of a provider's key could not be noted");
  }
}

function writeUses(system: Context, keyId: string, count: number): Promise<void> {
  return write(system, "keys:manage", async (tx) => {
    const [row] = await tx.db
      .update(providerKeys)
      .set({ lastUsedAt: tx.clockNow, uses: sql`${providerKeys.uses} + ${count}::int` })
      .where(eq(providerKeys.id, keyId))
      .returning();
    if (!row || (row.toldAt && tx.clockNow.getTime() - row.toldAt.getTime() < TOLD_EVERY_MS)) return;
    await tx.db.update(providerKeys).set({ toldAt: tx.clockNow }).where(eq(providerKeys.id, keyId));
    const told = { keyId, provider: row.name, label: row.label, uses: row.uses };
    await emit(tx, KeyEvents.ProviderKeyUsed, told, { memberId: row.memberId ?? row.createdBy });
  });
}
