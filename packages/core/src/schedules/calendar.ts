import { Cron } from "croner";
import { AppError, messageOf } from "../platform/index.ts";

/** The least between two runs. */
const LEAST_MINUTES = 5;
const LOOKED_AT = 12;

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
  const moments = momentsAfter(calendar, now, LOOKED_AT);
  const [first] = moments;
  if (!first) throw new AppError("bad_request", "This never comes. Look at the day and the month.");
  const least = Math.min(...moments.slice(1).map((moment, index) => moment.getTime() - (moments[index]?.getTime() ?? 0)));
  if (least < LEAST_MINUTES * 60_000) throw new AppError("bad_request", `At most every ${LEAST_MINUTES} minutes.`);
  return first;
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
