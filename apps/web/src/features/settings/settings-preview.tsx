"use client";
import {
  AGENT_TITLES,
  resolveSetting,
  SETTINGS,
  SIDEBAR_SECTIONS,
  wholeSections,
  type ListedSetting,
  type SettingKey,
  type StoredSetting,
} from "@openvibe/core/settings/model";
import { Button } from "@openvibe/ui/primitives/button";
import { GitFork } from "lucide-react";
import type { Drafts } from "./setting-list.tsx";
import { storedForAll } from "./use-settings.ts";

const KEYS = Object.keys(SETTINGS) as SettingKey[];

/** What somebody who chose nothing for themselves will see when the drafts are saved. */
export function SettingsPreview({ listed, drafts }: { listed: readonly ListedSetting[]; drafts: Drafts }) {
  const before = storedForAll(listed);
  const after: StoredSetting[] = [
    ...before.filter(({ key, layer }) => layer === "platform" || drafts[key as SettingKey] === undefined),
    ...KEYS.flatMap((key) => {
      const draft = drafts[key];
      return draft ? [{ key, layer: "workspace" as const, ...draft }] : [];
    }),
  ];
  const sections = wholeSections(resolveSetting("sidebar.sections", after).value).filter(({ hidden }) => !hidden);
  const mode = resolveSetting("theme.mode", after).value;
  const differing = KEYS.filter(
    (key) => JSON.stringify(resolveSetting(key, before).value) !== JSON.stringify(resolveSetting(key, after).value),
  );
  const relocked = KEYS.filter((key) => resolveSetting(key, before).locked !== resolveSetting(key, after).locked);
  return (
    <section aria-label="Preview" className="rounded-xl border border-line bg-sunken p-4">
      <h2 className="text-sm font-semibold text-ink-soft">What people will see</h2>
      <div className="mt-3 flex flex-wrap gap-3">
        <div
          data-theme={mode === "system" ? undefined : mode}
          data-brand={resolveSetting("theme.accent", after).value}
          className="flex min-w-72 flex-1 overflow-hidden rounded-lg border border-line bg-canvas text-ink shadow-sm"
        >
          <ul aria-label="Sidebar" className="w-28 border-r border-line p-2 text-xs text-ink-soft">
            {sections.map(({ id }) => (
              <li key={id} className="py-1">
                {SIDEBAR_SECTIONS[id]}
              </li>
            ))}
          </ul>
          <div className="grid flex-1 content-start gap-2 bg-surface p-3 text-sm">
            <p>
              A message with <span className="text-brand-text underline">a link</span>
            </p>
            <p className="inline-flex items-center gap-1.5 text-xs text-ink-faint">
              <GitFork aria-hidden className="size-3.5" /> {resolveSetting("words.fork", after).value} from here
            </p>
            <Button look="brand" size="sm" tabIndex={-1} aria-hidden className="pointer-events-none justify-self-start">
              Send
            </Button>
          </div>
        </div>
        <div className="min-w-52 flex-1 text-sm text-ink-soft">
          {differing.length + relocked.length === 0 ? (
            <p>As it is now. Change something below to see what it does before you save it.</p>
          ) : (
            <ul className="list-disc space-y-1 pl-5">
              {differing.map((key) => (
                <li key={key}>
                  {SETTINGS[key].label}: <s className="text-ink-faint">{said(key, resolveSetting(key, before).value)}</s>{" "}
                  {said(key, resolveSetting(key, after).value)}
                </li>
              ))}
              {relocked.map((key) => (
                <li key={key}>
                  {SETTINGS[key].label}: {resolveSetting(key, after).locked ? "the same for everybody" : "people choose for themselves"}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </section>
  );
}

function said(key: SettingKey, value: unknown): string {
  const { editor } = SETTINGS[key];
  if (value === null) return "never";
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "string") return typeof editor === "object" ? (editor[value] ?? value) : value;
  if (Array.isArray(value)) return value.map((each: unknown) => sectionOr(each)).join(", ");
  return JSON.stringify(value);
}

function sectionOr(value: unknown): string {
  if (typeof value === "string") return AGENT_TITLES[value] ?? value;
  if (typeof value !== "object" || value === null || !("id" in value)) return JSON.stringify(value);
  const { id, hidden } = value as { id: keyof typeof SIDEBAR_SECTIONS; hidden: boolean };
  return `${SIDEBAR_SECTIONS[id]}${hidden ? " (hidden)" : ""}`;
}
