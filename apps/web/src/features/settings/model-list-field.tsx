"use client";
import type { SettingKey } from "@openvibe/core/settings/model";
import { Input } from "@openvibe/ui/primitives/input";
import { Select } from "@openvibe/ui/primitives/select";
import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "../../data/workspace-provider.tsx";

/** Models in the order in which they are asked: written, or chosen from those that are known. */
export function ModelListField({
  settingKey,
  label,
  placeholder = "None chosen: as said above",
  value,
  disabled,
  onChange,
}: {
  settingKey: SettingKey;
  label: string;
  placeholder?: string;
  value: string;
  disabled: boolean;
  onChange: (value: string) => void;
}) {
  const { queries } = useWorkspace();
  const { data = [] } = useQuery(queries.gateway.listModels.queryOptions({ staleTime: 300_000 }));
  const wanted = settingKey === "models.embedding" ? "embedding" : "language";
  const refs = value.split(",").map((ref) => ref.trim());
  const more = data.filter(({ kind, ref }) => kind === wanted && !refs.includes(ref));
  return (
    <div className="flex w-full flex-wrap gap-2">
      <Input
        aria-label={label}
        value={value}
        disabled={disabled}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
        className="min-w-52 flex-1"
      />
      {more.length > 0 ? (
        <Select
          label={`Add to: ${label}`}
          value=""
          disabled={disabled}
          onChange={(ref) => onChange([...refs.filter((each) => each !== ""), ref].join(", "))}
          options={[{ value: "", label: "Add a model" }, ...more.map(({ ref }) => ({ value: ref, label: ref }))]}
          className="h-9"
        />
      ) : null}
    </div>
  );
}
