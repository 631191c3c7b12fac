import { Cron } from "croner";
import { AppError, messageOf } from "../platform/index.ts";

/** The least between two runs. */
const LEAST_MINUTES = 5;
const LEAST_MS = LEAST_MINUTES * 60_000;
const HOUR_MS = 3_600_000;
const HOURS_OF_DAY = 24;

export interface Calendar {
  cron: string;
  timeZone: string;
}

/** The moments after `from`, by the clock on the wall there: an hour that a change of the clock skips or repeats is one moment. */
export function momentsAfter({ cron, timeZone }: Calendar, from: Date, count: number): Date[] {
  return read(cron, timeZone).nextRuns(count, from);
}

/** Throws what is wrong with it, for people. */
export function requireCalendar(calendar: Calendar, now: Date): Date {
  const [first] = momentsAfter(calendar, now, 1);
  if (!first) throw new AppError("bad_request", "This never comes. Look at the day and the month.");
  if (isTooOften(read(calendar.cron, "UTC"), now)) throw new AppError("bad_request", `At most every ${LEAST_MINUTES} minutes.`);
  return first;
}

/** By a clock that nobody changes, where each hour in which it runs has the same minutes. */
function isTooOften(cron: Cron, now: Date): boolean {
  const first = cron.nextRun(now)?.getTime() ?? 0;
  const hour = first - (first % HOUR_MS);
  const inHour = cron
    .nextRuns(HOUR_MS / LEAST_MS + 1, new Date(hour - 1))
    .map((moment) => moment.getTime() - hour)
    .filter((ms) => ms < HOUR_MS);
  if (inHour.some((ms, place) => ms - (inHour[place - 1] ?? -HOUR_MS) < LEAST_MS)) return true;
  const [start = 0, end = start] = [inHour[0], inHour.at(-1)];
  if (start + HOUR_MS - end >= LEAST_MS) return false;
  // The end of an hour is too near to the start of the next, if it runs in both.
  const hours = Array.from({ length: HOURS_OF_DAY }, (_, place) => hour + place * HOUR_MS);
  return hours.some((each) => cron.match(new Date(each + end)) && cron.match(new Date(each + HOUR_MS + start)));
}

function read(cron: string, timeZone: string): Cron {
  try {
    return new Cron(cron, { timezone: timeZone, paused: true, mode: "5-part" });
  } catch (error) {
    const why = messageOf(error).replace(/^CronPattern: /, "");
    const which = why.startsWith("invalid configuration format") ? "" : ` (${why.slice(0, 120)})`;
    throw new AppError("bad_request", `This is no time that comes again${which}. Write five fields, such as 0 9 * * 1 for Mondays at 9.`);
  }
}
