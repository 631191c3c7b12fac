import {
  readSetting,
  SETTINGS,
  type ListedSetting,
  type SettingKey,
  type SettingValues,
  type StoredSetting,
} from "@openvibe/core/settings/model";
import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "../../data/workspace-provider.tsx";

/** A server that was renewed under an open tab lists settings that the tab has never heard of. */
const known = (listed: ListedSetting[]) => listed.filter(({ key }) => key in SETTINGS);

export function useSettings() {
  const { queries } = useWorkspace();
  return useQuery(queries.settings.listSettings.queryOptions({ staleTime: Infinity, select: known }));
}

/** What holds for the person who looks; the platform's default until it is known. */
export function useSetting<K extends SettingKey>(key: K): SettingValues[K] {
  const { data } = useSettings();
  return valueOf(key, data?.find((each) => each.key === key)?.value);
}

export function valueOf<K extends SettingKey>(key: K, value: unknown): SettingValues[K] {
  const read = readSetting(key, value);
  return read.ok ? read.value : (SETTINGS[key].default as SettingValues[K]);
}

/** What holds for the workspace, without anybody's own choices, as what is resolved anew for a preview. */
export function storedForAll(listed: readonly ListedSetting[]): StoredSetting[] {
  return listed.flatMap(({ key, layers, locked }) => [
    { key, layer: "platform" as const, value: layers.platform, locked: false },
    ...(layers.workspace === undefined ? [] : [{ key, layer: "workspace" as const, value: layers.workspace, locked }]),
  ]);
}
