"use client";
import { WEEKDAYS } from "@openvibe/core/schedules/model";
import { Field } from "@openvibe/ui/primitives/field";
import { Input } from "@openvibe/ui/primitives/input";
import { Select } from "@openvibe/ui/primitives/select";
import { skipToken, useQuery } from "@tanstack/react-query";
import { messageOf } from "../../data/errors.ts";
import { sayTime, withTimesOfReader } from "../../data/times.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { TimeZonePicker } from "../time-zones/time-zone-picker.tsx";
import { nameOf } from "../time-zones/zones.ts";
import { cronOf, OFTEN, timeOf, type When } from "./when.ts";

const MONTH_DAYS = Array.from({ length: 31 }, (_, index) => String(index + 1));

interface WhenFieldsProps {
  when: When;
  timeZone: string;
  onChange: (when: When) => void;
  onZone: (timeZone: string) => void;
}

/** When it runs, in plain words or as five fields and by the clocks of which zone, with the next times there. */
export function WhenFields({ when, timeZone, onChange, onZone }: WhenFieldsProps) {
  const { often } = when;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          label="How often"
          value={often}
          onChange={(next) => onChange({ ...when, often: next, cron: cronOf(when) })}
          options={OFTEN}
          className="h-9"
        />
        {often === "week" ? (
          <Select
            label="Day of the week"
            value={String(when.weekday)}
            onChange={(weekday) => onChange({ ...when, weekday: Number(weekday) })}
            options={WEEKDAYS.map((label, index) => ({ value: String(index), label }))}
            className="h-9"
          />
        ) : null}
        {often === "month" ? (
          <Select
            label="Day of the month"
            value={String(when.day)}
            onChange={(day) => onChange({ ...when, day: Number(day) })}
            options={MONTH_DAYS.map((day) => ({ value: day, label: `on day ${day}` }))}
            className="h-9"
          />
        ) : null}
        {often === "own" ? null : (
          <Input
            type="time"
            required
            aria-label={often === "hour" ? "Minute (the hour is not looked at)" : "At"}
            value={timeOf(when)}
            onChange={({ currentTarget: { value } }) => {
              const [hour, minute] = value.split(":").map(Number);
              if (hour !== undefined && minute !== undefined) onChange({ ...when, hour, minute });
            }}
            className="w-auto"
          />
        )}
        <TimeZonePicker value={timeZone} onChange={onZone} className="h-9 max-w-60" />
      </div>
      {often === "own" ? (
        <Field
          label="Minute, hour, day of the month, month, day of the week"
          value={when.cron}
          maxLength={120}
          spellCheck={false}
          onChange={({ currentTarget }) => onChange({ ...when, cron: currentTarget.value })}
          className="font-mono"
          hint="For example 0 9 * * 1-5, or */15 8-18 * * *"
        />
      ) : null}
      <Next cron={cronOf(when)} timeZone={timeZone} said={often === "own"} />
    </div>
  );
}

/** The next times, and what one wrote oneself in words. */
function Next({ cron, timeZone, said }: { cron: string; timeZone: string; said: boolean }) {
  const { queries } = useWorkspace();
  const { data, error } = useQuery(
    queries.schedules.previewSchedule.queryOptions({ input: cron === "" ? skipToken : { cron, timeZone }, retry: false }),
  );
  if (error)
    return (
      <p role="status" className="text-xs text-danger">
        {messageOf(error)}
      </p>
    );
  return (
    <p role="status" className="text-xs text-ink-faint">
      {data && said ? <span className="block text-sm text-ink-soft">{withTimesOfReader(data.inWords)}</span> : null}
      {data
        ? `Next: ${data.next
            .slice(0, 3)
            .map((at) => sayTime(at.getFullYear() > new Date().getFullYear() ? "later" : "soon", at, data.timeZone))
            .join(" · ")} in ${nameOf(data.timeZone)}`
        : "…"}
    </p>
  );
}
