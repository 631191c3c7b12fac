import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronDown } from "lucide-react";
import { cx } from "../class-names.ts";
import { inputClass } from "./input.tsx";
import { popupClass } from "./menu.tsx";
import { selectTriggerClass } from "./select.tsx";

/** More are found by typing. */
const MOST_SHOWN = 60;

export interface SearchOption {
  value: string;
  /** Its words are what is searched. */
  label: string;
}

/** One of many, found by typing a part of it. */
export function SearchSelect({
  label,
  value,
  onChange,
  options,
  hintOf,
  placeholder,
  empty,
  disabled,
  className,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly SearchOption[];
  /** Said beside an option that is shown. */
  hintOf?: (value: string) => string;
  placeholder: string;
  /** Said when nothing fits. */
  empty: string;
  disabled?: boolean;
  className?: string;
}) {
  const chosen = options.find((option) => option.value === value) ?? { value, label: value };
  return (
    <Base.Root
      items={options}
      value={chosen}
      disabled={disabled}
      limit={MOST_SHOWN}
      autoHighlight
      isItemEqualToValue={(one, other) => one.value === other.value}
      onValueChange={(next) => next && onChange(next.value)}
    >
      <Base.Trigger aria-label={chosen.label === "" ? label : `${label}: ${chosen.label}`} className={cx(selectTriggerClass, className)}>
        <span className={cx("truncate", chosen.label === "" && "text-ink-faint")}>{chosen.label || label}</span>
        <ChevronDown aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={6} align="start" className="z-50">
          <Base.Popup aria-label={label} className={cx(popupClass, "w-[max(18rem,var(--anchor-width))] max-w-[calc(100vw-2rem)]")}>
            <Base.Input aria-label={placeholder} placeholder={placeholder} className={cx(inputClass, "h-8 px-2.5 text-sm")} />
            <Base.Empty className="px-2 py-4 text-center text-sm text-ink-faint empty:hidden">{empty}</Base.Empty>
            <Base.List className="mt-1 max-h-64 overflow-y-auto overscroll-contain empty:mt-0">
              {(option: SearchOption) => (
                <Base.Item
                  key={option.value}
                  value={option}
                  className="flex cursor-default items-center gap-2 rounded-md px-2 py-1.5 outline-none select-none data-highlighted:bg-hover"
                >
                  <span className="grid w-4 shrink-0 place-items-center">
                    {option.value === value ? <Check className="size-4" /> : null}
                  </span>
                  <span className="min-w-0 flex-1 truncate">{option.label}</span>
                  {hintOf ? <span className="tabular shrink-0 text-xs text-ink-faint">{hintOf(option.value)}</span> : null}
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
