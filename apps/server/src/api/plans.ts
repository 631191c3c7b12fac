import * as plans from "@openvibe/core/plans";
import { member, pageOf } from "./base.ts";

const { ByPlan, ByPlanTask, Plan } = plans;

export const plansApi = {
  listPlans: member
    .route({ method: "GET", path: "/plans", summary: "Plans of agents, the newest first" })
    .input(plans.ListPlans)
    .output(pageOf(plans.PlanSummary))
    .handler(({ context, input }) => plans.listPlans(context, input)),
  getPlan: member
    .route({
      method: "GET",
      path: "/plans/{planId}",
      summary: "A plan with its tasks: a board by their state, a graph by what they wait for",
    })
    .input(ByPlan)
    .output(Plan)
    .handler(({ context, input }) => plans.getPlan(context, input)),
  makePlan: member
    .route({ method: "POST", path: "/threads/{threadId}/plans", summary: "Have a request cut into tasks for agents" })
    .input(plans.MakePlan)
    .output(Plan)
    .handler(({ context, input, signal }) => plans.makePlan(context, input, signal ? { signal } : {})),
  startPlan: member
    .route({ method: "POST", path: "/channels/{channelId}/plans", summary: "The same in a thread of its own" })
    .input(plans.StartPlan)
    .output(Plan)
    .handler(({ context, input, signal }) => plans.startPlan(context, input, signal ? { signal } : {})),
  approvePlan: member
    .route({ method: "POST", path: "/plans/{planId}/approve", summary: "Let a plan begin" })
    .input(ByPlan)
    .output(Plan)
    .handler(({ context, input }) => plans.approvePlan(context, input)),
  pausePlan: member
    .route({ method: "POST", path: "/plans/{planId}/pause", summary: "Let no other task of it begin" })
    .input(ByPlan)
    .output(Plan)
    .handler(({ context, input }) => plans.pausePlan(context, input)),
  resumePlan: member
    .route({ method: "POST", path: "/plans/{planId}/resume", summary: "Let a paused plan go on" })
    .input(ByPlan)
    .output(Plan)
    .handler(({ context, input }) => plans.resumePlan(context, input)),
  cancelPlan: member
    .route({ method: "POST", path: "/plans/{planId}/cancel", summary: "End a plan and all that runs of it" })
    .input(ByPlan)
    .output(Plan)
    .handler(({ context, input }) => plans.cancelPlan(context, input)),
  addPlanTask: member
    .route({ method: "POST", path: "/plans/{planId}/tasks", summary: "Add a task to a plan" })
    .input(plans.AddPlanTask)
    .output(Plan)
    .handler(({ context, input }) => plans.addPlanTask(context, input)),
  changePlanTask: member
    .route({
      method: "PATCH",
      path: "/plan-tasks/{planTaskId}",
      summary: "Change a task that has not begun: its words, agent, place, and what it waits for",
    })
    .input(plans.ChangePlanTask)
    .output(Plan)
    .handler(({ context, input }) => plans.changePlanTask(context, input)),
  orderPlanTasks: member
    .route({ method: "PUT", path: "/plans/{planId}/order", summary: "Put the tasks that have not begun in another order" })
    .input(plans.OrderPlanTasks)
    .output(Plan)
    .handler(({ context, input }) => plans.orderPlanTasks(context, input)),
  removePlanTask: member
    .route({ method: "DELETE", path: "/plan-tasks/{planTaskId}", summary: "Take out a task that has not begun" })
    .input(ByPlanTask)
    .output(Plan)
    .handler(({ context, input }) => plans.removePlanTask(context, input)),
  stopPlanTask: member
    .route({ method: "POST", path: "/plan-tasks/{planTaskId}/stop", summary: "Stop a task that is at work; its plan waits then" })
    .input(ByPlanTask)
    .output(Plan)
    .handler(({ context, input }) => plans.stopPlanTask(context, input)),
  retryPlanTask: member
    .route({
      method: "POST",
      path: "/plan-tasks/{planTaskId}/retry",
      summary: "Have a task tried again that failed, was skipped or needed a model",
    })
    .input(ByPlanTask)
    .output(Plan)
    .handler(({ context, input }) => plans.retryPlanTask(context, input)),
};
