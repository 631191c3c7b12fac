"use client";
import { cx } from "@openvibe/ui/class-names";
import type { ReactNode } from "react";

export interface Completion {
  key: string;
  icon: ReactNode;
  label: string;
  hint: string;
  /** What is put in the text. */
  insert: string;
}

export function CompletionList({
  id,
  options,
  active,
  onChoose,
  below,
}: {
  id: string;
  options: readonly Completion[];
  active: number;
  onChoose: (option: Completion) => void;
  /** Under the field and not above it, where there is no room. */
  below: boolean;
}) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Completions"
      className={cx(
        "absolute left-2 z-20 w-72 max-w-[calc(100vw-6rem)] rounded-lg border border-line bg-raised p-1 shadow-lg",
        below ? "top-full mt-2" : "bottom-full mb-2",
      )}
    >
      {options.map((option, index) => (
        <div
          key={option.key}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(option);
          }}
          className={cx("flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2 py-1 text-sm", index === active && "bg-hover")}
        >
          <span className="grid w-6 shrink-0 place-items-center [&>svg]:size-4 [&>svg]:text-ink-faint">{option.icon}</span>
          <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-2">
            <span className="max-w-full truncate font-medium">{option.label}</span>
            <span className="max-w-full truncate text-xs text-ink-faint">{option.hint}</span>
          </span>
        </div>
      ))}
    </div>
  );
}
