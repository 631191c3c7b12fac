import { z } from "zod";
import { AgentName } from "../agents/model.ts";
import { Written } from "../cards/model.ts";
import { ClientKey } from "../chat/model.ts";
import { defineEvent, Time } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";

/** `needs_model`: what is left of it waits until there is a language model, and until a person has it go on. */
export const PlanState = z.enum(["proposed", "running", "paused", "needs_model", "done", "failed", "cancelled"]);
export type PlanState = z.infer<typeof PlanState>;
/**
 * `needs_model`: there is no language model, and the offline rules cannot do it or only talked of it. `replanning`: it failed, and another way is
 * looked for. `skipped`: something it needs did not succeed.
 */
export const PlanTaskState = z.enum(["waiting", "needs_model", "running", "replanning", "done", "failed", "skipped", "cancelled"]);
export type PlanTaskState = z.infer<typeof PlanTaskState>;

/** What a plan waits for from a person: a yes or no to what one of its agents asks, or to have it go on, as there is a language model now. */
export const PlanCall = z.enum(["decision", "go_on"]);
export type PlanCall = z.infer<typeof PlanCall>;

export const isOver = (state: PlanState): boolean => state === "done" || state === "failed" || state === "cancelled";
/** It has not begun, or nothing but talk came of it. */
export const isOpen = ({ state }: { state: PlanTaskState }): boolean => state === "waiting" || state === "needs_model";
/**
 * What a task's state leaves open. `stopped`: a person stopped it, so it waits, and its plan with it. `in_doubt`: it failed, and nobody knows whether
 * something that it began happened, so nothing is tried in its place before a person says so. `replaced`: it failed, and others took its place.
 * `instead`: it is one of those others, and nobody changed or began it yet.
 */
export const PlanTaskMark = z.enum(["stopped", "in_doubt", "replaced", "instead"]);
export type PlanTaskMark = z.infer<typeof PlanTaskMark>;

export const PlanTask = z.object({
  id: z.string(),
  planId: z.string(),
  agent: AgentName,
  title: z.string(),
  instructions: z.string(),
  /** Tasks of the plan that must be done before: the edges of its graph. */
  after: z.array(z.string()),
  /** Of several that could begin, the lowest does. */
  position: z.number().int(),
  state: PlanTaskState,
  mark: PlanTaskMark.nullable(),
  /** The offline rules find no tool for it: only a language model does it. */
  beyondRules: z.boolean(),
  attempt: z.number().int(),
  /** What the agent was given of what was done before. */
  handoff: z.string(),
  /** Why it failed, was skipped or needs a model. */
  note: z.string(),
  /** What the agent was asked, and what it answered. */
  messageId: z.string().nullable(),
  answerId: z.string().nullable(),
  taskId: z.string().nullable(),
  /** The message in which its agent asks a person whether it may, while it waits for that. */
  asksAt: z.string().nullable(),
  costMicros: z.number().int(),
  startedAt: Time.nullable(),
  endedAt: Time.nullable(),
});
export type PlanTask = z.infer<typeof PlanTask>;

export const PlanEstimate = z.object({
  costMicros: z.number().int(),
  minutes: z.number(),
  /** The most that was shown to a person when they let it begin or go on, or with which it began by itself. What is estimated later changes it not. */
  agreedMicros: z.number().int().optional(),
});
export type PlanEstimate = z.infer<typeof PlanEstimate>;

export const PlanSummary = z.object({
  id: z.string(),
  threadId: z.string(),
  channelId: z.string(),
  /** The message that carries its card. */
  messageId: z.string(),
  title: z.string(),
  request: z.string(),
  state: PlanState,
  callsFor: PlanCall.nullable(),
  /** On whose behalf its agents work; who may change it, beside admins. */
  ownerId: z.string(),
  replans: z.number().int(),
  /** What it took to plan it, and to look for other ways. */
  planningMicros: z.number().int(),
  estimate: PlanEstimate,
  writtenBy: z.string(),
  /** What kept a language model from it, where rules made it instead. */
  whyRules: z.string().nullable(),
  createdAt: Time,
  changedAt: Time,
  endedAt: Time.nullable(),
});
export type PlanSummary = z.infer<typeof PlanSummary>;
export const Plan = PlanSummary.extend({
  tasks: z.array(PlanTask),
  /** Of its tasks and of planning. */
  costMicros: z.number().int(),
  /** Tasks that are done, of those that count: from 0 to 1. */
  progress: z.number(),
});
export type Plan = z.infer<typeof Plan>;

