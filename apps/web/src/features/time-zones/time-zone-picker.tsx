"use client";
import { Labelled } from "@openvibe/ui/primitives/labelled";
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
    <Labelled label="Time zone">
      <TimeZonePicker {...props} className="h-9" />
    </Labelled>
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
