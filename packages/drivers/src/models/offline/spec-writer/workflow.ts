import type { Audience, Option, Workflow } from "@openvibe/appspec";
import { optionsOf } from "./field-words.ts";
import type { EntityPlan } from "./plan.ts";
import type { Reading } from "./reading.ts";

const BAD_ENDS =
  /^(?:lost|rejected|cancell?ed|declined|abandoned|failed|archived|withdrawn|expired|refunded|blocked|on hold|onhold|spam|duplicate|dropped|no show|noshow|returned|denied)$/;

/** A status with these states in a row; endings such as "lost" can be reached from every open state. */
function workflowOf(labels: readonly string[], by: Audience): Workflow | undefined {
  const states = optionsOf(labels).slice(0, 12);
  const [initial] = states;
  if (!initial || states.length < 2) return undefined;
  const main = states.filter((state, index) => index === 0 || !BAD_ENDS.test(state.label.toLowerCase()));
  const ends = states.filter((state) => !main.includes(state));
  const moves: Workflow["moves"] = [];
  main.forEach((state, index) => {
    const next = main[index + 1];
    const isLast = index === main.length - 1;
    if (next) moves.push({ from: state.value, to: next.value, label: moveLabel(next), by });
    if (!isLast || main.length === 1) for (const end of ends) moves.push({ from: state.value, to: end.value, label: moveLabel(end), by });
  });
  main.slice(1).forEach((state, index) => {
    const previous = main[index];
    if (previous && moves.length < 50)
      moves.push({ from: state.value, to: previous.value, label: `Back to ${previous.label.toLowerCase()}`, by });
  });
  for (const end of ends) moves.push({ from: end.value, to: initial.value, label: "Reopen", by });
  return { field: "status", label: "Status", states, initial: initial.value, moves: moves.slice(0, 60) };
}

const ACTIONS: Record<string, string> = {
  published: "Publish",
  approved: "Approve",
  rejected: "Reject",
  cancelled: "Cancel",
  canceled: "Cancel",
  done: "Mark as done",
  completed: "Complete",
  closed: "Close",
  archived: "Archive",
  submitted: "Submit",
  review: "Send for review",
  "in review": "Send for review",
  doing: "Start",
  "in progress": "Start",
  resolved: "Resolve",
  shipped: "Ship",
  delivered: "Mark as delivered",
  paid: "Mark as paid",
  confirmed: "Confirm",
  won: "Mark as won",
  lost: "Mark as lost",
};

function moveLabel(state: Option): string {
  const label = state.label.toLowerCase();
  return ACTIONS[label] ?? `Move to ${label}`;
}

const MOVE_WISHES = new Set(["statuses", "board"]);
const TODO = ["To do", "In progress", "Done"];
const APPROVAL = ["Draft", "Submitted", "Approved", "Rejected"];

/** Gives the entity a status where the idea asks for one or the noun always has one. */
export function planWorkflow(plan: EntityPlan, reading: Reading): void {
  const key = plan.ask.noun.key;
  const isMain = reading.main === key;
  const wished = reading.wishes.some(
    (each) => MOVE_WISHES.has(each.wish) && (each.on === key || (each.on === undefined && (isMain || plan.entry.workflow !== undefined))),
  );
  const board = reading.wishes.some((each) => each.wish === "board" && (each.on === key || (each.on === undefined && isMain)));
  const asked = reading.wishes.some((each) => each.wish === "statuses" && (each.on === key || (each.on === undefined && isMain)));
  const approval = reading.wishes.some((each) => each.wish === "approval" && (each.on === key || (each.on === undefined && isMain)));
  const by: Audience = ["member"];
  const { workflow } = plan.entry;
  if (plan.ask.states) plan.workflow = workflowOf(plan.ask.states, by);
  else if (
    workflow &&
    (!approval || workflow.states.some((state) => state.value === "approved")) &&
    (plan.entry.lifecycle === "always" || wished || approval)
  )
    plan.workflow = { field: "status", ...structuredClone(workflow), label: workflow.label ?? "Status" };
  else if (approval) plan.workflow = workflowOf(APPROVAL, by);
  else if ((board && !boardElsewhere(reading, key)) || asked) plan.workflow = workflowOf(TODO, by);
  if (!plan.workflow) return;
  const taken = new Set([plan.workflow.field, "status", "stage", "state", "done", "completed"]);
  plan.fields = plan.fields.filter((field) => field.name === plan.displayField || !taken.has(field.name));
}

// A board that the idea asks for without saying of what goes to the entity that has a lifecycle.
function boardElsewhere(reading: Reading, key: string): boolean {
  return reading.entities.some((each) => each.noun.key !== key && (each.states !== undefined || each.noun.entry.workflow !== undefined));
}

/** A state for the sample row with this index: most rows are early on the way. */
export function sampleState(workflow: Workflow, index: number): string {
  return workflow.states[(index * 2 + Math.floor(index / 3)) % workflow.states.length]?.value ?? workflow.initial;
}
