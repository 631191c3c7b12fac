import type { PlanCall, PlanState, PlanTaskMark, PlanTaskState } from "@openvibe/core/plans/model";
import type { Tone } from "@openvibe/ui/primitives/badge";

interface Said {
  label: string;
  tone: Tone;
}

const PLAN_STATES: Readonly<Record<PlanState, Said>> = {
  proposed: { label: "Not started", tone: "brand" },
  running: { label: "At work", tone: "brand" },
  paused: { label: "Paused", tone: "warning" },
  needs_model: { label: "Needs a model", tone: "warning" },
  done: { label: "Done", tone: "success" },
  failed: { label: "Failed", tone: "danger" },
  cancelled: { label: "Cancelled", tone: "neutral" },
};
const TASK_STATES: Readonly<Record<PlanTaskState, Said>> = {
  waiting: { label: "Waiting", tone: "neutral" },
  needs_model: { label: "Needs a model", tone: "warning" },
  running: { label: "At work", tone: "brand" },
  replanning: { label: "Looking for another way", tone: "warning" },
  done: { label: "Done", tone: "success" },
  failed: { label: "Failed", tone: "danger" },
  skipped: { label: "Skipped", tone: "neutral" },
  cancelled: { label: "Cancelled", tone: "neutral" },
};
/** It waits until somebody allows or refuses what an agent wants to do; `isMine`: whoever looks may do that. */
const asking = (isMine: boolean): Said => ({ label: isMine ? "Waits for your yes" : "Waits for a yes", tone: "warning" });
const TOOK_ANOTHER_WAY: Said = { label: "Replaced", tone: "neutral" };
const GOES_ON: Said = { label: "Can go on", tone: "brand" };

/** How a plan stands, and what it waits for from a person. */
export function sayPlan({ state, callsFor }: { state: PlanState; callsFor: PlanCall | null }, isMine: boolean): Said {
  return callsFor === "decision" ? asking(isMine) : callsFor === "go_on" ? GOES_ON : PLAN_STATES[state];
}

/** How a task of that plan stands. */
export function sayTask(
  { state, asksAt, mark }: { state: PlanTaskState; asksAt: string | null; mark?: PlanTaskMark | null | undefined },
  { callsFor }: { callsFor: PlanCall | null },
  isMine: boolean,
): Said {
  if (asksAt) return asking(isMine);
  if (mark === "replaced") return TOOK_ANOTHER_WAY;
  return state === "needs_model" && callsFor === "go_on" ? GOES_ON : TASK_STATES[state];
}

/** The columns of a board, from left to right. */
export const COLUMNS: readonly { label: string; states: readonly PlanTaskState[] }[] = [
  { label: "Waiting", states: ["waiting", "needs_model"] },
  { label: "At work", states: ["running", "replanning"] },
  { label: "Done", states: ["done"] },
  { label: "Not done", states: ["failed", "skipped", "cancelled"] },
];
