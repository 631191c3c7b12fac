"use client";
import { type Budget, type BudgetPeriod, type BudgetScope, MICROS_PER_DOLLAR, SetBudget } from "@openvibe/core/billing/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Field } from "@openvibe/ui/primitives/field";
import { Labelled } from "@openvibe/ui/primitives/labelled";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { SelectField } from "@openvibe/ui/primitives/select";
import { useState } from "react";
import { formText } from "../../data/form-text.ts";
import { useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { isIntegration } from "../identity/is-integration.ts";
import { useMembers } from "../identity/use-members.ts";
import { useModelKeys } from "../models/use-model-keys.ts";
import { useProjects } from "../projects/use-projects.ts";
import { microsOf } from "./money.ts";

type Scope = Exclude<BudgetScope, "operator">;
type Chosen = Exclude<Scope, "task">;
const SCOPES: Readonly<Record<Chosen, string>> = {
  workspace: "The whole workspace",
  person: "A person",
  agent: "An agent",
  project: "A project",
  key: "A model key",
};
/** For whom nothing is there yet that a budget could be for. */
const NONE: Readonly<Partial<Record<Scope, string>>> = {
  project: "There is no project yet: each app that you start is one.",
  key: "There is no model key yet. Make one in the settings under Models.",
};
const PERIODS: readonly { value: BudgetPeriod; label: string }[] = [
  { value: "day", label: "A day" },
  { value: "month", label: "A month" },
  { value: "total", label: "In all" },
];

export function BudgetForm({ budget, onDone }: { budget: (Budget & { scope: Scope }) | undefined; onDone: () => void }) {
  const { client, queries } = useWorkspace();
  const [scope, setScope] = useState<Scope>(budget?.scope ?? "workspace");
  const subjects = useSubjects(scope);
  const [chosen, setChosen] = useState(budget?.subjectId ?? "");
  const subjectId =
    scope === "workspace" ? "" : budget ? budget.subjectId : (subjects.find(({ value }) => value === chosen) ?? subjects[0])?.value;
  const [period, setPeriod] = useState<BudgetPeriod>(budget?.period ?? "month");
  const isForNobody = !budget && scope !== "workspace" && subjects.length === 0;
  const [hard, setHard] = useState(budget?.hard ?? true);
  const { onSubmit, problem, busy } = useSubmit({
    read: (form) => {
      const limitMicros = microsOf(formText(form, "limit"));
      const name = subjects.find(({ value }) => value === subjectId)?.label;
      return SetBudget.safeParse({ scope, subjectId, period, hard, limitMicros, name });
    },
    send: async (input) => {
      await client.billing.setBudget(input);
      onDone();
    },
    stale: [queries.billing.listBudgets.key()],
  });
  return (
    <form noValidate onSubmit={onSubmit} className="grid gap-4">
      {budget ? null : (
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <SelectField
            label="For whom"
            value={scope}
            onChange={setScope}
            options={Object.entries(SCOPES).map(([value, label]) => ({ value: value as Scope, label }))}
          />
          {scope !== "workspace" && subjects.length > 0 ? (
            <SelectField label="Which" value={subjectId ?? ""} onChange={setChosen} options={subjects} />
          ) : null}
          <Labelled label="For how long">
            <Segmented label="For how long" value={period} onChange={setPeriod} options={PERIODS} className="justify-self-start" />
          </Labelled>
        </div>
      )}
      {isForNobody ? <p className="text-sm text-ink-soft">{NONE[scope] ?? "There is none yet."}</p> : null}
      <Field
        label="At most, in US dollars"
        name="limit"
        inputMode="decimal"
        autoFocus
        placeholder="10.00"
        defaultValue={budget ? String(budget.limitMicros / MICROS_PER_DOLLAR) : ""}
        error={problem}
      />
      <label className="flex items-start gap-2 text-sm text-ink-soft">
        <input type="checkbox" checked={hard} onChange={() => setHard(!hard)} className="mt-0.5 size-4 shrink-0 accent-brand" />
        <span>Refuse calls that could go beyond it. Otherwise people are only told.</span>
      </label>
      <Button type="submit" look="primary" busy={busy} disabled={isForNobody} className="justify-self-end">
        {budget ? "Save" : "Set the budget"}
      </Button>
    </form>
  );
}

/** Whom or what a budget can be for. */
function useSubjects(scope: Scope): readonly { value: string; label: string }[] {
  const members = useMembers();
  const projects = useProjects(scope === "project");
  const keys = useModelKeys({ enabled: scope === "key" });
  switch (scope) {
    case "person":
    case "agent":
      return (members.data?.items ?? [])
        .filter((member) => member.kind === scope && !isIntegration(member))
        .map(({ id, name }) => ({ value: id, label: name }));
    case "project":
      return (projects.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
    case "key":
      return (keys.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
    default:
      return [];
  }
}
