"use client";
import { type Usage, UsageGroup, type UsageRow } from "@openvibe/core/billing/model";
import { NotThereYet } from "@openvibe/ui/components/not-there-yet";
import { Button } from "@openvibe/ui/primitives/button";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { Select } from "@openvibe/ui/primitives/select";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { type ReactNode, useState } from "react";
import { messageOf } from "../../data/errors.ts";
import { keepFile } from "../../data/keep-file.ts";
import { useAct } from "../../data/use-act.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { Section } from "../shell/section.tsx";
import { dollars, dollarsAlike } from "./money.ts";
import { usageTable } from "./usage-table.ts";
import { useSubjectNames } from "./use-subject-names.ts";

const GROUPS: Readonly<Record<UsageGroup, string>> = {
  day: "By day",
  agent: "By agent",
  model: "By model",
  person: "By person",
  project: "By project",
  skill: "By kind of work",
  key: "By model key",
  account: "By provider's key",
};
/** For those who manage money alone. */
const MANAGED: ReadonlySet<UsageGroup> = new Set(["project", "key", "account"]);
const SPANS = { "7": "7 days", "30": "30 days", "90": "90 days" } as const;

/** What model calls used and cost, cut as one likes. */
export function UsageSection() {
  const { queries } = useWorkspace();
  const rights = useRights();
  const [by, setBy] = useState<UsageGroup>("day");
  const [days, setDays] = useState<keyof typeof SPANS>("30");
  const { data, error, refetch } = useQuery(
    queries.billing.getUsage.queryOptions({ input: { by, days: Number(days), limit: 100 }, placeholderData: keepPreviousData }),
  );
  return (
    <Section title="Usage" box="gap">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Segmented
          label="How far back"
          value={days}
          onChange={setDays}
          options={Object.entries(SPANS).map(([value, label]) => ({ value: value as keyof typeof SPANS, label }))}
        />
        <div className="flex flex-wrap gap-2">
          <Select
            label="Group by"
            value={by}
            onChange={setBy}
            options={UsageGroup.options
              .filter((group) => rights.manage || !MANAGED.has(group))
              .map((value) => ({ value, label: GROUPS[value] }))}
          />
          <DownloadUsage by={by} days={Number(days)} />
        </div>
      </div>
      {data ? null : <NotThereYet of={{ error, refetch }} say={messageOf} className="h-40" />}
      {data ? <Shown usage={data} by={by} /> : null}
    </Section>
  );
}

/** All of it as a table for a spreadsheet, exact to the millionth of a dollar. */
function DownloadUsage({ by, days }: { by: UsageGroup; days: number }) {
  const { client } = useWorkspace();
  const nameOf = useSubjectNames();
  const { act, busy } = useAct();
  const download = async () => {
    const rows: UsageRow[] = [];
    for (let after: string | undefined = ""; after !== undefined;) {
      const page: Usage = await client.billing.getUsage({ by, days, limit: 400, ...(after === "" ? {} : { after }) });
      rows.push(...page.rows);
      after = page.next;
    }
    keepFile(
      `usage-by-${by}-${days}-days.csv`,
      "text/csv",
      usageTable(rows, (key) => nameOf(by, key)),
    );
  };
  return (
    <Button busy={busy} onClick={() => void act(download)}>
      <Download aria-hidden className="size-3.5" /> CSV
    </Button>
  );
}

function Shown({ usage: { rows, total, next }, by }: { usage: Usage; by: UsageGroup }) {
  const nameOf = useSubjectNames();
  const most = Math.max(1, ...rows.map(({ costMicros }) => costMicros));
  const mostTokens = Math.max(1, ...rows.map(tokensOf));
  const free = total.costMicros === 0;
  const cost = dollarsAlike(rows.map(({ costMicros }) => costMicros));
  const shown = by === "day" ? rows : rows.toSorted((one, other) => other.costMicros - one.costMicros || tokensOf(other) - tokensOf(one));
  return (
    <>
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Figure name="Cost" value={dollars(total.costMicros)} />
        <Figure name="Model calls" value={total.calls.toLocaleString("en")} hint={memoryHint(total)} />
        <Figure name="Tokens in" value={total.inputTokens.toLocaleString("en")} hint={cacheHint(total)} />
        <Figure name="Tokens out" value={total.outputTokens.toLocaleString("en")} />
      </dl>
      {rows.length === 0 ? (
        <p className="text-base text-ink-soft">No model was called in this time.</p>
      ) : (
        <div className="relative overflow-x-auto">
          <table className="w-full text-sm">
            <thead>
              <tr className="border-b border-line text-left text-xs text-ink-faint">
                <th className="pb-1.5 font-medium">{GROUPS[by].slice(3).replace(/^./, (letter) => letter.toUpperCase())}</th>
                <th className="w-2/5 pb-1.5 max-sm:hidden">
                  <span className="sr-only">Share</span>
                </th>
                <th className="pb-1.5 text-right font-medium">Calls</th>
                <th className="pb-1.5 pl-4 text-right font-medium">Cost</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.key}>
                  <td className="max-w-52 pt-2 max-sm:wrap-anywhere sm:truncate" title={nameOf(by, row.key)}>
                    <bdi>{nameOf(by, row.key)}</bdi>
                  </td>
                  <td aria-hidden className="pt-2 pr-2 pl-4 max-sm:hidden">
                    <div
                      className="h-2 min-w-0.5 rounded-full bg-brand"
                      style={{ width: `${(free ? tokensOf(row) / mostTokens : row.costMicros / most) * 100}%` }}
                    />
                  </td>
                  <td className="tabular pt-2 text-right">
                    {row.calls.toLocaleString("en")}
                    {row.failed > 0 ? <span className="text-danger"> ({row.failed.toLocaleString("en")} failed)</span> : null}
                  </td>
                  <td className="tabular pt-2 pl-4 text-right">{cost(row.costMicros)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {next ? <p className="pt-3 text-xs text-ink-faint">Only the first hundred are shown; the sums are of all.</p> : null}
        </div>
      )}
    </>
  );
}

const tokensOf = ({ inputTokens, outputTokens }: UsageRow) => inputTokens + outputTokens;

function cacheHint({ inputTokens, cacheReadTokens }: Usage["total"]): string | undefined {
  if (cacheReadTokens === 0) return undefined;
  return `${Math.round((cacheReadTokens / Math.max(1, inputTokens)) * 100)} % from the provider's cache`;
}

const memoryHint = ({ cached }: Usage["total"]) =>
  cached === 0 ? undefined : `${cached.toLocaleString("en")} answered from memory, at no cost`;

function Figure({ name, value, hint }: { name: string; value: string; hint?: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-ink-faint">{name}</dt>
      <dd className="tabular mt-0.5 text-xl font-semibold tracking-tight">
        {value}
        {hint ? <span className="block text-xs font-normal tracking-normal text-ink-faint">{hint}</span> : null}
      </dd>
    </div>
  );
}
