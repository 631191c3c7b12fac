"use client";
import type { QuietHours } from "@openvibe/core/inbox/model";
import { cx } from "@openvibe/ui/class-names";
import { inputClass } from "@openvibe/ui/primitives/input";
import { useState } from "react";
import { TimeZonePicker } from "../time-zones/time-zone-picker.tsx";
import { HERE } from "../time-zones/zones.ts";
import { Check } from "./notification-settings.tsx";

/** Local times between which nothing rings. */
export function QuietHoursChoice({ value, onChange }: { value: QuietHours | null; onChange: (value: QuietHours | null) => void }) {
  return (
    <div className="grid gap-2">
      <h3 className="text-sm font-medium">Quiet hours</h3>
      <Check checked={value !== null} onChange={(on) => onChange(on ? { from: "20:00", to: "08:00", timeZone: HERE } : null)}>
        Nothing rings at night: mail and push wait until it is over
      </Check>
      {value ? (
        <div className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
          <TimeField label="From" value={value.from} onChange={(from) => onChange({ ...value, from })} />
          <TimeField label="to" value={value.to} onChange={(to) => onChange({ ...value, to })} />
          <TimeZonePicker value={value.timeZone} onChange={(timeZone) => onChange({ ...value, timeZone })} className="max-w-56" />
        </div>
      ) : null}
    </div>
  );
}

/** Taken when it is left, as a time is typed in parts that are none by themselves. */
function TimeField({ label, value, onChange }: { label: string; value: string; onChange: (time: string) => void }) {
  const [typed, setTyped] = useState<string>();
  const take = () => {
    if (typed && typed !== value) onChange(typed);
    setTyped(undefined);
  };
  return (
    <label className="flex items-center gap-2">
      {label}
      <input
        type="time"
        className={cx(inputClass, "h-8 w-auto px-2 text-sm")}
        value={typed ?? value}
        required
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === "Enter" && take()}
      />
    </label>
  );
}
