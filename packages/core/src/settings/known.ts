import { defineKnown, driverSlot, systemContext, type Context, type Platform } from "../platform/index.ts";
import type { PlatformSettings, StoredSetting } from "./model.ts";
import { settings } from "./tables.ts";

export interface KnownSetting extends StoredSetting {
  memberId: string;
  setBy: string | null;
  setAt: Date | null;
}

/** Left empty, our own defaults hold. */
export const platformSettings = driverSlot<PlatformSettings>("settings of the platform");

const { known, forget } = defineKnown("settings.changed");
export const forgetSettings = forget;

/** What was set by the operator, in the workspace and by the actor, from memory while nothing changes. */
export async function knownSettings(ctx: Context): Promise<KnownSetting[]> {
  const { platform, workspaceId } = ctx;
  const rows = await known(platform, workspaceId, workspaceId, () => readRows(platform, workspaceId));
  return [...rowsOfPlatform(platform), ...rows.filter(({ memberId }) => memberId === "" || memberId === ctx.actor.id)];
}

function rowsOfPlatform({ drivers }: Platform): KnownSetting[] {
  const set = Object.entries(drivers.find(platformSettings) ?? {});
  return set.map(([key, value]) => ({ key, layer: "platform", memberId: "", value, locked: false, setBy: null, setAt: null }));
}

async function readRows(platform: Platform, workspaceId: string): Promise<KnownSetting[]> {
  const rows = await systemContext(platform, workspaceId).db.select().from(settings);
  return rows.map(toKnown);
}

function toKnown({ memberId, key, stored, locked, setBy, setAt }: typeof settings.$inferSelect): KnownSetting {
  return { key, layer: memberId === "" ? "workspace" : "user", memberId, value: stored.value, locked, setBy, setAt };
}
