"use client";
import { isOver, type Plan, type PlanTask } from "@openvibe/core/plans/model";
import { cx } from "@openvibe/ui/class-names";
import { WordsWithCode } from "@openvibe/ui/components/words-with-code";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button, IconButton } from "@openvibe/ui/primitives/button";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type DragEvent, useState } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { dollars } from "../billing/money.ts";
import { useMemberLookup, useRights } from "../identity/use-members.ts";
import { DecideLink } from "./decide-link.tsx";
import { usePlanChange, usePlanRights } from "./plan-actions.tsx";
import { COLUMNS, sayTask } from "./states.ts";
import { byPlace, earlier, later, usePlanOrder } from "./use-plan-order.ts";

/** Tasks by how far they are; what waits is put in another order by the mouse or by its buttons. */
export function PlanBoard({ plan, onOpen }: { plan: Plan; onOpen: (task: PlanTask) => void }) {
  const { mayChange } = usePlanRights(plan.ownerId);
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<string>();
  const mayMove = mayChange && !isOver(plan.state);
  const { board, move, step } = usePlanOrder(plan);
  const drop = (event: DragEvent, to: number) => {
    event.preventDefault();
    if (dragged !== undefined) move(dragged, to);
    end();
  };
  const end = () => {
    setDragged(undefined);
    setOver(undefined);
  };
  return (
    <div ref={board} className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      {COLUMNS.map(({ label, states }) => {
        const tasks = plan.tasks.filter(({ state }) => states.includes(state)).toSorted(byPlace);
        const isWaiting = states.includes("waiting");
        const from = tasks.findIndex(({ id }) => id === dragged);
        return (
          <section key={label} aria-label={label} className={cx("min-w-0 rounded-xl bg-sunken p-2", tasks.length === 0 && "max-sm:hidden")}>
            <h3 className="flex items-center justify-between px-1.5 pb-2 text-sm font-semibold text-ink-soft">
              {label} <span className="tabular text-xs font-normal text-ink-faint">{tasks.length}</span>
            </h3>
            <ol className="grid gap-2">
              {tasks.map((task, index) => (
                <li
                  key={task.id}
                  draggable={isWaiting && mayMove}
                  onDragStart={() => setDragged(task.id)}
                  onDragEnd={end}
                  onDragOver={(event) => {
                    if (!isWaiting || from < 0) return;
                    event.preventDefault();
                    setOver(task.id);
                  }}
                  onDrop={(event) => isWaiting && drop(event, index)}
                  className={cx(
                    "rounded-lg border border-line bg-raised",
                    dragged === task.id && "opacity-50",
                    // Where it would come to stand: before this one on its way up, after it on its way down.
                    over === task.id && from > index && "shadow-[0_-3px_0_var(--color-brand)]",
                    over === task.id && from < index && "shadow-[0_3px_0_var(--color-brand)]",
                    (over !== task.id || from === index) && "shadow-sm",
                  )}
                >
                  <TaskFace task={task} plan={plan} onOpen={() => onOpen(task)} />
                  <DecideLink threadId={plan.threadId} task={task} className="mx-3 mb-2.5 inline-block" />
                  {task.state === "failed" && mayChange && plan.state !== "cancelled" ? <TryAgain task={task} /> : null}
                  {isWaiting && mayMove && tasks.length > 1 ? (
                    <div className="flex justify-end gap-0.5 px-1.5 pb-1.5">
                      <IconButton size="sm" label={earlier(task)} disabled={index === 0} onClick={() => step(task, -1)}>
                        <ArrowUp />
                      </IconButton>
                      <IconButton size="sm" label={later(task)} disabled={index === tasks.length - 1} onClick={() => step(task, 1)}>
                        <ArrowDown />
                      </IconButton>
                    </div>
                  ) : null}
                </li>
              ))}
            </ol>
          </section>
        );
      })}
    </div>
  );
}

function TryAgain({ task: { id: planTaskId, title } }: { task: PlanTask }) {
  const { client } = useWorkspace();
  const { change, busy } = usePlanChange();
  return (
    <div className="px-3 pb-2.5">
      <Button
        size="sm"
        busy={busy}
        aria-label={`Try again: ${title}`}
        onClick={() => void change(() => client.plans.retryPlanTask({ planTaskId }))}
      >
        Try again
      </Button>
    </div>
  );
}

function TaskFace({ task, plan, onOpen }: { task: PlanTask; plan: Plan; onOpen: () => void }) {
  const members = useMemberLookup();
  const { write } = useRights();
  const { title, agent, state, after, costMicros, note, asksAt } = task;
  const { label, tone } = sayTask(task, plan, write);
  const open = plan.tasks.filter((each) => after.includes(each.id) && each.state !== "done" && each.state !== "cancelled");
  return (
    <button type="button" onClick={onOpen} className="grid w-full gap-1 rounded-lg px-3 py-2 text-left hover:bg-hover">
      <span dir="auto" className="text-base font-medium wrap-anywhere">
        {title}
      </span>
      <span className="text-xs wrap-anywhere text-ink-faint">
        <bdi>{members.all.find((member) => member.agent === agent)?.name ?? "An agent"}</bdi>
        {costMicros > 0 ? ` · ${dollars(costMicros)}` : ""}
        {open.length > 0 ? ` · after ${open.map((each) => each.title).join(", ")}` : ""}
      </span>
      {note ? (
        <span className="line-clamp-2 text-xs wrap-anywhere text-ink-soft">
          <WordsWithCode>{note}</WordsWithCode>
        </span>
      ) : null}
      {asksAt || ["needs_model", "replanning", "failed", "skipped", "cancelled"].includes(state) ? (
        <span>
          <Badge tone={tone}>{label}</Badge>
        </span>
      ) : null}
    </button>
  );
}
