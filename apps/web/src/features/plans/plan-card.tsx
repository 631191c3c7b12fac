"use client";
import { isOver } from "@openvibe/core/plans/model";
import type { PlanCard as Card } from "@openvibe/core/chat/model";
import { WordsWithCode } from "@openvibe/ui/components/words-with-code";
import { Badge } from "@openvibe/ui/primitives/badge";
import { buttonClass } from "@openvibe/ui/primitives/button";
import { ListChecks } from "lucide-react";
import { CardFrame } from "../chat/cards/card-frame.tsx";
import { useMemberLookup, useRights } from "../identity/use-members.ts";
import { RouteLink } from "../shell/navigation.tsx";
import { DecideLink } from "./decide-link.tsx";
import { AnotherWay } from "./another-way.tsx";
import { NeedsModel } from "./needs-model.tsx";
import { PlanActions } from "./plan-actions.tsx";
import { expected, spent } from "./plan-cost.ts";
import { sayPlan, sayTask } from "./states.ts";
import { WhyRules } from "./why-rules.tsx";

/** What agents are going to do and what it may cost, to start, change or cancel; then how far they are. */
export function PlanCard({ card, threadId }: { card: Card; threadId: string }) {
  const members = useMemberLookup();
  const { write } = useRights();
  const { planId, title, whyRules, state, tasks, costMicros } = card;
  const said = sayPlan(card, write);
  const places = new Map(tasks.map(({ id }, index) => [id, index + 1]));
  return (
    <CardFrame aria-label={`Plan: ${title}`}>
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-3.5 py-2">
        <ListChecks aria-hidden className="size-4 shrink-0 text-ink-faint" />
        <h3 dir="auto" className="min-w-0 flex-1 text-base font-semibold wrap-anywhere">
          {title}
        </h3>
        <Badge tone={said.tone}>{said.label}</Badge>
        <WhyRules why={whyRules} />
      </header>
      <ol className="divide-y divide-line">
        {tasks.map((task, index) => (
          <li key={task.id} className="flex flex-wrap items-start gap-x-2.5 gap-y-0.5 px-3.5 py-2">
            <span className="tabular w-4 shrink-0 text-sm text-ink-faint">{index + 1}</span>
            <span className="min-w-36 flex-1">
              <span dir="auto" className="block text-base wrap-anywhere">
                {task.title}
              </span>
              <span className="block text-xs wrap-anywhere text-ink-faint">
                <bdi>{members.all.find(({ agent }) => agent === task.agent)?.name ?? "An agent"}</bdi>
                {task.after.length > 0 ? ` · after ${task.after.map((id) => places.get(id) ?? "?").join(", ")}` : ""}
                {task.note ? (
                  <>
                    {" "}
                    · <WordsWithCode>{task.note}</WordsWithCode>
                  </>
                ) : null}
              </span>
            </span>
            <span className="ml-auto flex items-center gap-2.5">
              {state === "proposed" && task.state === "waiting" ? null : (
                <Badge tone={sayTask(task, card, write).tone}>{sayTask(task, card, write).label}</Badge>
              )}
              <DecideLink threadId={threadId} task={task} />
            </span>
          </li>
        ))}
      </ol>
      <footer className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line px-3.5 py-2.5">
        <NeedsModel plan={card} />
        <AnotherWay plan={card} />
        <span className="tabular min-w-40 flex-1 text-xs text-ink-faint first-letter:uppercase">
          {state === "proposed" || (state === "running" && costMicros === 0) ? expected(card) : spent(card)}
        </span>
        <span className="flex flex-wrap gap-2">
          <RouteLink to={{ screen: "agents" }} search={`?tab=plans&plan=${planId}`} className={buttonClass({ look: "ghost" })}>
            {isOver(state) ? "Look" : "Edit"}
          </RouteLink>
          <PlanActions planId={planId} plan={card} />
        </span>
      </footer>
    </CardFrame>
  );
}