const Title = Written.trim().min(1, "Give it a title").max(120, "At most 120 characters");
const Instructions = Written.trim().min(1, "Say what is to be done").max(8_000, "At most 8,000 characters");
const After = z.array(z.string()).max(40);

/** As an export has it. Titles and instructions are empty where their words were taken back. */
export const PlanTaskRecord = PlanTask.extend({
  id: z.string().regex(/^ptk_[0-9a-z]{26}$/),
  title: z.string().max(120),
  instructions: z.string().max(8_000),
  after: After,
  position: z.int32(),
  mark: PlanTaskMark.nullable().default(null),
  beyondRules: z.boolean().default(false),
  asksAt: z.string().nullable().default(null),
  attempt: z.int32(),
  handoff: z.string().max(50_000),
  note: z.string().max(10_000),
  costMicros: z.number().int().nonnegative(),
});
export type PlanTaskRecord = z.infer<typeof PlanTaskRecord>;
export const PlanRecord = Plan.extend({
  id: z.string().regex(/^pln_[0-9a-z]{26}$/),
  title: z.string().max(120),
  request: z.string().max(8_000),
  callsFor: PlanCall.nullable().default(null),
  replans: z.int32(),
  planningMicros: z.number().int().nonnegative().default(0),
  writtenBy: z.string().max(200),
  whyRules: z.string().max(1_000).nullable().default(null),
  /** The message that an agent made it of, if whoever exports it may read that. */
  madeFrom: z.string().nullable().default(null),
  /** The key or connected tool through which a program asked for it. */
  keyId: z.string().nullable().default(null),
  /** The messages that say how it ended. */
  reportIds: z.array(z.string()).max(100).default([]),
  tasks: z.array(PlanTaskRecord).max(200),
});
export type PlanRecord = z.infer<typeof PlanRecord>;

export const MakePlan = z.object({
  threadId: z.string(),
  request: Written.trim().min(1, "Say what is to be done").max(8_000, "At most 8,000 characters"),
  title: Title.optional(),
  clientKey: ClientKey,
});
export type MakePlan = z.infer<typeof MakePlan>;
export const StartPlan = MakePlan.pick({ request: true, clientKey: true }).extend({ channelId: z.string() });
export type StartPlan = z.infer<typeof StartPlan>;
export const ByPlan = z.object({ planId: z.string() });
export type ByPlan = z.infer<typeof ByPlan>;
/** Newest first. */
export const ListPlans = PageInput.extend({ threadId: z.string().optional(), state: PlanState.optional() });
export type ListPlans = z.infer<typeof ListPlans>;
export const AddPlanTask = ByPlan.extend({
  agent: AgentName,
  title: Title,
  instructions: Instructions,
  after: After.default([]),
  position: z.number().int().min(0).max(1_000).optional(),
});
export type AddPlanTask = z.input<typeof AddPlanTask>;
export const ByPlanTask = z.object({ planTaskId: z.string() });
export type ByPlanTask = z.infer<typeof ByPlanTask>;
/** Of a task that has not begun. */
export const ChangePlanTask = ByPlanTask.extend({
  ...z
    .object({
      agent: AgentName,
      title: Title,
      instructions: Instructions,
      after: After,
      position: z.number().int().min(0).max(1_000),
    })
    .partial().shape,
});
export type ChangePlanTask = z.input<typeof ChangePlanTask>;
const TaskIds = z.array(z.string()).max(200);
/** `seen`: the tasks that have not begun, in the order in which they stood before whoever moved them; `order`: the same in the new one. */
export const OrderPlanTasks = ByPlan.extend({ seen: TaskIds, order: TaskIds });
export type OrderPlanTasks = z.infer<typeof OrderPlanTasks>;

export const PlanEvents = {
  /** What it says is looked up; with on whose behalf its agents work from then on. */
  PlanChanged: defineEvent(
    "plans.plan_changed",
    z.object({ planId: z.string(), threadId: z.string(), state: PlanState, ownerId: z.string().optional() }),
  ),
};
