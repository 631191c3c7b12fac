"use client";
import { useEffect, useRef } from "react";
import { toast } from "sonner";
import { useChoice } from "../../data/use-choice.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { setTheme, type Theme } from "../shell/theme.ts";
import { useSetting, useSettings, valueOf } from "./use-settings.ts";

/** The theme as the settings have it; undefined is this device's own, as nobody has set one. */
function useThemeChoice(): [Theme | undefined, (theme: Theme | undefined) => void] {
  const { client, queries } = useWorkspace();
  const { data } = useSettings();
  const held = data?.find(({ key }) => key === "theme.mode");
  return useChoice("theme", {
    known: held && held.from !== "platform" ? valueOf("theme.mode", held.value) : undefined,
    save: (value) => client.settings.setSetting({ key: "theme.mode", layer: "user", value }),
    stale: queries.settings.listSettings.key(),
  });
}

/** Shows theme and accent as the settings have them. */
export function LookOfSettings() {
  const { data } = useSettings();
  const [chosen] = useThemeChoice();
  const before = useRef<Theme>(undefined);
  useEffect(() => {
    if (chosen) setTheme(chosen);
    else if (before.current && data) setTheme("system");
    before.current = chosen;
  }, [chosen, data]);
  const accent = useSetting("theme.accent");
  useEffect(() => {
    document.documentElement.dataset["brand"] = accent;
    return () => void delete document.documentElement.dataset["brand"];
  }, [accent]);
  return null;
}

/** Shows the theme at once and keeps it as the person's own, for all their devices. */
export function useChooseTheme(): (theme: Theme) => void {
  const { data } = useSettings();
  const [, choose] = useThemeChoice();
  return (theme) => {
    if (data?.find(({ key }) => key === "theme.mode")?.locked) {
      toast.error("The theme is locked for everybody. Ask an admin of the workspace.");
      return;
    }
    choose(theme);
  };
}
