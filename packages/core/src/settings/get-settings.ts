import { and, eq, notInArray } from "drizzle-orm";
import { workspaces } from "../identity/tables.ts";
import { requirePermission, type Context } from "../platform/index.ts";
import { knownSettings, platformSettings } from "./known.ts";
import { readSetting, resolveSetting, SETTINGS, type ListedSetting, type SettingKey, type SettingValues } from "./model.ts";
import { settings } from "./tables.ts";

const KEYS = Object.keys(SETTINGS) as SettingKey[];

/** Every setting as it holds for the actor, with where it comes from and what the other layers say. */
export async function listSettings(ctx: Context): Promise<ListedSetting[]> {
  requirePermission(ctx, "settings:read");
  const known = await knownSettings(ctx);
  return KEYS.map((key) => {
    const { value, from, locked, layers } = resolveSetting(key, known);
    const set = known.find((each) => each.key === key && each.layer === from);
    return { key, value, from, locked, layers, setBy: set?.setBy ?? null, setAt: set?.setAt ?? null };
  });
}

/** The workspaces for which this was set, by themselves or for all by the operator, with their values; for work over all workspaces. */
export async function workspacesThatSet<K extends SettingKey>(
  system: Context,
  key: K,
): Promise<{ workspaceId: string; value: SettingValues[K] }[]> {
  const rows = await system.db
    .select()
    .from(settings)
    .where(and(eq(settings.key, key), eq(settings.memberId, "")));
  const own = rows.flatMap(({ workspaceId, stored }) => {
    const read = readSetting(key, stored.value);
    return read.ok ? [{ workspaceId, value: read.value }] : [];
  });
  const forAll = readSetting(key, system.platform.drivers.find(platformSettings)?.[key]);
  if (!forAll.ok) return own;
  const others = await system.db
    .select({ workspaceId: workspaces.id })
    .from(workspaces)
    .where(
      notInArray(
        workspaces.id,
        own.map(({ workspaceId }) => workspaceId),
      ),
    );
  return [...own, ...others.map(({ workspaceId }) => ({ workspaceId, value: forAll.value }))];
}
