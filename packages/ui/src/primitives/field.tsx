import { type ComponentProps, type ReactNode, useId } from "react";
import { Input } from "./input.tsx";
import { Problem } from "./problem.tsx";

/** A labelled input whose error, once there, is announced and described. */
export function Field({ label, error, hint, ...props }: ComponentProps<"input"> & { label: string; error?: string; hint?: ReactNode }) {
  const id = useId();
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium text-ink">
        {label}
      </label>
      <Input id={id} {...props} aria-invalid={error ? true : undefined} aria-describedby={described} />
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
