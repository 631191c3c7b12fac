"use client";
import { KEY_PERMISSIONS, type KeyPermission, type ToolRequest } from "@openvibe/core/identity/model";
import { Problem } from "@openvibe/ui/primitives/problem";
import { Button } from "@openvibe/ui/primitives/button";
import { Disclosure } from "@openvibe/ui/primitives/disclosure";
import { SelectField } from "@openvibe/ui/primitives/select";
import { useState } from "react";
import { createApi } from "../../data/api.ts";
import { messageOf } from "../../data/errors.ts";
import { lastWorkspace } from "./last-workspace.ts";
import { MEASURES, measureOf, within } from "./measures.ts";

/** In which workspace, how much, and whether at all. */
export function ConsentForm({ request, query, onLeave }: { request: ToolRequest; query: string; onLeave: (url: string) => void }) {
  const { workspaces, asks } = request;
  const last = lastWorkspace();
  const [workspaceId, setWorkspaceId] = useState((workspaces.find(({ id }) => id === last) ?? workspaces[0])?.id ?? "");
  const workspace = workspaces.find(({ id }) => id === workspaceId);
  const allows = workspace?.allows ?? [];
  const [wanted, setWanted] = useState<ReadonlySet<KeyPermission>>(new Set(within("work", asks)));
  const chosen = allows.filter((permission) => wanted.has(permission));
  const [busy, setBusy] = useState<"allow" | "refuse">();
  const [problem, setProblem] = useState<string>();
  const answer = async (kind: "allow" | "refuse") => {
    setBusy(kind);
    setProblem(undefined);
    try {
      const allow = kind === "allow" ? { allow: { workspaceId, permissions: chosen } } : {};
      onLeave((await createApi().client.identity.answerToolRequest({ query, ...allow })).url);
    } catch (error) {
      setProblem(messageOf(error));
      setBusy(undefined);
    }
  };
  return (
    <div className="grid gap-5">
      {workspaces.length > 1 ? (
        <SelectField
          label="In which workspace"
          value={workspaceId}
          onChange={setWorkspaceId}
          options={workspaces.map(({ id, name }) => ({ value: id, label: name }))}
          className="w-full"
        />
      ) : null}
      {allows.length > 0 ? (
        <Rights asks={asks} allows={allows} chosen={chosen} onChoose={(next) => setWanted(new Set(next))} />
      ) : (
        <p className="rounded-md bg-warning-soft px-3 py-2 text-sm text-pretty text-warning">
          {workspace
            ? `Your role in ${workspace.name} lets you give nothing of what it asks for. Ask an admin there.`
            : "You are in no workspace yet. Make one or let somebody add you, then start again from the tool."}
        </p>
      )}
      <p className="text-sm text-pretty text-ink-faint">
        Its name is its own word: allow it only if you began this yourself. What cannot be undone it asks you each time. End it any time
        under Settings, API keys.
      </p>
      <Problem look="box">{problem}</Problem>
      <div className="flex gap-2">
        <Button size="lg" className="flex-1" busy={busy === "refuse"} disabled={busy !== undefined} onClick={() => void answer("refuse")}>
          Refuse
        </Button>
        <Button
          look="primary"
          size="lg"
          className="flex-1"
          busy={busy === "allow"}
          disabled={busy !== undefined || chosen.length === 0}
          onClick={() => void answer("allow")}
        >
          Allow
        </Button>
      </div>
    </div>
  );
}

interface RightsProps {
  asks: readonly KeyPermission[];
  /** Of these, what one's role lets one give away. */
  allows: readonly KeyPermission[];
  chosen: readonly KeyPermission[];
  onChoose: (next: readonly KeyPermission[]) => void;
}

function Rights({ asks, allows, chosen, onChoose }: RightsProps) {
  const measure = measureOf(chosen, allows);
  const offered = MEASURES.filter(({ value }, index) => {
    const rights = within(value, allows);
    const before = MEASURES[index - 1];
    return rights.length > 0 && rights.length > (before ? within(before.value, allows).length : 0);
  });
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 text-sm font-medium">What it may do</legend>
      {offered.map(({ value, label, hint }) => (
        <label
          key={value}
          className="flex items-start gap-2.5 rounded-md border border-line px-3 py-2.5 has-checked:border-brand has-checked:bg-brand-soft"
        >
          <input
            type="radio"
            name="measure"
            checked={measure === value}
            onChange={() => onChoose(within(value, allows))}
            className="mt-0.5 size-4 shrink-0 accent-brand"
          />
          <span className="text-sm">
            <span className="block font-medium">{label}</span>
            <span className="text-ink-soft">{hint}</span>
          </span>
        </label>
      ))}
      <Disclosure
        summary={
          <span className="text-sm text-ink-soft">
            Each right ({chosen.length} of {asks.length})
          </span>
        }
      >
        <ul className="mt-1 grid gap-1.5 rounded-md border border-line p-3">
          {asks.map((permission) => (
            <li key={permission}>
              <label className="flex items-center gap-2 text-sm text-ink-soft has-disabled:text-ink-faint">
                <input
                  type="checkbox"
                  checked={chosen.includes(permission)}
                  disabled={!allows.includes(permission)}
                  onChange={({ target }) =>
                    onChoose(target.checked ? [...chosen, permission] : chosen.filter((each) => each !== permission))
                  }
                  className="size-4 shrink-0 accent-brand"
                />
                {KEY_PERMISSIONS[permission]}
                {allows.includes(permission) ? null : " (not with your role)"}
              </label>
            </li>
          ))}
        </ul>
      </Disclosure>
    </fieldset>
  );
}
