import { z } from "zod";
import { AgentName } from "../agents/model.ts";
import { Written } from "../cards/model.ts";
import { defineEvent, Time } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";
import { TimeZone } from "../settings/model.ts";

export const ScheduleRunState = z.enum(["running", "done", "failed", "cancelled", "skipped"]);
export type ScheduleRunState = z.infer<typeof ScheduleRunState>;
/** `late`: the server was down when it was due; of several such only one is made up for. */
export const RunReason = z.enum(["due", "late", "now"]);
export type RunReason = z.infer<typeof RunReason>;

export const ScheduleRun = z.object({
  id: z.string(),
  scheduleId: z.string(),
  state: ScheduleRunState,
  reason: RunReason,
  dueAt: Time,
  startedAt: Time,
  endedAt: Time.nullable(),
  /** What the agent was asked in the thread; its answer follows. */
  messageId: z.string().nullable(),
  taskId: z.string().nullable(),
  costMicros: z.number().int(),
  /** Why it failed or was skipped, in plain words. */
  note: z.string(),
});
export type ScheduleRun = z.infer<typeof ScheduleRun>;

/** As in a calendar: 0 is Sunday. */
export const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

export const Schedule = z.object({
  id: z.string(),
  title: z.string(),
  instructions: z.string(),
  agent: AgentName,
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  cron: z.string(),
  timeZone: z.string(),
  /** The same in plain words, such as "Monday to Friday at 09:00". */
  inWords: z.string(),
  threadId: z.string(),
  channelId: z.string(),
  /** On whose behalf the agent works then. */
  ownerId: z.string(),
  /** Null while it is paused. */
  nextAt: Time.nullable(),
  paused: z.boolean(),
  /** Why it was paused, where nobody did it. */
  pausedBecause: z.string(),
  lastRun: ScheduleRun.nullable(),
  createdAt: Time,
  changedAt: Time,
});
export type Schedule = z.infer<typeof Schedule>;

/** As an export has it: with the message that an agent made it of, if whoever exports it may read that, and the key it was asked for with. */
export const ScheduleRecord = Schedule.extend({
  id: z.string().regex(/^sch_[0-9a-z]{26}$/),
  inWords: z.string().default(""),
  madeFrom: z.string().nullable().default(null),
  keyId: z.string().nullable().default(null),
});
export type ScheduleRecord = z.infer<typeof ScheduleRecord>;

const Title = Written.trim().min(1, "Give it a name").max(100, "At most 100 characters");
const Instructions = Written.trim().min(1, "Say what is to be done").max(8_000, "At most 8,000 characters");
const Cron = z.string().trim().min(1, "Say when, such as 0 9 * * 1").max(120, "At most 120 characters");

const When = { cron: Cron, timeZone: TimeZone.optional() };
const Work = { title: Title, instructions: Instructions, agent: AgentName.default("orchestrator"), ...When };
/** As agents make one: in the thread in which they are asked. */
export const ScheduleInThread = z.object({ ...Work, threadId: z.string() });
export type ScheduleInThread = z.infer<typeof ScheduleInThread>;
/** In a thread that is there, or in a new one of the channel. */
export const CreateSchedule = z
  .object({ ...Work, threadId: z.string().optional(), channelId: z.string().optional() })
  .refine(({ threadId, channelId }) => threadId !== undefined || channelId !== undefined, "Choose a channel or a thread to post in");
export type CreateSchedule = z.input<typeof CreateSchedule>;
export const BySchedule = z.object({ scheduleId: z.string() });
export type BySchedule = z.infer<typeof BySchedule>;
export const ChangeSchedule = BySchedule.extend({
  ...z.object({ title: Title, instructions: Instructions, agent: AgentName, cron: Cron, timeZone: TimeZone }).partial().shape,
});
export type ChangeSchedule = z.input<typeof ChangeSchedule>;
/** Newest first. */
export const ListSchedules = PageInput.extend({ threadId: z.string().optional(), agent: AgentName.optional() });
export type ListSchedules = z.infer<typeof ListSchedules>;
export const ListScheduleRuns = PageInput.extend({ scheduleId: z.string() });
export type ListScheduleRuns = z.infer<typeof ListScheduleRuns>;
export const PreviewSchedule = z.object(When);
export type PreviewSchedule = z.infer<typeof PreviewSchedule>;
export const SchedulePreview = z.object({ timeZone: z.string(), inWords: z.string(), next: z.array(Time) });
export type SchedulePreview = z.infer<typeof SchedulePreview>;

export const ScheduleEvents = {
  /** Made, changed, paused, resumed or removed; what it says is looked up; with on whose behalf the agent works from then on. */
  ScheduleChanged: defineEvent(
    "schedules.schedule_changed",
    z.object({ scheduleId: z.string(), threadId: z.string(), removed: z.boolean(), ownerId: z.string().optional() }),
  ),
  RunChanged: defineEvent("schedules.run_changed", ScheduleRun),
};
