"use client";
import { type AgentMode, ChangeChannel, type Channel, type ListedChannel } from "@openvibe/core/chat/model";
import { Avatar } from "@openvibe/ui/components/avatar";
import { Button } from "@openvibe/ui/primitives/button";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { Field } from "@openvibe/ui/primitives/field";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { toast } from "sonner";
import { messageOf } from "../../../data/errors.ts";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { ChannelLevelChoice } from "../../inbox/channel-level.tsx";
import { PresenceDot } from "../../identity/presence-dot.tsx";
import { useMemberLookup, useRights } from "../../identity/use-members.ts";
import { withChannel } from "../live.ts";
import { MemberChoice } from "./member-choice.tsx";

const MODES: readonly { value: AgentMode; label: string }[] = [
  { value: "never", label: "Never" },
  { value: "mentioned", label: "When named" },
  { value: "always", label: "Always" },
];
const MODE_SAYS: Record<AgentMode, string> = {
  never: "Agents read along and stay silent, also when they are named.",
  mentioned: "An agent answers where somebody writes its @name.",
  always: "An agent takes up every message of a person.",
};
const MOST = 100;

/** What a channel is about, when agents speak in it, and who is in it. */
export function ChannelDialog({
  channel,
  open,
  onOpenChange,
}: {
  channel: ListedChannel;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={channel.kind === "direct" ? "This talk" : `#${channel.name}`}
      className="top-[8vh]"
    >
      {open ? (
        <div className="-mx-1 grid max-h-[70vh] grid-cols-1 gap-6 overflow-y-auto px-1">
          {channel.kind === "direct" ? null : <About channel={channel} />}
          <Agents channel={channel} />
          {channel.joined ? <ChannelLevelChoice channelId={channel.id} /> : null}
          <People channel={channel} />
          {channel.kind === "direct" ? null : <Archive channel={channel} onDone={() => onOpenChange(false)} />}
        </div>
      ) : null}
    </Dialog>
  );
}

function useChange(channel: Channel) {
  const { client, queries } = useWorkspace();
  const cache = useQueryClient();
  return async (change: { name?: string; topic?: string; agentMode?: AgentMode; archived?: boolean }): Promise<string | undefined> => {
    try {
      const changed = await client.chat.changeChannel({ channelId: channel.id, ...change });
      cache.setQueryData(queries.chat.listChannels.queryKey(), (channels) => {
        const known = channels?.find(({ id }) => id === changed.id);
        return known && withChannel(channels, { ...known, ...changed });
      });
      return undefined;
    } catch (error) {
      return messageOf(error);
    }
  };
}

function About({ channel }: { channel: Channel }) {
  const change = useChange(channel);
  const { write } = useRights();
  const [problem, setProblem] = useState<string>();
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const input = ChangeChannel.safeParse({ channelId: channel.id, name: data.get("name"), topic: data.get("topic") });
    const refused = input.success ? await change(input.data) : input.error.issues[0]?.message;
    setProblem(refused);
    if (!refused) toast.success("Saved.");
  };
  if (!write) return channel.topic ? <p className="text-base text-ink-soft">{channel.topic}</p> : null;
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-3">
      <Field label="Name" name="name" defaultValue={channel.name} maxLength={40} error={problem} />
      <Field label="Topic" name="topic" defaultValue={channel.topic} maxLength={200} />
      <Button type="submit" size="sm" className="justify-self-end">
        Save
      </Button>
    </form>
  );
}

function Agents({ channel }: { channel: Channel }) {
  const change = useChange(channel);
  const { write } = useRights();
  if (!write) return null;
  return (
    <section className="grid gap-1.5">
      <h3 className="text-sm font-medium">Agents answer</h3>
      <Segmented
        label="Agents answer"
        value={channel.agentMode}
        onChange={(agentMode: AgentMode) => void change({ agentMode }).then((refused) => refused && toast.error(refused))}
        className="flex"
        options={MODES}
      />
      <p className="text-xs text-ink-faint">{MODE_SAYS[channel.agentMode]}</p>
    </section>
  );
}

