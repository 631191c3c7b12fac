import { defineTool, named, said, type Context, type Tool } from "../platform/index.ts";
import { threadNamed } from "../turns/index.ts";
import { cancelPlan, pausePlan } from "./change-plan.ts";
import { fetchPlan } from "./internal.ts";
import { getPlan, listPlans } from "./list-plans.ts";
import { makePlan } from "./make-plan.ts";
import { ByPlan, ListPlans, MakePlan } from "./model.ts";

const planOf = (ctx: Context, planId: string) =>
  named(planId, async () => {
    const { title, messageId, madeFrom } = await fetchPlan(ctx, planId);
    return { name: title, quotes: [messageId, madeFrom] };
  });

export const plansTools: readonly Tool[] = [
  defineTool({
    name: "plans_make",
    title: "Make a plan",
    description:
      "Cuts a request that needs several steps or several agents into tasks, and shows them in the thread as a plan. It begins by itself where it is small; otherwise a person says so. Do not do its tasks yourself.",
    input: MakePlan,
    permission: "plans:write",
    effect: "write",
    ownTransactions: true,
    says: async ({ threadId, request }, ctx) => said`Makes a plan in ${await threadNamed(ctx, threadId)} for: ${request}`,
    async run(ctx, input, call) {
      const { id, state, title, tasks, estimate } = await makePlan(ctx, input, call);
      const shown = tasks.map((task) => ({ id: task.id, title: task.title, agent: task.agent, after: task.after }));
      return {
        id,
        title,
        state,
        estimate,
        tasks: shown,
        next: state === "proposed" ? "A person has to start it in the thread." : "It runs.",
      };
    },
  }),
  defineTool({
    name: "plans_get",
    title: "Look at a plan",
    description: "A plan with its tasks: who does them, how they stand, what they cost so far.",
    input: ByPlan,
    permission: "plans:read",
    effect: "read",
    taints: true,
    says: async ({ planId }, ctx) => said`Looks at the plan ${await planOf(ctx, planId)}`,
    run: (ctx, input) => getPlan(ctx, input),
  }),
  defineTool({
    name: "plans_list",
    title: "List plans",
    description: "Plans of agents, the newest first.",
    input: ListPlans,
    permission: "plans:read",
    effect: "read",
    taints: true,
    says: () => "Lists the plans",
    run: (ctx, input) => listPlans(ctx, input),
  }),
  defineTool({
    name: "plans_pause",
    title: "Pause a plan",
    description: "Lets no other task of a plan begin until a person resumes it.",
    input: ByPlan,
    permission: "plans:write",
    effect: "write",
    taints: true,
    says: async ({ planId }, ctx) => said`Pauses the plan ${await planOf(ctx, planId)}`,
    run: (ctx, input) => pausePlan(ctx, input),
  }),
  defineTool({
    name: "plans_cancel",
    title: "Cancel a plan",
    description: "Ends a plan and all that runs of it.",
    input: ByPlan,
    permission: "plans:write",
    effect: "irreversible",
    taints: true,
    says: async ({ planId }, ctx) => said`Cancels the plan ${await planOf(ctx, planId)} and what runs of it`,
    run: (ctx, input) => cancelPlan(ctx, input),
  }),
];
