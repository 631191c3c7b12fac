"use client";
import type { Channel } from "@openvibe/core/chat/model";
import { Hash, Lock, MessagesSquare } from "lucide-react";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import type { MemberLookup } from "../../identity/use-members.ts";

/** A direct talk is named by the others in it. */
export function channelName(channel: Pick<Channel, "kind" | "name" | "memberIds">, me: string, members: MemberLookup): string {
  if (channel.kind !== "direct") return channel.name;
  const others = channel.memberIds.filter((id) => id !== me);
  return others.length === 0 ? "You" : others.map((id) => members.byId(id).name).join(", ");
}

/** Where each thread is the idea of an app. */
export const isForIdeas = ({ kind, name }: Pick<Channel, "kind" | "name">): boolean => kind === "public" && name === "ideas";

export function ChannelIcon({ kind }: { kind: Channel["kind"] }) {
  if (kind === "private") return <Lock aria-label="private" />;
  return kind === "direct" ? <MessagesSquare aria-hidden /> : <Hash aria-hidden />;
}

/** Its name with what stands before it, as in a heading. */
export function ChannelTitle({ channel, members }: { channel: Channel; members: MemberLookup }) {
  const { workspace } = useWorkspace();
  return (
    <span className="flex min-w-0 items-center gap-1.5 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-faint">
      <ChannelIcon kind={channel.kind} />
      <bdi className="truncate">{channelName(channel, workspace.memberId, members)}</bdi>
    </span>
  );
}
