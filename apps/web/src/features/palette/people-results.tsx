"use client";
import type { ListedChannel } from "@openvibe/core/chat/model";
import { Avatar } from "@openvibe/ui/components/avatar";
import { Command } from "cmdk";
import { useAct } from "../../data/use-act.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useOpenDirect } from "../chat/channels/use-open-direct.ts";
import { membersFor } from "../chat/completions.ts";
import { useMemberLookup, useRights } from "../identity/use-members.ts";

const MOST = 6;

/** People and agents by name or handle, whom one has no direct talk with yet; those that are there stand among the channels. */
export function PeopleResults({
  text,
  channels,
  groupClass,
  itemClass,
  onDone,
}: {
  text: string;
  channels: readonly ListedChannel[];
  groupClass: string;
  itemClass: string;
  onDone: () => void;
}) {
  const { workspace } = useWorkspace();
  const members = useMemberLookup();
  const { write } = useRights();
  const openDirect = useOpenDirect();
  const { act } = useAct();
  const query = text.trim().replace(/^@/, "");
  if (query === "" || !write) return null;
  const known = new Set(channels.flatMap(({ kind, memberIds }) => (kind === "direct" && memberIds.length === 2 ? memberIds : [])));
  const others = members.all.filter(({ id }) => id !== workspace.memberId && !known.has(id));
  const found = membersFor(others, query, MOST);
  if (found.length === 0) return null;
  return (
    <Command.Group heading="Talk to" className={groupClass}>
      {found.map((member) => (
        <Command.Item
          key={member.id}
          value={member.id}
          // What found it was typed with or without its sign.
          keywords={[member.name, `@${member.handle}`]}
          onSelect={() => {
            onDone();
            void act(() => openDirect([member.id]));
          }}
          className={itemClass}
        >
          <Avatar member={member} size="sm" /> <bdi className="truncate">{member.name}</bdi>
          <span className="truncate text-sm text-ink-faint">@{member.handle}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}
