"use client";
import type { ListedChannel } from "@openvibe/core/chat/model";
import { type SidebarSection, wholeSections } from "@openvibe/core/settings/model";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { AppIcon } from "@openvibe/ui/components/app-icon";
import { Avatar } from "@openvibe/ui/components/avatar";
import { StatusDot } from "@openvibe/ui/components/status-dot";
import { cx } from "@openvibe/ui/class-names";
import { Kbd } from "@openvibe/ui/primitives/kbd";
import { Bot, ChevronRight, Inbox, LayoutGrid, Plus, Search, Settings2, Users } from "lucide-react";
import { type ComponentType, useState } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { ChannelIcon, channelName } from "../chat/channels/channel-name.tsx";
import { NewChannelButton } from "../chat/channels/new-channel-button.tsx";
import { NewDirectButton } from "../chat/channels/new-direct-button.tsx";
import { sideOf } from "../chat/side-of.ts";
import { threadsOptions } from "../chat/use-threads.ts";
import { STATES } from "../hosting/app-state.ts";
import { useApps } from "../hosting/use-apps.ts";
import { PresenceDot } from "../identity/presence-dot.tsx";
import { useMemberLookup } from "../identity/use-members.ts";
import { NotificationBell } from "../inbox/notification-bell.tsx";
import { CountBadge, UnreadBadge } from "../inbox/unread-badge.tsx";
import { useUnread } from "../inbox/use-unread.ts";
import { useSetting } from "../settings/use-settings.ts";
import { moveByArrows } from "./move-by-arrows.ts";
import { RouteLink } from "./navigation.tsx";
import { useShell } from "./shell-context.ts";
import { NotRead, Row, Section, Waiting } from "./sidebar-row.tsx";
import { Aimed, useAim, useHeldOrder } from "./use-held-order.ts";
import { UserMenu } from "./user-menu.tsx";
import { WorkspaceMenu } from "./workspace-menu.tsx";

const SHOWN_THREADS = 5;
const SHOWN_APPS = 8;

const SECTIONS: Readonly<Record<SidebarSection, ComponentType>> = { channels: Channels, direct: Direct, apps: Apps };

export function Sidebar() {
  const { openCommands } = useShell();
  const aim = useAim();
  const sections = wholeSections(useSetting("sidebar.sections"));
  return (
    <nav aria-label="Workspace" className="flex h-full min-h-0 w-full flex-1 flex-col bg-canvas" onKeyDown={moveByArrows}>
      <div className="px-2.5 pt-2.5">
        <WorkspaceMenu />
        <div className="mt-2 flex gap-1.5">
          <RouteLink
            to={{ screen: "new" }}
            className="flex h-8 flex-1 items-center gap-2 rounded-md border pointer-coarse:h-10 border-line-strong/70 bg-raised px-2.5 text-sm font-medium shadow-sm hover:border-line-strong"
          >
            <Plus aria-hidden className="size-4 text-ink-faint" /> New app
          </RouteLink>
          <button
            type="button"
            aria-keyshortcuts="Meta+K Control+K"
            onClick={openCommands}
            className="flex h-8 items-center justify-center gap-1.5 rounded-md border pointer-coarse:min-w-10 border-line-strong/70 bg-raised px-2 text-ink-faint shadow-sm hover:border-line-strong hover:text-ink"
          >
            <Search aria-hidden className="size-3.5" />
            <span className="sr-only">Search and commands</span>
            <span aria-hidden className="max-md:hidden">
              <Kbd>⌘K</Kbd>
            </span>
          </button>
        </div>
      </div>
      <div {...aim.handlers} className="min-h-0 flex-1 overflow-y-auto px-2.5 pt-4 pb-6">
        <ul className="grid grid-cols-1 gap-px">
          <InboxRow />
          <Row to={{ screen: "apps" }} icon={<LayoutGrid />}>
            Apps
          </Row>
          <Row to={{ screen: "agents" }} icon={<Bot />}>
            Agents
          </Row>
          <Row to={{ screen: "members" }} icon={<Users />}>
            Members
          </Row>
          <Row to={{ screen: "settings" }} icon={<Settings2 />}>
            Settings
          </Row>
        </ul>
        <Aimed value={aim.aimed}>
          {sections.map(({ id, hidden }) => {
            const Shown = SECTIONS[id];
            return hidden ? null : <Shown key={id} />;
          })}
        </Aimed>
      </div>
      <div className="flex items-center gap-1 border-t border-line p-2">
        <div className="min-w-0 flex-1">
          <UserMenu />
        </div>
        <NotificationBell />
      </div>
    </nav>
  );
}

function InboxRow() {
  const { total } = useUnread();
  return (
    <Row to={{ screen: "inbox" }} icon={<Inbox />} bold={total.unread > 0} trailing={<CountBadge {...total} />}>
      Inbox
    </Row>
  );
}

