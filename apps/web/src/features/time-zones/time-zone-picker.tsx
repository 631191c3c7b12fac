"use client";
import { SearchSelect } from "@openvibe/ui/primitives/search-select";
import { offsetOf, zonesWith } from "./zones.ts";

export function TimeZonePicker({
  value,
  onChange,
  disabled,
  className,
}: {
  value: string;
  onChange: (zone: string) => void;
  disabled?: boolean;
  className?: string;
}) {
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
