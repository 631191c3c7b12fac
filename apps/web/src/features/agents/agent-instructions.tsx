"use client";
import { type AgentProfile, WriteInstructions } from "@openvibe/core/agents/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Input } from "@openvibe/ui/primitives/input";
import { useState } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { TextAreaField } from "@openvibe/ui/primitives/text-area-field";
import { InstructionsVersions } from "./instructions-versions.tsx";
import { TestBench } from "./test-bench.tsx";
import { useAgentChange } from "./use-agent-change.ts";
import { WordDiff } from "./word-diff.tsx";

/** What an agent is told: drafted, tried beside what holds now, and kept as a version. */
export function AgentInstructions({ profile }: { profile: AgentProfile }) {
  const { client } = useWorkspace();
  const rights = useRights();
  const { change, busy } = useAgentChange();
  const { agent, instructions, version } = profile;
  const [draft, setDraft] = useState<string>();
  const [since, setSince] = useState(version);
  const [note, setNote] = useState("");
  const text = draft ?? instructions;
  const changed = draft !== undefined && draft !== instructions;
  const write = (next: string) => {
    if (draft === undefined) setSince(version);
    setDraft(next);
  };
  const checked = WriteInstructions.safeParse({ agent, instructions: text, note });
  const save = async () => {
    const saved = await change(
      () => client.agents.writeInstructions({ agent, instructions: text, note, since }),
      "Saved as a new version.",
    );
    if (!saved) return;
    setDraft(undefined);
    setNote("");
  };
  return (
    <div className="grid grid-cols-1 gap-8">
      <section aria-label="What it is told" className="grid gap-3">
        <TextAreaField
          label={`What it is told (version ${version})`}
          rows={10}
          value={text}
          onChange={write}
          readOnly={!rights.manage}
          error={changed && !checked.success ? checked.error.issues[0]?.message : undefined}
        />
        {changed ? (
          <>
            {since === version ? null : (
              <p role="status" className="rounded-md bg-warning-soft px-3 py-2 text-sm text-warning">
                Somebody has written version {version} meanwhile. Look at it below; then discard yours, or copy it and write it anew.
              </p>
            )}
            <WordDiff before={instructions} after={text} label="What you change" />
            <div className="flex flex-wrap gap-2">
              <Input
                aria-label="Why (kept with the version)"
                placeholder="Why? Kept with the version."
                maxLength={200}
                value={note}
                onChange={({ currentTarget }) => setNote(currentTarget.value)}
                className="min-w-48 flex-1"
              />
              <Button className="h-9" onClick={() => setDraft(undefined)}>
                Discard
              </Button>
              <Button look="primary" className="h-9" busy={busy} disabled={!checked.success} onClick={() => void save()}>
                Save
              </Button>
            </div>
          </>
        ) : null}
      </section>
      {rights.manage ? <TestBench profile={profile} draft={text} /> : null}
      <InstructionsVersions profile={profile} />
    </div>
  );
}
