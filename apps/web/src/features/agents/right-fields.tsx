"use client";
import { NotThereYet } from "@openvibe/ui/components/not-there-yet";
import { useQuery } from "@tanstack/react-query";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";

/** What rights are about, for people who have not read the code. */
const SUBJECTS: Readonly<Record<string, string>> = {
  chat: "Talk",
  knowledge: "What is settled",
  gateway: "Models",
  identity: "Members",
  connectors: "Web and outside tools",
  sandbox: "Running code",
  projects: "Ideas and specs",
  hosting: "Running apps",
  builder: "Building apps",
  runs: "Tasks",
};

/** Rights by what they are about; what no agent can be without is held by it whatever is ticked. */
export function RightFields({ can, onChange }: { can: readonly string[]; onChange: (can: string[]) => void }) {
  const { queries } = useWorkspace();
  const { data, error, refetch } = useQuery(queries.agents.listRights.queryOptions({ staleTime: Infinity }));
  if (!data) return <NotThereYet of={{ error, refetch }} say={messageOf} className="h-32" />;
  const groups = Map.groupBy(new Set([...data, ...can]), (right) => right.split(":")[0] ?? right);
  return (
    <div className="grid gap-x-4 gap-y-2 rounded-xl border border-line bg-raised p-3 sm:grid-cols-2">
      {[...groups].map(([subject, rights]) => (
        <div key={subject} role="group" aria-label={SUBJECTS[subject] ?? subject} className="flex items-start gap-x-4">
          <span className="w-36 shrink-0 text-sm font-medium first-letter:capitalize max-sm:w-32 pointer-coarse:py-2.5">
            {SUBJECTS[subject] ?? subject}
          </span>
          <span className="flex min-w-0 flex-wrap gap-x-4 gap-y-1">
            {rights.map((right) => (
              <label key={right} className="flex items-center gap-1.5 text-sm text-ink-soft pointer-coarse:min-h-10">
                <input
                  type="checkbox"
                  checked={can.includes(right)}
                  aria-label={right}
                  onChange={() => onChange(can.includes(right) ? can.filter((each) => each !== right) : [...can, right])}
                  className="size-4 accent-brand"
                />
                {right.slice(subject.length + 1).replaceAll("_", " ")}
              </label>
            ))}
          </span>
        </div>
      ))}
    </div>
  );
}
