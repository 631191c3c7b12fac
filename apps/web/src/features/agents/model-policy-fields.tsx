"use client";
import type { ModelPolicy } from "@openvibe/core/agents/model";
import { Select } from "@openvibe/ui/primitives/select";
import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "../../data/workspace-provider.tsx";

const PER_MILLION = 1_000_000;
const DIFFICULTIES: Readonly<Record<keyof ModelPolicy, string>> = {
  routine: "Routine: titles, summaries and closing reports",
  normal: "Normal: its answers and other steps",
  hard: "Hard: plans, code, another way after a failure",
};
const price = (micros: number) => `$${(micros / PER_MILLION).toLocaleString("en", { maximumFractionDigits: 2 })}`;

export function ModelPolicyFields({
  models,
  onChange,
  disabled,
}: {
  models: ModelPolicy;
  onChange: (models: ModelPolicy) => void;
  disabled: boolean;
}) {
  const { queries } = useWorkspace();
  const { data } = useQuery(queries.gateway.listModels.queryOptions({ staleTime: 300_000 }));
  const known = (data ?? []).filter(({ kind, abilities }) => kind === "language" && abilities.tools);
  return (
    <div className="grid gap-2">
      {Object.entries(DIFFICULTIES).map(([key, label]) => {
        const difficulty = key as keyof ModelPolicy;
        const chosen = models[difficulty];
        const missing = chosen !== "auto" && !known.some(({ ref }) => ref === chosen);
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
                ...known.map(({ ref, price: { input, output } }) => ({
                  value: ref,
                  label: ref,
                  hint: `${price(input)} in, ${price(output)} out for a million tokens`,
                })),
              ]}
              className="max-w-full min-w-56"
            />
          </div>
        );
      })}
    </div>
  );
}
