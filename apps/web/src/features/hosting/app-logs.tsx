"use client";
import type { LogLine } from "@openvibe/core/hosting/model";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { cx } from "@openvibe/ui/class-names";
import { Button } from "@openvibe/ui/primitives/button";
import { Input } from "@openvibe/ui/primitives/input";
import { Pause, Play, ScrollText } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { sayTime } from "../../data/times.ts";
import { readableLine } from "./readable-line.ts";
import { useLogTail } from "./use-log-tail.ts";

const STREAMS: Record<LogLine["stream"], { label: string; className: string }> = {
  out: { label: "out", className: "text-ink-faint" },
  err: { label: "err", className: "text-danger" },
  host: { label: "host", className: "text-brand-text" },
};

export function AppLogs({ appId }: { appId: string }) {
  const [paused, setPaused] = useState(false);
  const [query, setQuery] = useState("");
  const wanted = useDeferredValue(query.trim().toLowerCase());
  const { lines, loaded, problem } = useLogTail(appId, paused);
  const shown = wanted ? lines.filter(({ text }) => text.toLowerCase().includes(wanted)) : lines;
  return (
    <>
      <div className="flex items-center gap-2 border-b border-line px-3 py-2 md:px-5">
        <Input
          aria-label="Search the logs"
          type="search"
          placeholder="Search the logs"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          className="h-8 max-w-72 text-sm"
        />
        <span className="tabular text-xs text-ink-faint max-sm:hidden">
          {shown.length.toLocaleString("en")} {shown.length === 1 ? "line" : "lines"}
        </span>
        <span role="status" className="ml-auto truncate text-xs text-danger">
          {problem}
        </span>
        <Button aria-pressed={paused} onClick={() => setPaused(!paused)}>
          {paused ? <Play aria-hidden className="size-3.5" /> : <Pause aria-hidden className="size-3.5" />}
          {paused ? "Go on" : "Pause"}
        </Button>
      </div>
      {loaded && shown.length === 0 ? (
        <EmptyState icon={<ScrollText />} title={wanted ? "No line matches" : "Nothing logged yet"}>
          {wanted ? "Try another word." : "What the app writes appears here as it happens."}
        </EmptyState>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
        <div
          role="log"
          aria-label="Log"
          tabIndex={0}
          className="flex min-h-0 flex-1 flex-col-reverse overflow-auto bg-surface font-mono text-xs outline-offset-[-2px]"
        >
          <ol className="mb-auto w-full py-2">
            {shown.map((line) => (
              <li key={line.seq} className="flex gap-3 px-3 py-px hover:bg-hover md:px-5">
                <time dateTime={line.at.toISOString()} className="tabular shrink-0 text-ink-faint">
                  {sayTime("exactTime", line.at)}
                </time>
                <span className={cx("w-7 shrink-0", STREAMS[line.stream].className)}>{STREAMS[line.stream].label}</span>
                <span className={cx("min-w-0 break-all whitespace-pre-wrap", line.stream === "err" && "text-danger")}>
                  {readableLine(line.text)}
                </span>
              </li>
            ))}
          </ol>
        </div>
      )}
    </>
  );
}