function Channels() {
  const { queries } = useWorkspace();
  const { data, isPending, isError, refetch } = useQuery(queries.chat.listChannels.queryOptions());
  const shown = data?.filter(({ kind, archivedAt }) => kind !== "direct" && archivedAt === null) ?? [];
  const joined = shown.filter((channel) => channel.joined);
  const others = shown.filter((channel) => !channel.joined);
  return (
    <Section title="Channels" action={<NewChannelButton />}>
      {isPending ? <Waiting /> : joined.map((channel) => <ChannelRows key={channel.id} channel={channel} />)}
      {isError && !data ? <NotRead onRetry={() => void refetch()} /> : null}
      {others.length > 0 ? <OtherChannels channels={others} /> : null}
    </Section>
  );
}

/** Public channels that the person is not in: to look into, and to join. */
function OtherChannels({ channels }: { channels: readonly ListedChannel[] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <li>
        <button
          type="button"
          data-row
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex h-7.5 w-full items-center gap-2 rounded-md px-2 text-sm text-ink-faint hover:bg-hover hover:text-ink max-md:h-10"
        >
          <ChevronRight aria-hidden className={cx("size-4 transition-transform", open && "rotate-90")} />
          {channels.length} more to join
        </button>
      </li>
      {open
        ? channels.map(({ id, kind, name }) => (
            <Row key={id} to={{ screen: "channel", channelId: id }} icon={<ChannelIcon kind={kind} />}>
              {name}
            </Row>
          ))
        : null}
    </>
  );
}

function ChannelRows({ channel }: { channel: ListedChannel }) {
  const { queries } = useWorkspace();
  const { byChannel, withForks } = useUnread();
  const { data } = useInfiniteQuery(threadsOptions(queries, channel.id));
  // What is put away comes back with its next message; until it is read it stays in sight.
  const listed = data?.pages[0]?.items.filter(({ id, status }) => status !== "archived" || withForks.has(id)) ?? [];
  const threads = useHeldOrder(listed).slice(0, SHOWN_THREADS);
  const unread = byChannel.get(channel.id);
  return (
    <>
      <Row
        to={{ screen: "channel", channelId: channel.id }}
        icon={<ChannelIcon kind={channel.kind} />}
        bold={unread !== undefined}
        trailing={unread && unread.mentions > 0 ? <CountBadge {...unread} /> : null}
      >
        {channel.name}
      </Row>
      {threads.map((thread) => (
        <Row
          key={thread.id}
          to={{ screen: "thread", threadId: thread.id }}
          indent
          dir={sideOf(thread.title)}
          bold={withForks.has(thread.id)}
          trailing={<UnreadBadge threadId={thread.id} />}
        >
          {thread.title}
        </Row>
      ))}
    </>
  );
}

function Direct() {
  const { queries, workspace } = useWorkspace();
  const members = useMemberLookup();
  const { byChannel } = useUnread();
  const { data } = useQuery(queries.chat.listChannels.queryOptions());
  const shown = data?.filter(({ kind }) => kind === "direct") ?? [];
  return (
    <Section title="Direct" action={<NewDirectButton />}>
      {shown.map((channel) => {
        const [other] = channel.memberIds.filter((id) => id !== workspace.memberId);
        return (
          <Row
            key={channel.id}
            to={{ screen: "channel", channelId: channel.id }}
            icon={
              <span className="relative flex">
                <Avatar member={members.byId(other ?? workspace.memberId)} size="xs" />
                <PresenceDot memberId={other ?? workspace.memberId} className="absolute -right-0.5 -bottom-0.5" />
              </span>
            }
            bold={byChannel.has(channel.id)}
            trailing={<UnreadBadge channelId={channel.id} />}
          >
            {channelName(channel, workspace.memberId, members)}
          </Row>
        );
      })}
      {data && shown.length === 0 ? <li className="px-2 py-1 text-xs text-ink-faint">Talk with one person or agent.</li> : null}
    </Section>
  );
}

function Apps() {
  const { data, isPending } = useApps();
  if (!isPending && !data?.items.length) return null;
  return (
    <Section title="Apps">
      {isPending ? (
        <Waiting />
      ) : (
        data?.items.slice(0, SHOWN_APPS).map((app) => (
          <Row
            key={app.id}
            to={{ screen: "app", appId: app.id, tab: "overview" }}
            icon={<AppIcon size="xs" icon={app.icon} accent={app.accent} />}
            trailing={<StatusDot tone={STATES[app.state].tone} label={STATES[app.state].label} className="mr-0.5 size-1.75" />}
          >
            {app.name}
          </Row>
        ))
      )}
    </Section>
  );
}
