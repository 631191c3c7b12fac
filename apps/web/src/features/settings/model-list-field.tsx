"use client";
import type { SettingKey } from "@openvibe/core/settings/model";
import { Input } from "@openvibe/ui/primitives/input";
import { Select } from "@openvibe/ui/primitives/select";
import { useModelChoices } from "../models/model-choices.ts";

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
  const choices = useModelChoices(settingKey === "models.embedding" ? "embedding" : "language");
  const refs = value.split(",").map((ref) => ref.trim());
  const more = choices.filter(({ value: ref }) => !refs.includes(ref));
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
          options={[
            { value: "", label: "Add a model" },
            ...more.map(({ needsKey, ...model }) => ({ ...model, hint: needsKey ? "needs a key" : "" })),
          ]}
          className="h-9"
        />
      ) : null}
    </div>
  );
}
