import type { ApprovalCard } from "@openvibe/core/chat/model";
import { AllowanceScope } from "@openvibe/core/approvals/model";
import { Button } from "@openvibe/ui/primitives/button";
import { SelectField } from "@openvibe/ui/primitives/select";
import { type SubmitEvent, useState } from "react";
import { toast } from "sonner";
import { useGo } from "../shell/navigation.tsx";

export const WHERE_TAKEN_BACK = "?tab=tools&at=Allowed without asking";
export const within = (scope: AllowanceScope): string => `in this ${scope}`;
const ENDS = [
  { value: "1", label: "For a day", days: 1 },
  { value: "7", label: "For a week", days: 7 },
  { value: "30", label: "For 30 days", days: 30 },
  { value: "90", label: "For 90 days", days: 90 },
  { value: "never", label: "Until it is taken back", days: null },
] as const;
const USUAL = ENDS[2];

export interface Longer {
  always: AllowanceScope;
  /** Null: until somebody takes it back. */
  alwaysForDays: number | null;
}

/** Where the agent need not ask again for what the card shows, and until when. */
export function AllowLonger({
  card: { title, effect, tainted, inProject },
  busy,
  onAllow,
  onBack,
}: {
  card: ApprovalCard;
  busy: boolean;
  /** Says whether it counted. */
  onAllow: (longer: Longer) => Promise<boolean>;
  onBack: () => void;
}) {
  const go = useGo();
  const [always, setAlways] = useState<AllowanceScope>("thread");
  const [end, setEnd] = useState<(typeof ENDS)[number]["value"]>(USUAL.value);
  const scopes = AllowanceScope.options.filter((scope) => scope !== "project" || inProject);
  const ends = ENDS.filter(({ days }) => days !== null || effect !== "irreversible");
  const allow = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { label, days } = ENDS.find(({ value }) => value === end) ?? USUAL;
    if (!(await onAllow({ always, alwaysForDays: days }))) return;
    toast.success(`${label}, “${title}” is done ${within(always)} without asking.`, {
      description: "It is taken back in the settings, under Tools.",
      action: { label: "Show", onClick: () => go({ screen: "settings" }, WHERE_TAKEN_BACK) },
    });
  };
  return (
    <form onSubmit={(event) => void allow(event)} className="grid gap-2.5">
      <div className="grid gap-2.5 sm:grid-cols-2">
        <SelectField
          label="Do it without asking"
          value={always}
          onChange={setAlways}
          options={scopes.map((value) => ({ value, label: `In this ${value}` }))}
        />
        <SelectField label="For how long" value={end} onChange={setEnd} options={ends} />
      </div>
      {tainted ? <p className="text-sm text-pretty text-warning">This would hold for words from outside too.</p> : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={busy}>
          Allow
        </Button>
        <Button onClick={onBack}>Back</Button>
      </div>
    </form>
  );
}
