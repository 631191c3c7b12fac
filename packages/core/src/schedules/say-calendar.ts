import cronstrue from "cronstrue";
import { WEEKDAYS } from "./model.ts";

const NAMED: Readonly<Record<string, string>> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
};
const MONTHS = ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const SHORT_DAYS: readonly string[] = WEEKDAYS.map((day) => day.slice(0, 3).toLowerCase());
/** Of minute, hour, day of the month, month, day of the week: the first and the last, and the names for them. */
const FIELDS: readonly { from: number; to: number; names?: readonly string[] }[] = [
  { from: 0, to: 59 },
  { from: 0, to: 23 },
  { from: 1, to: 31 },
  { from: 1, to: 12, names: MONTHS },
  { from: 0, to: 6, names: SHORT_DAYS },
];
/** So many are named one by one. */
const MOST_NAMED = 8;
const NUMBER = /^\d{1,2}$/;

/** The five fields of a calendar in plain words, by the clock there: "Monday to Friday at 09:00". */
export function sayCalendar(cron: string): string {
  const written = NAMED[cron.trim().toLowerCase()] ?? cron.trim();
  const isBoth = written.includes("+");
  const fields = written.replaceAll("+", "").split(/\s+/).map(plainField);
  return sayUsual(fields) ?? sayOther(fields.join(" "), isBoth) ?? `By the calendar ${cron}`;
}

function sayUsual([minute = "", hour = "", day = "", month = "", weekday = "", ...more]: readonly string[]): string | undefined {
  if (more.length > 0 || month !== "*") return undefined;
  const isEachDay = day === "*" && weekday === "*";
  const minutes = /^\*\/(\d+)$/.exec(minute)?.[1];
  if (minutes && hour === "*" && isEachDay) return `Every ${minutes} minutes`;
  if (!NUMBER.test(minute)) return undefined;
  if (hour === "*" && isEachDay) return `Every hour at minute ${Number(minute)}`;
  if (!NUMBER.test(hour)) return undefined;
  const time = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
  if (isEachDay) return `Every day at ${time}`;
  if (day === "*" && weekday === "1-5") return `Monday to Friday at ${time}`;
  if (day === "*" && NUMBER.test(weekday)) return `Every ${WEEKDAYS[Number(weekday)] ?? "week"} at ${time}`;
  return weekday === "*" && NUMBER.test(day) ? `Every month on day ${Number(day)} at ${time}` : undefined;
}

/** NOTE: where days of the month and of the week are both named, either will do; with a plus both must hold. */
function sayOther(cron: string, isBoth: boolean): string | undefined {
  try {
    return cronstrue
      .toString(cron, { use24HourTimeFormat: true })
      .replace(" of the month, on ", " of the month, and on ")
      .replace(", and on ", isBoth ? ", if it is a " : " and also on ");
  } catch {
    return undefined;
  }
}

/** Names as numbers; steps as what they come to, but where they are as far apart everywhere as they say. */
function plainField(text: string, index: number): string {
  const { from, to, names = [] } = FIELDS[index] ?? { from: 0, to: 0 };
  const named = text.toLowerCase().replaceAll(/[a-z]{3}/g, (name) => (names.includes(name) ? String(names.indexOf(name)) : name));
  const field = named
    .replaceAll("?", "*")
    .replace("#l", "L")
    .replaceAll(/\*\/1(?!\d)/g, "*")
    .toUpperCase();
  if (index === 2 && field.startsWith("L,")) return `${field.slice(2)},L`;
  const isWeekday = names === SHORT_DAYS;
  if (isWeekday && /^0-[67]$|^1-7$/.test(field)) return "*";
  const step = Number(/^\*\/(\d+)$/.exec(field)?.[1] ?? 0);
  if (index !== 2 && !isWeekday && step > 0 && (to + 1 - from) % step === 0) return field;
  const all = field.split(",").flatMap((part) => stepped(part, from, to));
  const isShort = /\//.test(field) || (isWeekday && field.includes("7"));
  return isShort && all.length <= MOST_NAMED ? inWeek(all, isWeekday) : field;
}

function stepped(part: string, from: number, to: number): string[] {
  const [, range = "", first = from, last = to, by = ""] = /^(\*|(\d+)-(\d+))\/(\d+)$/.exec(part) ?? [];
  if (range === "") return [part];
  const count = Math.max(0, Math.floor((Number(last) - Number(first)) / Number(by))) + 1;
  return Array.from({ length: count }, (_, index) => String(Number(first) + index * Number(by)));
}

/** 7 is Sunday, as 0 is. */
function inWeek(parts: readonly string[], isWeekday: boolean): string {
  return [...new Set(isWeekday ? parts.map((part) => part.replace(/^7(?!-)/, "0")) : parts)].join(",");
}
