"use client";
import { WEEKDAYS } from "@openvibe/core/schedules/model";
import { Field } from "@openvibe/ui/primitives/field";
import { SelectField } from "@openvibe/ui/primitives/select";
import { skipToken, useQuery } from "@tanstack/react-query";
import { messageOf } from "../../data/errors.ts";
import { sayMoment, withTimesOfReader } from "../../data/times.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { TimeZoneField } from "../time-zones/time-zone-picker.tsx";
import { nameOf } from "../time-zones/zones.ts";
import { cronOf, OFTEN, timeOf, type When } from "./when.ts";

const numbers = (from: number, to: number) =>
  Array.from({ length: to + 1 - from }, (_, index) => ({ value: String(from + index), label: String(from + index) }));
const MONTH_DAYS = numbers(1, 31);
const MINUTES = numbers(0, 59);

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
    <div className="grid gap-4">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField
          label="How often"
          value={often}
          onChange={(next) => onChange({ ...when, often: next, cron: cronOf(when) })}
          options={OFTEN}
        />
        {often === "week" ? (
          <SelectField
            label="On which day"
            value={String(when.weekday)}
            onChange={(weekday) => onChange({ ...when, weekday: Number(weekday) })}
            options={WEEKDAYS.map((label, index) => ({ value: String(index), label }))}
          />
        ) : null}
        {often === "month" ? (
          <SelectField
            label="On which day of the month"
            value={String(when.day)}
            onChange={(day) => onChange({ ...when, day: Number(day) })}
            options={MONTH_DAYS}
          />
        ) : null}
        {often === "hour" ? (
          <SelectField
            label="Minutes after the full hour"
            value={String(when.minute)}
            onChange={(minute) => onChange({ ...when, minute: Number(minute) })}
            options={MINUTES}
          />
        ) : null}
        {often === "own" || often === "hour" ? null : (
          <Field
            label="At"
            type="time"
            required
            value={timeOf(when)}
            onChange={({ currentTarget: { value } }) => {
              const [hour, minute] = value.split(":").map(Number);
              if (hour !== undefined && minute !== undefined) onChange({ ...when, hour, minute });
            }}
          />
        )}
        <TimeZoneField value={timeZone} onChange={onZone} />
      </div>
      {often === "own" ? (
        <Field
          label="When, as five fields"
          value={when.cron}
          maxLength={120}
          spellCheck={false}
          onChange={({ currentTarget }) => onChange({ ...when, cron: currentTarget.value })}
          className="font-mono"
          hint="Minute, hour, day of the month, month, day of the week: 0 9 * * 1-5 is Monday to Friday at nine."
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
            .map((at) => sayMoment(at, data.timeZone))
            .join(" · ")} in ${nameOf(data.timeZone)}`
        : "…"}
    </p>
  );
}
