import { AppError } from "../platform/index.ts";
import type { PlanState, PlanTaskMark, PlanTaskState } from "./model.ts";

export type PlanEventType = "approved" | "paused" | "resumed" | "cancelled" | "finished" | "failed" | "lacked_model" | "retried";

const MOVES: Record<PlanState, Partial<Record<PlanEventType, PlanState>>> = {
  proposed: { approved: "running", cancelled: "cancelled" },
  running: { paused: "paused", cancelled: "cancelled", finished: "done", failed: "failed", lacked_model: "needs_model" },
  paused: { resumed: "running", cancelled: "cancelled" },
  needs_model: { resumed: "running", retried: "running", cancelled: "cancelled" },
  done: {},
  failed: { retried: "running" },
  cancelled: {},
};

/** After "that is", for people. */
export const saidOf = (state: PlanState | PlanTaskState): string => (state === "needs_model" ? "waiting for a model" : state);

export function next(state: PlanState, event: PlanEventType): PlanState {
  const to = MOVES[state][event];
  if (!to) throw new AppError("conflict", `A plan that is ${saidOf(state)} cannot be ${event}.`);
  return to;
}

/** How often another way is looked for. */
const MOST_REPLANS = 2;
/** Agents that work on one plan at the same time. */
const MOST_BESIDE = 3;

interface Step {
  id: string;
  state: PlanTaskState;
  mark: PlanTaskMark | null;
  after: readonly string[];
  position: number;
}

export interface Move {
  start: string[];
  skip: string[];
  replan: string[];
  becomes: PlanEventType | null;
}

/** What comes next. Plain code: no model decides it. */
export function nextMove(plan: { state: PlanState; replans: number }, steps: readonly Step[]): Move {
  const move: Move = { start: [], skip: [], replan: [], becomes: null };
  if (plan.state !== "running") return move;
  const byId = new Map(steps.map((step) => [step.id, step]));
  const failed = steps.filter(({ state }) => state === "failed");
  const replaceable = failed.filter(({ mark }) => mark !== "in_doubt");
  if (plan.replans < MOST_REPLANS && replaceable.length > 0) return { ...move, replan: replaceable.slice(0, 1).map(({ id }) => id) };
  const isLost = (id: string) => ["failed", "skipped"].includes(byId.get(id)?.state ?? "done");
  const isMet = (id: string) => ["done", "cancelled"].includes(byId.get(id)?.state ?? "done");
  const waiting = steps.filter(({ state }) => state === "waiting");
  move.skip = waiting.filter(({ after }) => after.some(isLost)).map(({ id }) => id);
  if (move.skip.length > 0) return move;
  const active = steps.filter(({ state }) => state === "running" || state === "replanning").length;
  move.start = waiting
    .filter(({ after }) => after.every(isMet))
    .toSorted((one, other) => one.position - other.position || (one.id < other.id ? -1 : 1))
    .slice(0, Math.max(0, MOST_BESIDE - active))
    .map(({ id }) => id);
  if (move.start.length > 0 || active > 0) return move;
  const needsModel = steps.some(({ state }) => state === "needs_model");
  move.becomes = needsModel ? "lacked_model" : failed.length > 0 ? "failed" : "finished";
  return move;
}

/** Refuses edges that lead in a circle, or to what is not there. */
export function requireGraph(steps: readonly Pick<Step, "id" | "after">[]): void {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const left = new Map(steps.map(({ id, after }) => [id, new Set(after)]));
  if (steps.some(({ id, after }) => after.includes(id) || after.some((each) => !byId.has(each))))
    throw new AppError("bad_request", "A task can only wait for other tasks of its plan.");
  for (let found = true; found;) {
    found = false;
    for (const [id, waits] of left) {
      if ([...waits].some((each) => left.has(each))) continue;
      left.delete(id);
      found = true;
    }
  }
  if (left.size > 0) throw new AppError("bad_request", "These tasks would wait for each other in a circle.");
}
