"use client";
import { AppIcon } from "@openvibe/ui/components/app-icon";
import { useQuery } from "@tanstack/react-query";
import { Command, defaultFilter } from "cmdk";
import { Bot, Inbox, LayoutGrid, MessageSquare, Moon, Plus, Settings2, Sun, Users } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { ChannelIcon, channelName } from "../chat/channels/channel-name.tsx";
import { useKnownThreads } from "../chat/use-threads.ts";
import { useApps } from "../hosting/use-apps.ts";
import { useMemberLookup } from "../identity/use-members.ts";
import { isSearched, PaletteResults } from "../search/palette-results.tsx";
import { useGo } from "../shell/navigation.tsx";
import { setTheme } from "../shell/theme.ts";
import type { Place } from "../shell/routes.ts";
import { PeopleResults } from "./people-results.tsx";

/** The others are found by what is typed. */
const KNOWN_THREADS = 200;
const LATEST_THREADS = 8;

const groupClass =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-faint";
const itemClass =
  "flex h-9 cursor-default items-center gap-2.5 rounded-md px-2 text-base select-none data-[selected=true]:bg-hover [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-faint";

/** By what a person reads, never by an id; what has no name of its own stays, in its order. */
const byName = (_value: string, search: string, names: string[] = []): number =>
  names.length === 0 ? 1 : (defaultFilter(names.join(" "), search) ?? 0);

/** ⌘K: to any thread, app, page or member by a few letters of its name. */
export function CommandMenu({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const [text, setText] = useState("");
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
        {open ? <Entries text={text} onDone={() => change(false)} /> : null}
      </Command.List>
    </Command.Dialog>
  );
}

function Entries({ text, onDone }: { text: string; onDone: () => void }) {
  const { queries, workspace } = useWorkspace();
  const members = useMemberLookup();
  const goTo = useGo();
  const channels = useQuery(queries.chat.listChannels.queryOptions());
  const apps = useApps();
  const known = useKnownThreads(KNOWN_THREADS);
  const threads = text.trim() === "" ? known.slice(0, LATEST_THREADS) : known.filter(({ id, title }) => byName(id, text, [title]) > 0);
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
        {page("New app", <Plus />, { screen: "new" })}
        {page("Inbox", <Inbox />, { screen: "inbox" })}
        {page("Apps", <LayoutGrid />, { screen: "apps" })}
        {page("Agents", <Bot />, { screen: "agents" })}
        {page("Members", <Users />, { screen: "members" })}
        {page("Settings", <Settings2 />, { screen: "settings" })}
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
              <MessageSquare /> <span className="truncate">{thread.title}</span>
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
        {(["light", "dark", "system"] as const).map((theme) => (
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
            {theme === "dark" ? <Moon /> : <Sun />} {{ light: "Light theme", dark: "Dark theme", system: "Theme of the system" }[theme]}
          </Command.Item>
        ))}
      </Command.Group>
    </>
  );
}
