"use client";
import { cx } from "@openvibe/ui/class-names";
import { useState } from "react";

const LONG = 400;

/** What people wrote, as they wrote it; of what is long the first lines, and the rest on a press. */
export function LongText({ text, className }: { text: string; className?: string }) {
  const [open, setOpen] = useState(false);
  const isLong = text.length > LONG;
  return (
    <>
      <p dir="auto" className={cx("wrap-anywhere whitespace-pre-wrap", isLong && !open && "line-clamp-4", className)}>
        {text}
      </p>
      {isLong ? (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="touch-around text-sm text-brand-text underline underline-offset-2"
        >
          {open ? "Show less" : "Show all of it"}
        </button>
      ) : null}
    </>
  );
}
