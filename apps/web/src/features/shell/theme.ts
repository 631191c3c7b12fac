import { useSyncExternalStore } from "react";
import { keepOnDevice } from "../../data/keep-on-device.ts";

export type Theme = "light" | "dark" | "system";

const KEY = "openvibe.theme";
const CHANGED = "openvibe:theme";

function chosenTheme(): Theme {
  const stored = localStorage.getItem(KEY);
  return stored === "light" || stored === "dark" ? stored : "system";
}

function shown(theme: Theme): "light" | "dark" {
  if (theme !== "system") return theme;
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Applies the theme and remembers it on this device. */
export function setTheme(theme: Theme): void {
  keepOnDevice(KEY, theme);
  document.documentElement.dataset["theme"] = shown(theme);
  window.dispatchEvent(new Event(CHANGED));
}

function subscribe(notify: () => void): () => void {
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    document.documentElement.dataset["theme"] = shown(chosenTheme());
    notify();
  };
  system.addEventListener("change", follow);
  window.addEventListener(CHANGED, notify);
  window.addEventListener("storage", follow);
  return () => {
    system.removeEventListener("change", follow);
    window.removeEventListener(CHANGED, notify);
    window.removeEventListener("storage", follow);
  };
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, chosenTheme, () => "system");
}

export function useShownTheme(): "light" | "dark" {
  return useSyncExternalStore(
    subscribe,
    () => shown(chosenTheme()),
    () => "light",
  );
}
