import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import { cx } from "../class-names.ts";
import { Labelled } from "./labelled.tsx";
import { popupClass } from "./menu.tsx";

export const selectTriggerClass =
  "inline-flex h-8 items-center justify-between gap-2 rounded-md border border-line-strong/80 bg-raised pr-2 pl-2.5 text-sm shadow-sm select-none hover:bg-hover data-disabled:border-transparent data-disabled:bg-transparent data-disabled:shadow-none";

interface SelectProps<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string; hint?: string }[];
  disabled?: boolean;
  className?: string;
}

/** One of several, under a label that is seen. */
export function SelectField<Value extends string>({ className, ...props }: SelectProps<Value>) {
  return (
    <Labelled label={props.label}>
      <Select {...props} className={cx("h-9", className)} />
    </Labelled>
  );
}

export function Select<Value extends string>({ label, value, onChange, options, disabled, className }: SelectProps<Value>) {
  return (
    <Base.Root value={value} disabled={disabled} onValueChange={(next) => next !== null && onChange(next)} items={options}>
      <Base.Trigger aria-label={label} className={cx(selectTriggerClass, className)}>
        <Base.Value />
        <Base.Icon className="data-disabled:hidden">
          <ChevronDown className="size-3.5 text-ink-faint" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={6} alignItemWithTrigger={false} className="z-50">
          <Base.Popup
            className={cx(
              popupClass,
              "max-h-(--available-height) max-w-[min(28rem,calc(100vw-2rem))] min-w-(--anchor-width) overflow-y-auto",
            )}
          >
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                className="flex cursor-default items-start gap-2 rounded-md px-2 py-1.5 outline-none select-none data-highlighted:bg-hover"
              >
                <Base.ItemIndicator className="mt-0.5 w-4" keepMounted>
                  {option.value === value ? <Check className="size-4" /> : null}
                </Base.ItemIndicator>
                <span>
                  <Base.ItemText>{option.label}</Base.ItemText>
                  {option.hint ? <span className="block text-xs text-ink-faint">{option.hint}</span> : null}
                </span>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
