"use client";
import type { QuietHours } from "@openvibe/core/inbox/model";
import { cx } from "@openvibe/ui/class-names";
import { inputClass } from "@openvibe/ui/primitives/input";
import { TimeZonePicker } from "../time-zones/time-zone-picker.tsx";
import { HERE } from "../time-zones/zones.ts";
import { Check } from "./notification-settings.tsx";

/** Local times between which nothing rings. */
export function QuietHoursChoice({ value, onChange }: { value: QuietHours | null; onChange: (value: QuietHours | null) => void }) {
  const fieldClass = cx(inputClass, "h-8 w-auto px-2 text-sm");
  return (
    <div className="grid gap-2">
      <h3 className="text-sm font-medium">Quiet hours</h3>
      <Check checked={value !== null} onChange={(on) => onChange(on ? { from: "20:00", to: "08:00", timeZone: HERE } : null)}>
        Nothing rings at night: mails wait, push is left out
      </Check>
      {value ? (
        <div className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
          <label className="flex items-center gap-2">
            From
            <input
              type="time"
              className={fieldClass}
              value={value.from}
              required
              onChange={(event) => event.target.value && onChange({ ...value, from: event.target.value })}
            />
          </label>
          <label className="flex items-center gap-2">
            to
            <input
              type="time"
              className={fieldClass}
              value={value.to}
              required
              onChange={(event) => event.target.value && onChange({ ...value, to: event.target.value })}
            />
          </label>
          <TimeZonePicker value={value.timeZone} onChange={(timeZone) => onChange({ ...value, timeZone })} className="max-w-56" />
        </div>
      ) : null}
    </div>
  );
}
