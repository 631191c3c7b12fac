"use client";
import { Activity, type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { cx } from "../class-names.ts";

const STEP = 4;

/** Two panes side by side with a handle between them, or one of them alone. The share of the second is kept on this device. */
export function Resizable({
  storageKey,
  initial,
  min,
  max,
  label,
  alone,
  first,
  second,
}: {
  /** Each has a share of its own. */
  storageKey: string;
  /** Width of the second pane, in percent; likewise `min` and `max`. */
  initial: number;
  min: number;
  max: number;
  label: string;
  /** The pane that takes all the room. The other one is not seen and rests; what was written in it is there when it comes back. */
  alone: "first" | "second" | undefined;
  first: ReactNode;
  second: ReactNode;
}) {
  const [shares, setShares] = useState<Readonly<Record<string, number>>>({});
  const stored = Number(localStorage.getItem(storageKey) ?? Number.NaN);
  const share = shares[storageKey] ?? (stored >= min && stored <= max ? stored : initial);
  const [dragging, setDragging] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const move = (next: number) => {
    const kept = Math.min(max, Math.max(min, next));
    setShares({ ...shares, [storageKey]: kept });
    localStorage.setItem(storageKey, kept.toFixed(1));
  };
  const drag = (event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    if (dragging && box) move(((box.right - event.clientX) / box.width) * 100);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: STEP, ArrowRight: -STEP, Home: max, End: -max }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(share + by);
  };
  return (
    <div ref={frame} className="flex min-h-0 min-w-0 flex-1">
      <Activity mode={alone === "second" ? "hidden" : "visible"}>
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">{first}</div>
      </Activity>
      {alone ? null : (
        <div
          role="separator"
          aria-orientation="vertical"
          aria-label={label}
          aria-valuenow={Math.round(share)}
          aria-valuemin={min}
          aria-valuemax={max}
          tabIndex={0}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            setDragging(true);
          }}
          onPointerMove={drag}
          onPointerUp={() => setDragging(false)}
          onPointerCancel={() => setDragging(false)}
          className={cx(
            "relative z-10 -mx-1 w-2 shrink-0 cursor-col-resize touch-none before:absolute before:inset-y-0 before:left-1/2 before:w-px before:bg-line before:transition-colors hover:before:w-0.5 hover:before:bg-brand/60",
            dragging && "before:w-0.5 before:bg-brand",
          )}
        />
      )}
      <Activity mode={alone === "first" ? "hidden" : "visible"}>
        {/* A frame under the pointer would swallow the drag. */}
        <div
          style={{ width: alone ? "100%" : `${share}%` }}
          className={cx("flex min-h-0 min-w-0 shrink-0 flex-col", dragging && "pointer-events-none select-none")}
        >
          {second}
        </div>
      </Activity>
    </div>
  );
}
