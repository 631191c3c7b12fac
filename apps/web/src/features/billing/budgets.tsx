"use client";
import type { Budget } from "@openvibe/core/billing/model";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { useQuery } from "@tanstack/react-query";
import { Wallet } from "lucide-react";
import { useState } from "react";
import { sayTime } from "../../data/times.ts";
import { readsAll } from "../../data/pages.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { ConfirmButton } from "../shell/confirm.tsx";
import { DialogButton } from "../shell/dialog-button.tsx";
import { Listing, ListLead } from "../shell/listing.tsx";
import { Section } from "../shell/section.tsx";
import { BudgetForm } from "./budget-form.tsx";
import { dollars } from "./money.ts";
import { useSubjectNames } from "./use-subject-names.ts";

const PAGE = 100;
/** There are never more than so many. */
const MOST_PAGES = 10;
const PERIODS = { total: "in all", day: "a day", month: "a month" } as const;

export function Budgets() {
  const { client, queries } = useWorkspace();
  const rights = useRights();
  const input = { limit: PAGE };
  const budgets = useQuery({
    ...queries.billing.listBudgets.queryOptions({ input }),
    queryFn: readsAll(client.billing.listBudgets, input, MOST_PAGES),
  });
  return (
    <Section title="Budgets">
      <div className="grid gap-3">
        <ListLead
          action={
            rights.manage ? (
              <DialogButton label="New budget" look="primary">
                {(close) => <BudgetForm budget={undefined} onDone={close} />}
              </DialogButton>
            ) : null
          }
        >
          What a call may cost is held before it starts, so that nothing goes over, however many ask at once. Admins are notified at 50, 80
          and 100 %, and people of their own budget.
        </ListLead>
        <Listing
          label="Budgets"
          query={budgets}
          empty={
            <EmptyState icon={<Wallet />} title={rights.manage ? "No budgets yet" : "No budgets that concern you"}>
              Each task of an agent has a limit of its own even so.
            </EmptyState>
          }
        >
          {(budget) => <Row key={budget.id} budget={budget} />}
        </Listing>
      </div>
    </Section>
  );
}

function Row({ budget }: { budget: Budget }) {
  const { client, queries } = useWorkspace();
  const rights = useRights();
  const nameOf = useSubjectNames();
  const [changing, setChanging] = useState(false);
  const { id: budgetId, scope, subjectId, period, name, limitMicros, hard, spentMicros, reservedMicros, resetsAt } = budget;
  const own = scope === "operator" ? undefined : { ...budget, scope };
  const share = limitMicros === 0 ? 100 : (spentMicros / limitMicros) * 100;
  const title = scope === "workspace" ? "The workspace" : nameOf(scope, subjectId);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-52 flex-1">
        <p className="flex flex-wrap items-center gap-2 text-base font-medium">
          <bdi className="min-w-0 wrap-anywhere">{title}</bdi>
          {scope !== "workspace" && name && name !== title ? (
            <span className="min-w-0 text-sm font-normal wrap-anywhere text-ink-faint">{name}</span>
          ) : null}
          {hard ? null : <Badge>only tells</Badge>}
        </p>
        <Meter share={share} label={`Used of the budget of ${title}`} />
        <p className="mt-1 text-xs text-ink-faint">
          <span className="tabular">
            {dollars(spentMicros)} of {dollars(limitMicros)}
          </span>{" "}
          {PERIODS[period]}
          {reservedMicros > 0 ? ` · ${dollars(reservedMicros)} held by calls under way` : ""}
          {resetsAt ? ` · anew ${sayTime("day", resetsAt)}` : ""}
        </p>
      </div>
      {own ? null : <p className="text-sm text-ink-faint">Set by whoever runs this server</p>}
      {rights.manage && own ? (
        <div className="flex gap-1.5">
          <Button size="sm" onClick={() => setChanging(true)}>
            Change
          </Button>
          <ConfirmButton
            action="Remove"
            title={`Remove the budget of ${title}?`}
            description={
              hard ? "What it held back may be spent from then on. Other budgets go on." : "Nobody is told any more. Other budgets go on."
            }
            onConfirm={() => client.billing.removeBudget({ budgetId })}
            stale={[queries.billing.listBudgets.key()]}
          />
          <Dialog open={changing} onOpenChange={setChanging} title={`Change the budget of ${title}`}>
            <BudgetForm budget={own} onDone={() => setChanging(false)} />
          </Dialog>
        </div>
      ) : null}
    </li>
  );
}

const MARKS = [50, 80];

function Meter({ share, label }: { share: number; label: string }) {
  const tone = share >= 100 ? "bg-danger" : share >= 80 ? "bg-warning" : "bg-brand";
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.min(100, Math.round(share))}
      className="relative mt-1.5 h-2 max-w-md overflow-hidden rounded-full bg-sunken"
    >
      <div className={`h-full rounded-full ${tone}`} style={{ width: `${Math.min(100, share)}%` }} />
      {MARKS.map((mark) => (
        <span key={mark} className="absolute inset-y-0 w-px bg-line-strong" style={{ left: `${mark}%` }} />
      ))}
    </div>
  );
}
