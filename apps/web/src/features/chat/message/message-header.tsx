import type { ReactNode } from "react";
import { sayTime } from "../../../data/times.ts";

export function MessageHeader({ name, at, children }: { name: string; at: Date | undefined; children?: ReactNode }) {
  return (
    <div className="mb-0.5 flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="text-base font-semibold tracking-[-0.005em]">
        <bdi>{name}</bdi>
      </span>
      {children}
      {at ? (
        <time dateTime={at.toISOString()} title={sayTime("fullMoment", at)} className="text-2xs text-ink-faint">
          {sayTime("time", at)}
        </time>
      ) : null}
    </div>
  );
}
