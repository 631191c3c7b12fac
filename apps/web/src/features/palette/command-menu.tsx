"use client";
import { AppIcon } from "@openvibe/ui/components/app-icon";
import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Bot, Inbox, LayoutGrid, MessageSquare, Moon, Plus, Settings2, Sun, Users } from "lucide-react";
import { type ReactNode, type RefObject, useMemo, useRef, useState } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { ChannelIcon, channelName } from "../chat/channels/channel-name.tsx";
import { sideOf } from "../chat/side-of.ts";
import { useKnownThreads } from "../chat/use-threads.ts";
import { useApps } from "../hosting/use-apps.ts";
import { useMemberLookup } from "../identity/use-members.ts";
import { isSearched, PaletteResults } from "../search/palette-results.tsx";
import { useGo } from "../shell/navigation.tsx";
import { setTheme } from "../shell/theme.ts";
import type { Place } from "../shell/routes.ts";
import { type Nearness, nearnessAmong } from "./near-names.ts";
import { PeopleResults } from "./people-results.tsx";

/** The others are found by what is typed. */
const KNOWN_THREADS = 200;
const LATEST_THREADS = 8;

const groupClass =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-faint";
const itemClass =
  "flex h-9 cursor-default items-center gap-2.5 rounded-md px-2 text-base select-none data-[selected=true]:bg-hover [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-faint";

const PAGES = [
  ["New app", <Plus />, { screen: "new" }],
  ["Inbox", <Inbox />, { screen: "inbox" }],
  ["Apps", <LayoutGrid />, { screen: "apps" }],
  ["Agents", <Bot />, { screen: "agents" }],
  ["Members", <Users />, { screen: "members" }],
  ["Settings", <Settings2 />, { screen: "settings" }],
] as const satisfies [string, ReactNode, Place][];
const THEMES = { light: "Light theme", dark: "Dark theme", system: "Theme of the system" } as const;
const themes = Object.keys(THEMES) as (keyof typeof THEMES)[];

/** ⌘K: to any thread, app, page or member by a few letters of its name. */
export function CommandMenu({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const [text, setText] = useState("");
  const nearness = useRef<Nearness>(nearnessAmong([]));
  /** By what a person reads, never by an id; what has no name of its own stays, in its order. */
  const byName = (_value: string, search: string, names: string[] = []) =>
    names.length === 0 ? 1 : nearness.current(names.join(" "), search);
  const change = (next: boolean) => {
    if (!next) setText("");
    onOpenChange(next);
  };
  return (
    <Command.Dialog
      open={open}
      onOpenChange={change}
      label="Search and commands"
      filter={byName}
      overlayClassName="fixed inset-0 z-40 bg-black/35 dark:bg-black/55"
      contentClassName="fixed top-[14vh] left-1/2 z-50 w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-xl border border-line bg-raised shadow-lg animate-rise"
    >
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="Go to, find or do"
        className="h-12 w-full border-b border-line bg-transparent px-4 text-md outline-none"
      />
      <Command.List className="max-h-[min(26rem,60vh)] overflow-y-auto p-1.5">
        {isSearched(text) ? null : (
          <Command.Empty className="px-3 py-8 text-center text-base text-ink-faint">Nothing by that name.</Command.Empty>
        )}
        {open ? <Entries text={text} nearness={nearness} onDone={() => change(false)} /> : null}
      </Command.List>
    </Command.Dialog>
  );
}

function Entries({ text, nearness, onDone }: { text: string; nearness: RefObject<Nearness>; onDone: () => void }) {
  const { queries, workspace } = useWorkspace();
  const members = useMemberLookup();
  const goTo = useGo();
  const channels = useQuery(queries.chat.listChannels.queryOptions());
  const apps = useApps();
  const known = useKnownThreads(KNOWN_THREADS);
  nearness.current = useMemo(
    () =>
      nearnessAmong([
        ...PAGES.map(([label]) => label),
        ...(channels.data ?? []).map((channel) => channelName(channel, workspace.memberId, members)),
        ...(apps.data?.items ?? []).map(({ name }) => `${name} app`),
        ...known.map(({ title }) => title),
        ...members.all.filter(({ id }) => id !== workspace.memberId).map(({ name, handle }) => `${name} @${handle}`),
        ...themes.map((theme) => `Theme ${theme}`),
      ]),
    [channels.data, apps.data, known, members, workspace.memberId],
  );
  const threads = text.trim() === "" ? known.slice(0, LATEST_THREADS) : known.filter(({ title }) => nearness.current(title, text) > 0);
  const go = (to: Place, search?: string) => {
    onDone();
    goTo(to, search);
  };
  const page = (label: string, icon: ReactNode, to: Place, id = label) => (
    <Command.Item key={id} value={id} keywords={[label]} onSelect={() => go(to)} className={itemClass}>
      {icon} <bdi className="truncate">{label}</bdi>
    </Command.Item>
  );
  return (
    <>
      <Command.Group heading="Go to" className={groupClass}>
        {PAGES.map(([label, icon, to]) => page(label, icon, to))}
        {channels.data?.map((channel) =>
          page(
            channelName(channel, workspace.memberId, members),
            <ChannelIcon kind={channel.kind} />,
            { screen: "channel", channelId: channel.id },
            channel.id,
          ),
        )}
      </Command.Group>
      {apps.data && apps.data.items.length > 0 ? (
        <Command.Group heading="Apps" className={groupClass}>
          {apps.data.items.map((app) => (
            <Command.Item
              key={app.id}
              value={app.id}
              keywords={[app.name, "app"]}
              onSelect={() => go({ screen: "app", appId: app.id, tab: "overview" })}
              className={itemClass}
            >
              <AppIcon icon={app.icon} accent={app.accent} size="xs" /> <span className="truncate">{app.name}</span>
            </Command.Item>
          ))}
        </Command.Group>
      ) : null}
      {threads.length > 0 ? (
        <Command.Group heading="Threads" className={groupClass}>
          {threads.map((thread) => (
            <Command.Item
              key={thread.id}
              value={thread.id}
              keywords={[thread.title]}
              onSelect={() => go({ screen: "thread", threadId: thread.id })}
              className={itemClass}
            >
              <MessageSquare />{" "}
              <bdi dir={sideOf(thread.title)} className="truncate">
                {thread.title}
              </bdi>
            </Command.Item>
          ))}
        </Command.Group>
      ) : null}
      <PeopleResults text={text} channels={channels.data ?? []} groupClass={groupClass} itemClass={itemClass} onDone={onDone} />
      <PaletteResults
        text={text}
        shown={new Set(threads.map(({ id }) => id))}
        groupClass={groupClass}
        itemClass={itemClass}
        onOpen={({ to, search }) => go(to, search)}
      />
      <Command.Group heading="Theme" className={groupClass}>
        {themes.map((theme) => (
          <Command.Item
            key={theme}
            value={theme}
            keywords={["Theme", theme]}
            onSelect={() => {
              setTheme(theme);
              onDone();
            }}
            className={itemClass}
          >
            {theme === "dark" ? <Moon /> : <Sun />} {THEMES[theme]}
          </Command.Item>
        ))}
      </Command.Group>
    </>
  );
}
