import { isOpen, type Plan, type PlanTask } from "@openvibe/core/plans/model";
import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useEffectEvent, useRef } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { usePlanChange } from "./plan-actions.tsx";

export const earlier = ({ title }: PlanTask): string => `Earlier: ${title}`;
export const later = ({ title }: PlanTask): string => `Later: ${title}`;
export const byPlace = (one: PlanTask, next: PlanTask): number => one.position - next.position || (one.id < next.id ? -1 : 1);

interface PlanOrder {
  /** What holds the buttons that move a task. */
  board: RefObject<HTMLDivElement | null>;
  /** To a place among those that wait. */
  move: (id: string, to: number) => void;
  /** By so many places, with the button that was pressed kept in focus. */
  step: (task: PlanTask, by: number) => void;
}

/** Puts what waits in another order. */
export function usePlanOrder({ id: planId, tasks }: Plan): PlanOrder {
  const { client, queries } = useWorkspace();
  const cache = useQueryClient();
  const { change, busy } = usePlanChange();
  const waiting = tasks.filter(isOpen).toSorted(byPlace);
  const board = useRef<HTMLDivElement>(null);
  const focusNext = useRef<readonly string[]>([]);
  const pressed = useRef<{ id: string; by: number }>(undefined);
  const move = (id: string, to: number) => {
    const from = waiting.findIndex((task) => task.id === id);
    const task = waiting[from];
    if (busy || !task || to < 0 || to >= waiting.length || to === from) return;
    const order = waiting.toSpliced(from, 1).toSpliced(to, 0, task);
    // It stands there at once; what the server refuses is read anew, and stands where it was.
    const places = new Map(order.map(({ id: taskId }, place) => [taskId, waiting[place]?.position ?? place]));
    cache.setQueryData(
      queries.plans.getPlan.queryKey({ input: { planId } }),
      (plan: Plan | undefined) =>
        plan && { ...plan, tasks: plan.tasks.map((each) => ({ ...each, position: places.get(each.id) ?? each.position })) },
    );
    const idsOf = (some: readonly PlanTask[]) => some.map((each) => each.id);
    void change(() => client.plans.orderPlanTasks({ planId, seen: idsOf(waiting), order: idsOf(order) }));
  };
  const step = (task: PlanTask, by: number) => {
    const labels = [earlier(task), later(task)];
    focusNext.current = by < 0 ? labels : labels.toReversed();
    // What is pressed while the last move is under way is done after it.
    if (busy) pressed.current = { id: task.id, by: by + (pressed.current?.id === task.id ? pressed.current.by : 0) };
    else {
      const to = waiting.findIndex(({ id }) => id === task.id) + by;
      move(task.id, Math.min(Math.max(to, 0), waiting.length - 1));
    }
  };
  const goOn = useEffectEvent(() => {
    const { id, by } = pressed.current ?? { id: "", by: 0 };
    pressed.current = undefined;
    const task = waiting.find((each) => each.id === id);
    if (task && by !== 0) return step(task, by);
    // NOTE: what takes another place loses the focus; who moves it by the keyboard goes on from there.
    const buttons = [...(board.current?.querySelectorAll("button") ?? [])].filter(({ disabled }) => !disabled);
    const [button] = focusNext.current.flatMap((label) => buttons.find(({ ariaLabel }) => ariaLabel === label) ?? []);
    focusNext.current = [];
    button?.focus();
  });
  useEffect(() => {
    if (!busy) goOn();
  }, [busy]);
  return { board, move, step };
}
