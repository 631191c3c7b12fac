"use client";
import type { ModelPolicy } from "@openvibe/core/agents/model";
import { Select } from "@openvibe/ui/primitives/select";
import { useModelChoices } from "../models/model-choices.ts";

const DIFFICULTIES: Readonly<Record<keyof ModelPolicy, string>> = {
  routine: "Routine: titles, summaries and closing reports",
  normal: "Normal: its answers and other steps",
  hard: "Hard: plans, code, another way after a failure",
};

export function ModelPolicyFields({
  models,
  onChange,
  disabled,
}: {
  models: ModelPolicy;
  onChange: (models: ModelPolicy) => void;
  disabled: boolean;
}) {
  const known = useModelChoices("language", ({ abilities }) => abilities.tools);
  return (
    <div className="grid gap-2">
      {Object.entries(DIFFICULTIES).map(([key, label]) => {
        const difficulty = key as keyof ModelPolicy;
        const chosen = models[difficulty];
        const missing = chosen !== "auto" && !known.some(({ value }) => value === chosen);
        return (
          <div key={key} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <span className="text-sm">{label}</span>
            <Select
              label={label}
              value={chosen}
              disabled={disabled}
              onChange={(model) => onChange({ ...models, [difficulty]: model })}
              options={[
                { value: "auto", label: "As set for the workspace" },
                ...(missing ? [{ value: chosen, label: chosen }] : []),
                ...known,
              ]}
              className="max-w-full min-w-56"
            />
          </div>
        );
      })}
    </div>
  );
}
