import type { ComponentProps } from "react";
import { cx } from "../class-names.ts";

export const inputClass =
  "w-full rounded-md border border-line-strong/90 bg-raised px-3 text-base pointer-coarse:text-[1rem] text-ink shadow-sm transition-[border-color,box-shadow] duration-120 hover:border-line-strong focus:border-brand focus:outline-2 focus:outline-offset-0 focus:outline-brand/25 aria-invalid:border-danger aria-invalid:focus:outline-danger/25 disabled:opacity-60";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input {...props} className={cx(inputClass, "h-9", className)} />;
}
