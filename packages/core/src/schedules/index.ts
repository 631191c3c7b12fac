/** Recurring work of agents: when by a calendar, what, by whom, where it is told, and how it went. */
export * from "./model.ts";
export { createSchedule } from "./create-schedule.ts";
export { importSchedule } from "./import-schedule.ts";
export { changeSchedule, pauseSchedule, removeSchedule, resumeSchedule } from "./change-schedule.ts";
export { getSchedule, listScheduleRecords, listScheduleRuns, listSchedules, previewSchedule } from "./list-schedules.ts";
export { dueTask, runScheduleNow } from "./run-schedule.ts";
export { planOverdue } from "./plan-overdue.ts";
export { schedulesFollower } from "./follow.ts";
export { schedulesTools } from "./tools.ts";
