import { READER_LOCALE } from "@openvibe/ui/reader-locale";

const { hourCycle } = new Intl.DateTimeFormat(READER_LOCALE, { timeStyle: "short" }).resolvedOptions();
/** As `timeStyle: "short"` writes it, where the day is put together by hand. */
const TIME = { hour: hourCycle === "h23" || hourCycle === "h24" ? "2-digit" : "numeric", minute: "2-digit" } as const;
const STYLES = {
  /** "9:05 AM" */
  time: { timeStyle: "short" },
  /** "9:05:30 AM" */
  exactTime: { timeStyle: "medium" },
  /** "Nov 22, 2026" */
  day: { dateStyle: "medium" },
  /** "Sunday, November 22" */
  dayOfYear: { weekday: "long", day: "numeric", month: "long" },
  /** "Sunday, November 22, 2026" */
  fullDay: { dateStyle: "full" },
  /** "Sun, Nov 22" */
  shortDay: { weekday: "short", day: "numeric", month: "short" },
  /** "Sun, Nov 22, 9:05 AM" */
  soon: { weekday: "short", day: "numeric", month: "short", ...TIME },
  /** "Sun, Nov 22, 2027, 9:05 AM" */
  later: { weekday: "short", day: "numeric", month: "short", year: "numeric", ...TIME },
  /** "Nov 22, 2026, 9:05 AM" */
  moment: { dateStyle: "medium", timeStyle: "short" },
  /** "Nov 22, 2026, 9:05:30 AM" */
  exactMoment: { dateStyle: "medium", timeStyle: "medium" },
  /** "Sunday, November 22, 2026 at 9:05 AM" */
  fullMoment: { dateStyle: "full", timeStyle: "short" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
const made = new Map<string, Intl.DateTimeFormat>();

/** A time, by the reader's clock or by that of a zone, as the reader is used to writing it. */
export function sayTime(style: keyof typeof STYLES, at: Date | string, timeZone?: string): string {
  const key = `${style} ${timeZone ?? ""}`;
  const format = made.get(key) ?? new Intl.DateTimeFormat(READER_LOCALE, { ...STYLES[style], timeZone });
  made.set(key, format);
  // "AM" stays on the line of its hour.
  return format.format(new Date(at)).replaceAll(/\s(?=[AP]M\b)/gi, "\u00A0");
}

/** A time not far from now: the year is said only where it is another one. */
export const sayMoment = (at: Date | string, timeZone?: string): string =>
  sayTime(new Date(at).getFullYear() === new Date().getFullYear() ? "soon" : "later", at, timeZone);

/** Words of the server with times such as "09:00" in them, as the reader writes those. */
export const withTimesOfReader = (words: string): string =>
  words.replaceAll(/\b\d\d:\d\d\b/g, (time) => sayTime("time", `1970-01-01T${time}:00Z`, "UTC"));
