export type Often = "hour" | "day" | "weekdays" | "week" | "month" | "own";

/** A calendar as people say it; `own` is the five fields themselves. */
export interface When {
  often: Often;
  minute: number;
  hour: number;
  /** 0 is Sunday. */
  weekday: number;
  /** Of the month. */
  day: number;
  cron: string;
}

export const OFTEN: readonly { value: Often; label: string }[] = [
  { value: "hour", label: "Every hour" },
  { value: "day", label: "Every day" },
  { value: "weekdays", label: "Monday to Friday" },
  { value: "week", label: "Every week" },
  { value: "month", label: "Every month" },
  { value: "own", label: "As I write it" },
];

const START: When = { often: "weekdays", minute: 0, hour: 9, weekday: 1, day: 1, cron: "0 9 * * 1-5" };
const NUMBER = /^\d{1,2}$/;

/** Reads the five fields; what has no plain saying stays as it is written. */
export function whenOf(cron: string | undefined): When {
  if (cron === undefined) return START;
  const own: When = { ...START, often: "own", cron };
  const fields = cron.trim().split(/\s+/);
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = fields;
  if (fields.length !== 5 || !NUMBER.test(minute) || month !== "*") return own;
  const at = { ...own, minute: Number(minute) };
  if (hour === "*") return day === "*" && weekday === "*" ? { ...at, often: "hour" } : own;
  if (!NUMBER.test(hour)) return own;
  const timed = { ...at, hour: Number(hour) };
  if (day === "*" && weekday === "*") return { ...timed, often: "day" };
  if (day === "*" && weekday === "1-5") return { ...timed, often: "weekdays" };
  if (day === "*" && /^[0-6]$/.test(weekday)) return { ...timed, often: "week", weekday: Number(weekday) };
  if (weekday === "*" && NUMBER.test(day)) return { ...timed, often: "month", day: Number(day) };
  return own;
}

export function cronOf({ often, minute, hour, weekday, day, cron }: When): string {
  switch (often) {
    case "hour":
      return `${minute} * * * *`;
    case "day":
      return `${minute} ${hour} * * *`;
    case "weekdays":
      return `${minute} ${hour} * * 1-5`;
    case "week":
      return `${minute} ${hour} * * ${weekday}`;
    case "month":
      return `${minute} ${hour} ${day} * *`;
    case "own":
      return cron.trim();
  }
}

const two = (value: number) => String(value).padStart(2, "0");
export const timeOf = ({ hour, minute }: Pick<When, "hour" | "minute">): string => `${two(hour)}:${two(minute)}`;
