"use client";
import { CreateApiKey, KEY_PERMISSIONS, KeyPermission } from "@openvibe/core/identity/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Field } from "@openvibe/ui/primitives/field";
import { Problem } from "@openvibe/ui/primitives/problem";
import { SelectField } from "@openvibe/ui/primitives/select";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formText } from "../../data/form-text.ts";
import { useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { isIntegration } from "../identity/is-integration.ts";
import { type Measure, measureOf, within } from "../identity/measures.ts";
import { useMembers, useRights } from "../identity/use-members.ts";
import { JustMade, ShownOnce } from "./shown-once.tsx";

const ENDS = { "30": "In 30 days", "90": "In 90 days", "365": "In a year", never: "Never" } as const;
const MAY: readonly { value: Measure | "own"; label: string; hint?: string }[] = [
  { value: "own", label: "What is ticked below" },
  { value: "look", label: "Look only", hint: "Reads what you can read, and changes nothing." },
  { value: "work", label: "Work with you", hint: "Also writes, starts projects, remembers, builds and deploys." },
  { value: "all", label: "Everything", hint: "Also what governs the workspace: members, settings, money." },
];

export function NewApiKey({ onDone }: { onDone: () => void }) {
  const { client, queries, workspace } = useWorkspace();
  const { data } = useMembers();
  const rights = useRights();
  const [memberId, setMemberId] = useState(workspace.memberId);
  const [ends, setEnds] = useState<keyof typeof ENDS>("90");
  const [chosen, setChosen] = useState<readonly KeyPermission[]>(within("work", KeyPermission.options));
  const [made, setMade] = useState<string>();
  const { data: allows = KeyPermission.options } = useQuery(
    queries.identity.listKeyRights.queryOptions({
      input: memberId === workspace.memberId ? {} : { memberId },
      placeholderData: keepPreviousData,
    }),
  );
  const given = chosen.filter((permission) => allows.includes(permission));
  // One that would give no more than the one before is left out.
  const measures = MAY.filter(({ value }, index) => {
    const before = MAY[index - 1]?.value ?? "own";
    return value === "own" || within(value, allows).length > (before === "own" ? 0 : within(before, allows).length);
  });
  const agents = rights.manage ? (data?.items.filter((member) => member.kind === "agent" && !isIntegration(member)) ?? []) : [];
  const { onSubmit, problems, busy } = useSubmit({
    read: (form) =>
      CreateApiKey.safeParse({
        name: formText(form, "name"),
        permissions: given,
        ...(memberId === workspace.memberId ? {} : { memberId }),
        ...(ends === "never" ? {} : { expiresInDays: Number(ends) }),
      }),
    send: async (input) => setMade((await client.identity.createApiKey(input)).key),
    refusedAt: "name",
    stale: [queries.identity.listApiKeys.key()],
  });
  if (made)
    return (
      <JustMade onDone={onDone}>
        <ShownOnce label="Copy it now: it is not shown again." secret={made} />
      </JustMade>
    );
  return (
    <form noValidate onSubmit={onSubmit} className="grid gap-4">
      <Field label="Name" name="name" placeholder="What it is for" autoFocus error={problems["name"]} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {agents.length > 0 ? (
          <SelectField
            label="Acts as"
            value={memberId}
            onChange={setMemberId}
            options={[{ value: workspace.memberId, label: "Me" }, ...agents.map(({ id, name }) => ({ value: id, label: name }))]}
          />
        ) : null}
        <SelectField
          label="Ends"
          value={ends}
          onChange={setEnds}
          options={Object.entries(ENDS).map(([value, label]) => ({ value: value as keyof typeof ENDS, label }))}
        />
        <SelectField
          label="What it may do"
          value={measureOf(given, allows) ?? "own"}
          onChange={(measure) => setChosen(measure === "own" ? [] : within(measure, allows))}
          options={measures}
        />
      </div>
      <fieldset
        aria-describedby="no-right"
        className="grid max-h-64 gap-1.5 overflow-y-auto rounded-md border border-line p-3 sm:grid-cols-2"
      >
        <legend className="px-1 text-sm font-medium">Each right</legend>
        {allows.map((permission) => (
          <label key={permission} className="flex items-center gap-2 text-sm text-ink-soft">
            <input
              type="checkbox"
              checked={given.includes(permission)}
              onChange={({ target }) => setChosen(target.checked ? [...given, permission] : given.filter((each) => each !== permission))}
              className="size-4 shrink-0 accent-brand"
            />
            <span>
              {KEY_PERMISSIONS[permission]} <code className="text-2xs text-ink-faint">{permission}</code>
            </span>
          </label>
        ))}
      </fieldset>
      <Problem look="field" id="no-right">
        {problems["permissions"]}
      </Problem>
      <Button type="submit" look="primary" busy={busy} className="justify-self-end">
        Make the key
      </Button>
    </form>
  );
}
