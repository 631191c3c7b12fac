"use client";
import { BUILT_IN_RUNTIME } from "@openvibe/core/agents/model";
import { Select } from "@openvibe/ui/primitives/select";
import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { Part } from "./part.tsx";

/** What does the agent's work; where nothing but our own is installed, how to get another. */
export function RuntimeField({ runtime, onChange, disabled }: { runtime: string; onChange: (runtime: string) => void; disabled: boolean }) {
  const { queries } = useWorkspace();
  const { data } = useQuery(queries.agents.listRuntimes.queryOptions({ staleTime: Infinity }));
  if (!data) return null;
  const isMissing = !data.some(({ name }) => name === runtime);
  if (data.length < 2 && !isMissing)
    return (
      <Part
        title="Works by"
        lead="It talks and uses tools by itself. A coding agent, Claude Code or Codex, could do its work too, but none is installed on this server: whoever runs it names the program in CLAUDE_CODE_PROGRAM or CODEX_PROGRAM and starts it again."
      />
    );
  return (
    <Part
      title="Works by"
      lead="A coding agent works on files by itself, in a sandbox without network: in an app’s conversation on the app’s code, elsewhere in an empty folder. It uses none of the tools below. What it changes of an app is served only after every check has passed."
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="text-sm">What does its work</span>
        <Select
          label="What does its work"
          value={runtime}
          disabled={disabled}
          onChange={onChange}
          options={[
            ...data.map(({ name, title }) => ({
              value: name,
              label: title,
              hint:
                name === BUILT_IN_RUNTIME
                  ? "Its own loop: talks, uses tools, asks others"
                  : "A coding agent that is installed on this server",
            })),
            ...(isMissing ? [{ value: runtime, label: runtime, hint: "Not installed any more: choose another" }] : []),
          ]}
          className="max-w-full min-w-56"
        />
      </div>
    </Part>
  );
}
