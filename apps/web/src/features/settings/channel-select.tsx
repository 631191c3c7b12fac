"use client";
import { SelectField } from "@openvibe/ui/primitives/select";
import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "../../data/workspace-provider.tsx";

interface ChannelSelectProps {
  label: string;
  value: string;
  onChange: (channelId: string) => void;
  /** What an empty value means; without it a channel must be chosen. */
  everywhere?: string;
}

export function ChannelSelect({ label, value, onChange, everywhere = "Choose a channel" }: ChannelSelectProps) {
  const { queries } = useWorkspace();
  const { data } = useQuery(queries.chat.listChannels.queryOptions());
  const channels = data?.filter(({ kind, archivedAt }) => kind !== "direct" && archivedAt === null) ?? [];
  return (
    <SelectField
      label={label}
      value={value}
      onChange={onChange}
      options={[
        { value: "", label: everywhere },
        ...channels.map(({ id, name, kind }) => ({ value: id, label: `#${name}`, ...(kind === "private" ? { hint: "private" } : {}) })),
      ]}
    />
  );
}
