import { z } from "zod";
import { defineEvent, Time } from "../platform/event-definition.ts";
import { SETTINGS, TEMPLATES, type SettingKey, type SettingValues } from "./catalog-model.ts";

export * from "./catalog-model.ts";
export * from "./own-routes-model.ts";

/** Where a value can come from, the weakest first. */
export const SettingLayer = z.enum(["platform", "template", "workspace", "user"]);
export type SettingLayer = z.infer<typeof SettingLayer>;

/** Where a value can be set. */
export const OwnLayer = z.enum(["workspace", "user"]);
export type OwnLayer = z.infer<typeof OwnLayer>;

const keys = Object.keys(SETTINGS) as [SettingKey, ...SettingKey[]];
export const KeyOfSetting = z.enum(keys);

/** A setting as it holds for whoever asks, with every layer that says something of it. */
export const ListedSetting = z.object({
  key: KeyOfSetting,
  value: z.unknown(),
  from: SettingLayer,
  /** Set for everybody by an admin: what people chose for themselves does not count. */
  locked: z.boolean(),
  layers: z.partialRecord(SettingLayer, z.unknown()),
  setBy: z.string().nullable(),
  setAt: Time.nullable(),
});
export type ListedSetting = z.infer<typeof ListedSetting>;

export const SetSetting = z.object({
  key: KeyOfSetting,
  layer: OwnLayer,
  value: z.unknown(),
  /** For the workspace's layer: nobody has a value of their own. */
  locked: z.boolean().optional(),
});
export type SetSetting = z.infer<typeof SetSetting>;
export const ResetSetting = z.object({ key: KeyOfSetting, layer: OwnLayer });
export type ResetSetting = z.infer<typeof ResetSetting>;

/** One value that somebody set: the platform's is its operator's. */
export interface StoredSetting {
  key: string;
  layer: OwnLayer | "platform";
  value: unknown;
  locked: boolean;
}

export interface Resolved<K extends SettingKey = SettingKey> {
  value: SettingValues[K];
  from: SettingLayer;
  locked: boolean;
  layers: Partial<Record<SettingLayer, SettingValues[K]>>;
}

/** What holds, given what was set; the web app shows with it what a change would do before it is saved. */
export function resolveSetting<K extends SettingKey>(key: K, stored: readonly StoredSetting[]): Resolved<K> {
  const of = (layer: StoredSetting["layer"]) => stored.find((each) => each.key === key && each.layer === layer);
  const standard = readSetting(key, of("platform")?.value);
  const layers: Resolved<K>["layers"] = { platform: standard.ok ? standard.value : (SETTINGS[key].default as SettingValues[K]) };
  const template = key === "template" ? undefined : TEMPLATES[templateOf(stored)].values[key];
  if (template !== undefined) layers.template = template;
  const workspace = of("workspace");
  const set = readSetting(key, workspace?.value);
  if (set.ok) layers.workspace = set.value;
  const own = readSetting(key, of("user")?.value);
  if (own.ok && allows(key, "user")) layers.user = own.value;
  const locked = set.ok && workspace?.locked === true;
  const held = SettingLayer.options.filter((layer) => layer in layers && !(locked && layer === "user"));
  const from = held.at(-1) ?? "platform";
  return { value: layers[from] as SettingValues[K], from, locked, layers };
}

/** Of a value that no longer fits, as after an upgrade, nothing is taken. */
export function readSetting<K extends SettingKey>(
  key: K,
  value: unknown,
): { ok: true; value: SettingValues[K] } | { ok: false; problem: string } {
  if (value === undefined) return { ok: false, problem: "Say a value." };
  const read = SETTINGS[key].schema.safeParse(value);
  if (read.success) return { ok: true, value: read.data as SettingValues[K] };
  return { ok: false, problem: read.error.issues[0]?.message ?? "This value does not fit." };
}

export function allows(key: SettingKey, layer: OwnLayer): boolean {
  return SETTINGS[key].layers.includes(layer);
}

function templateOf(stored: readonly StoredSetting[]): keyof typeof TEMPLATES {
  return resolveSetting(
    "template",
    stored.filter(({ key }) => key === "template"),
  ).value;
}

/** What the operator of a server sets for all its workspaces. */
export const PlatformSettings = z.partialRecord(KeyOfSetting, z.unknown()).check(({ value, issues }) => {
  for (const [key, said] of Object.entries(value)) {
    const read = readSetting(key as SettingKey, said);
    if (!read.ok) issues.push({ code: "custom", input: said, path: [key], message: read.problem });
  }
});
export type PlatformSettings = z.infer<typeof PlatformSettings>;

export const SettingEvents = {
  /** `value` is left out when it was reset. */
  SettingChanged: defineEvent(
    "settings.setting_changed",
    z.object({ key: z.string(), layer: OwnLayer, value: z.unknown().optional(), locked: z.boolean() }),
  ),
};
