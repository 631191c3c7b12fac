import { ToggleGroup } from "@base-ui/react/toggle-group";
import { Toggle } from "@base-ui/react/toggle";
import type { ReactNode } from "react";
import { cx } from "../class-names.ts";

/** One of a few choices, side by side; arrow keys move between them. */
export function Segmented<const Value extends string>({
  label,
  value,
  onChange,
  options,
  className,
}: {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: NoInfer<Value>; label: string; icon?: ReactNode; iconOnly?: boolean }[];
  className?: string;
}) {
  return (
    <ToggleGroup
      aria-label={label}
      value={[value]}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next[0]);
        if (chosen) onChange(chosen.value);
      }}
      className={cx("inline-flex rounded-md bg-sunken p-0.5", className)}
    >
      {options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          aria-label={option.iconOnly ? option.label : undefined}
          title={option.iconOnly ? option.label : undefined}
          className="inline-flex h-7 flex-1 items-center justify-center gap-1.5 rounded-[5px] px-2 text-xs font-medium whitespace-nowrap text-ink-faint transition-colors select-none hover:text-ink data-pressed:bg-raised data-pressed:text-ink data-pressed:shadow-sm [&_svg]:size-3.5 [&_svg]:shrink-0"
        >
          {option.icon}
          {option.iconOnly ? null : option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
