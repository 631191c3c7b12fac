import { type ComponentProps, useId } from "react";
import { cx } from "../class-names.ts";
import { inputClass } from "./input.tsx";
import { Problem } from "./problem.tsx";

/** Several lines with a label; an error is announced. */
export function TextAreaField({
  label,
  error,
  onChange,
  readOnly = false,
  hint,
  ...props
}: Omit<ComponentProps<"textarea">, "onChange"> & {
  label: string;
  error?: string | undefined;
  hint?: string;
  onChange?: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <textarea
        id={id}
        dir="auto"
        {...props}
        readOnly={readOnly}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : hint ? `${id}-hint` : undefined}
        onChange={({ currentTarget }) => onChange?.(currentTarget.value)}
        className={cx(inputClass, "resize-y py-2", readOnly && "bg-sunken")}
      />
      <Problem look="field" id={`${id}-error`}>
        {error}
      </Problem>
      {hint && !error ? (
        <p id={`${id}-hint`} className="text-xs text-ink-faint">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
