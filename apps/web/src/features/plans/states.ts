import type { PlanState, PlanTaskState } from "@openvibe/core/plans/model";
import type { Tone } from "@openvibe/ui/primitives/badge";

interface Said {
  label: string;
  tone: Tone;
}

export const PLAN_STATES: Readonly<Record<PlanState, Said>> = {
  proposed: { label: "Not started", tone: "brand" },
  running: { label: "At work", tone: "brand" },
  paused: { label: "Paused", tone: "warning" },
  needs_model: { label: "Needs a model", tone: "warning" },
  done: { label: "Done", tone: "success" },
  failed: { label: "Failed", tone: "danger" },
  cancelled: { label: "Cancelled", tone: "neutral" },
};
export const TASK_STATES: Readonly<Record<PlanTaskState, Said>> = {
  waiting: { label: "Waiting", tone: "neutral" },
  needs_model: { label: "Needs a model", tone: "warning" },
  running: { label: "At work", tone: "brand" },
  replanning: { label: "Looking for another way", tone: "warning" },
  done: { label: "Done", tone: "success" },
  failed: { label: "Failed", tone: "danger" },
  skipped: { label: "Skipped", tone: "neutral" },
  cancelled: { label: "Cancelled", tone: "neutral" },
};
/** The columns of a board, from left to right. */
export const COLUMNS: readonly { label: string; states: readonly PlanTaskState[] }[] = [
  { label: "Waiting", states: ["waiting", "needs_model"] },
  { label: "At work", states: ["running", "replanning"] },
  { label: "Done", states: ["done"] },
  { label: "Not done", states: ["failed", "skipped", "cancelled"] },
];
