/** A request as a graph of tasks for agents: proposed in the thread, run by plain code, changed by people. */
export * from "./model.ts";
export { makePlan } from "./make-plan.ts";
export {
  addPlanTask,
  approvePlan,
  cancelPlan,
  changePlanTask,
  pausePlan,
  removePlanTask,
  resumePlan,
  retryPlanTask,
  stopPlanTask,
} from "./change-plan.ts";
export { orderPlanTasks } from "./order-plan.ts";
export { startPlan } from "./start-plan.ts";
export { getPlan, getPlanRecord, listPlans } from "./list-plans.ts";
export { saidOf } from "./states.ts";
export { importPlan } from "./import-plan.ts";
export { plansFollower } from "./follow.ts";
export { replanTask } from "./replan.ts";
export { lookAnewTask } from "./look-anew.ts";
export { plansTools } from "./tools.ts";
