"use client";
import { SearchSelect } from "@openvibe/ui/primitives/search-select";
import { offsetOf, zonesWith } from "./zones.ts";

interface ZoneProps {
  value: string;
  onChange: (zone: string) => void;
  disabled?: boolean;
  className?: string;
}

/** Under a label that is seen. */
export function TimeZoneField(props: ZoneProps) {
  return (
    <div className="grid gap-1.5">
      <span aria-hidden className="text-sm font-medium">
        Time zone
      </span>
      <TimeZonePicker {...props} className="h-9" />
    </div>
  );
}

export function TimeZonePicker({ value, onChange, disabled, className }: ZoneProps) {
  return (
    <SearchSelect
      label="Time zone"
      value={value}
      onChange={onChange}
      options={zonesWith(value)}
      hintOf={offsetOf}
      placeholder="Find a city or zone"
      empty="No zone of that name. Try the nearest large city."
      disabled={disabled}
      className={className}
    />
  );
}