function People({ channel }: { channel: ListedChannel }) {
  const { client, queries, workspace } = useWorkspace();
  const cache = useQueryClient();
  const members = useMemberLookup();
  const { write } = useRights();
  const [adding, setAdding] = useState<ReadonlySet<string>>();
  const { data } = useQuery(queries.chat.listChannelMembers.queryOptions({ input: { channelId: channel.id, limit: MOST } }));
  const inside = new Set(data?.items.map(({ memberId }) => memberId));
  const act = async (work: () => Promise<unknown>) => {
    try {
      await work();
      await cache.invalidateQueries({ queryKey: queries.chat.listChannelMembers.key() });
    } catch (error) {
      toast.error(messageOf(error));
    }
  };
  const mayChange = write && channel.joined && channel.kind !== "direct";
  return (
    <section className="grid grid-cols-1 gap-2">
      <div className="flex items-center justify-between">
        <h3 className="text-sm font-medium">
          In it <span className="text-ink-faint tabular">{data?.items.length ?? ""}</span>
        </h3>
        {mayChange && !adding ? (
          <Button size="sm" onClick={() => setAdding(new Set())}>
            Bring somebody in
          </Button>
        ) : null}
      </div>
      {adding ? (
        <div className="grid gap-3 rounded-lg border border-line p-3">
          <MemberChoice
            label="Whom to bring in"
            members={members.all.filter(({ id }) => !inside.has(id))}
            chosen={adding}
            onChange={setAdding}
          />
          <div className="flex justify-end gap-2">
            <Button size="sm" onClick={() => setAdding(undefined)}>
              Cancel
            </Button>
            <Button
              size="sm"
              look="primary"
              disabled={adding.size === 0}
              onClick={() =>
                void act(async () => {
                  await client.chat.addToChannel({ channelId: channel.id, memberIds: [...adding] });
                  setAdding(undefined);
                })
              }
            >
              Bring in
            </Button>
          </div>
        </div>
      ) : null}
      <ul className="grid grid-cols-1">
        {data?.items.map(({ memberId }) => {
          const member = members.byId(memberId);
          return (
            <li key={memberId} className="group/row flex h-9 items-center gap-2.5 text-base pointer-coarse:h-11">
              <span className="relative flex">
                <Avatar member={member} size="sm" />
                <PresenceDot memberId={memberId} className="absolute -right-0.5 -bottom-0.5" />
              </span>
              <span className="min-w-0 flex-1 truncate">
                {member.name}
                {memberId === workspace.memberId ? <span className="text-ink-faint"> (you)</span> : null}
              </span>
              {mayChange && memberId !== workspace.memberId ? (
                <button
                  type="button"
                  onClick={() => void act(() => client.chat.removeFromChannel({ channelId: channel.id, memberId }))}
                  className="rounded-sm px-1.5 text-xs text-ink-faint hover:text-danger"
                >
                  Take out<span className="sr-only"> {member.name}</span>
                </button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Archive({ channel, onDone }: { channel: ListedChannel; onDone: () => void }) {
  const { client, queries } = useWorkspace();
  const cache = useQueryClient();
  const change = useChange(channel);
  const { write } = useRights();
  const leave = async () => {
    try {
      await (channel.joined ? client.chat.leaveChannel({ channelId: channel.id }) : client.chat.joinChannel({ channelId: channel.id }));
      await cache.invalidateQueries({ queryKey: queries.chat.listChannels.key() });
      onDone();
    } catch (error) {
      toast.error(messageOf(error));
    }
  };
  return (
    <section className="flex flex-wrap gap-2 border-t border-line pt-4">
      <Button size="sm" onClick={() => void leave()}>
        {channel.joined ? "Leave the channel" : "Join the channel"}
      </Button>
      {write ? (
        <Button
          size="sm"
          onClick={() =>
            void change({ archived: channel.archivedAt === null }).then((refused) => (refused ? toast.error(refused) : onDone()))
          }
        >
          {channel.archivedAt ? "Bring it back" : "Archive it"}
        </Button>
      ) : null}
    </section>
  );
}
