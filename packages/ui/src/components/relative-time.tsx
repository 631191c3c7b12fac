"use client";
import { useEffect, useState } from "react";
import { READER_LOCALE } from "../reader-locale.ts";

const STEPS: [limitSeconds: number, seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [3600, 60, "minute"],
  [86_400, 3600, "hour"],
  [604_800, 86_400, "day"],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "narrow" });
const date = new Intl.DateTimeFormat(READER_LOCALE, { day: "numeric", month: "short", year: "numeric" });
const full = new Intl.DateTimeFormat(READER_LOCALE, { dateStyle: "full", timeStyle: "short" });

function relativeTime(at: Date, now: number): string {
  const seconds = Math.max(0, (now - at.getTime()) / 1000);
  if (seconds < 45) return "just now";
  for (const [limit, size, unit] of STEPS) if (seconds < limit) return relative.format(-Math.max(1, Math.round(seconds / size)), unit);
  return date.format(at);
}

export function RelativeTime({ at, className }: { at: Date; className?: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at.toISOString()} title={full.format(at)} className={className}>
      {relativeTime(at, now)}
    </time>
  );
}
