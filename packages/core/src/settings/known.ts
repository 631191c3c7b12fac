import { defineKnown, driverSlot, systemContext, type Context, type Platform } from "../platform/index.ts";
import { resolveSetting, type PlatformSettings, type SettingKey, type SettingValues, type StoredSetting } from "./model.ts";
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
  return settingsFor(ctx, await rowsOf(ctx));
}

/** What holds for the actor, for the verbs of other modules; the platform and agents have no values of their own. */
export async function settingOf<K extends SettingKey>(ctx: Context, key: K): Promise<SettingValues[K]> {
  return (await settingsOf(ctx))(key);
}

export type Settings = <K extends SettingKey>(key: K) => SettingValues[K];

/** The same for who needs several, as they hold at one moment. */
export async function settingsOf(ctx: Context): Promise<Settings> {
  const rows = await rowsOf(ctx);
  const { values, memberIds } = heldBy(rows, ctx.platform.drivers.find(platformSettings));
  const hasOwn = memberIds.has(ctx.actor.id);
  return <K extends SettingKey>(key: K) => {
    const name = hasOwn ? `${key} ${ctx.actor.id}` : key;
    if (!values.has(name)) values.set(name, resolveSetting(key, settingsFor(ctx, rows)).value);
    return values.get(name) as SettingValues[K];
  };
}

type Rows = readonly KnownSetting[];

const rowsOf = ({ platform, workspaceId }: Context): Promise<Rows> =>
  known(platform, workspaceId, workspaceId, () => readRows(platform, workspaceId));

function settingsFor({ platform, actor }: Context, rows: Rows): KnownSetting[] {
  return [...rowsOfPlatform(platform), ...rows.filter(({ memberId }) => memberId === "" || memberId === actor.id)];
}

/** What holds by these rows and what the operator set, worked out once. */
interface Held {
  platform: PlatformSettings | undefined;
  values: Map<string, unknown>;
  /** Who has values of their own. */
  memberIds: ReadonlySet<string>;
}

const held = new WeakMap<Rows, Held>();

function heldBy(rows: Rows, platform: PlatformSettings | undefined): Held {
  const before = held.get(rows);
  if (before && before.platform === platform) return before;
  const made: Held = { platform, values: new Map(), memberIds: new Set(rows.map(({ memberId }) => memberId)) };
  held.set(rows, made);
  return made;
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
