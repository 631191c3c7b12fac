import { z } from "zod";
import { defineTool, named, said, type Context, type Tool } from "../platform/index.ts";
import { selfOf } from "../registry/index.ts";
import { threadNamed } from "../turns/index.ts";
import { pauseSchedule, removeSchedule, resumeSchedule } from "./change-schedule.ts";
import { createSchedule } from "./create-schedule.ts";
import { fetchSchedule } from "./internal.ts";
import { listSchedules } from "./list-schedules.ts";
import { BySchedule, ListSchedules, ScheduleInThread } from "./model.ts";
import { sayCalendar } from "./say-calendar.ts";

const scheduleOf = (ctx: Context, scheduleId: string) =>
  named(scheduleId, async () => {
    const { title, madeFrom } = await fetchSchedule(ctx, scheduleId);
    return { name: title, quotes: [madeFrom] };
  });

const agentNamed = (ctx: Context, agent: string) => named(agent, () => selfOf(ctx, agent));

export const schedulesTools: readonly Tool[] = [
  defineTool({
    name: "schedules_create",
    title: "Schedule recurring work",
    description:
      "Has an agent do something again and again by a calendar (cron with five fields and a time zone), and tell of it in a thread. For reminders and reports such as every Monday at 9.",
    input: ScheduleInThread,
    permission: "schedules:write",
    effect: "write",
    says: async ({ threadId, title, instructions, cron, timeZone, agent }, ctx) =>
      said`Schedules “${title}” in ${await threadNamed(ctx, threadId)} for the agent ${await agentNamed(ctx, agent)}: ${sayCalendar(cron)}${timeZone ? ` (${timeZone})` : ""}. Each time it is told: “${instructions}”`,
    run: (ctx, input, call) => createSchedule(ctx, input, call),
  }),
  defineTool({
    name: "schedules_list",
    title: "List schedules",
    description: "Recurring work of agents, with when it runs next and how the last run went.",
    input: ListSchedules,
    permission: "schedules:read",
    effect: "read",
    taints: true,
    says: () => "Lists the schedules",
    run: (ctx, input) => listSchedules(ctx, input),
  }),
  defineTool({
    name: "schedules_set_paused",
    title: "Pause or resume a schedule",
    description: "Stops a schedule for now, or lets it go on.",
    input: BySchedule.extend({ paused: z.boolean() }),
    permission: "schedules:write",
    effect: "write",
    taints: true,
    says: async ({ scheduleId, paused }, ctx) => said`${paused ? "Pauses" : "Resumes"} the schedule ${await scheduleOf(ctx, scheduleId)}`,
    run: (ctx, { scheduleId, paused }) => (paused ? pauseSchedule(ctx, { scheduleId }) : resumeSchedule(ctx, { scheduleId })),
  }),
  defineTool({
    name: "schedules_remove",
    title: "Remove a schedule",
    description: "Ends recurring work for good.",
    input: BySchedule,
    permission: "schedules:write",
    effect: "irreversible",
    says: async ({ scheduleId }, ctx) => said`Removes the schedule ${await scheduleOf(ctx, scheduleId)} for good`,
    async run(ctx, input) {
      await removeSchedule(ctx, input);
      return { removed: input.scheduleId };
    },
  }),
];
