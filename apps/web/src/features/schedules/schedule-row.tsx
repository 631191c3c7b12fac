"use client";
import type { Schedule, ScheduleRun } from "@openvibe/core/schedules/model";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { WordsWithCode } from "@openvibe/ui/components/words-with-code";
import { Badge, type Tone } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { Disclosure } from "@openvibe/ui/primitives/disclosure";
import { Menu, MenuItem, MenuSeparator } from "@openvibe/ui/primitives/menu";
import { useQuery } from "@tanstack/react-query";
import { Ellipsis, Pause, Pencil, Play, Trash2 } from "lucide-react";
import { useState } from "react";
import { messageOf } from "../../data/errors.ts";
import { sayMoment, withTimesOfReader } from "../../data/times.ts";
import { useAct } from "../../data/use-act.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { dollars } from "../billing/money.ts";
import { useMemberLookup, useRights } from "../identity/use-members.ts";
import { ConfirmDialog } from "../shell/confirm.tsx";
import { RouteLink } from "../shell/navigation.tsx";
import { HERE, nameOf } from "../time-zones/zones.ts";

const SHOWN = 20;
const STATES: Readonly<Record<ScheduleRun["state"], { label: string; tone: Tone }>> = {
  running: { label: "Running", tone: "brand" },
  done: { label: "Done", tone: "success" },
  failed: { label: "Failed", tone: "danger" },
  cancelled: { label: "Cancelled", tone: "neutral" },
  skipped: { label: "Skipped", tone: "warning" },
};
const REASONS: Readonly<Record<ScheduleRun["reason"], string>> = { due: "", late: "made up for", now: "by hand" };

export function ScheduleRow({ schedule, onEdit }: { schedule: Schedule; onEdit: () => void }) {
  const { id: scheduleId, title, inWords, timeZone, threadId, agent, ownerId, nextAt, paused, pausedBecause, lastRun } = schedule;
  const { client, queries } = useWorkspace();
  const { write } = useRights();
  const stale = [queries.schedules.key()];
  const { act, busy } = useAct(...stale);
  const members = useMemberLookup();
  const [removing, setRemoving] = useState(false);
  const by = members.all.find((member) => member.agent === agent)?.name ?? "An agent";
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-52 flex-1">
          <p className="flex flex-wrap items-center gap-2 text-base">
            <RouteLink to={{ screen: "thread", threadId }} className="font-medium wrap-anywhere hover:underline">
              <bdi>{title}</bdi>
            </RouteLink>
            {paused ? <Badge tone="warning">Paused</Badge> : null}
          </p>
          <p className="text-sm text-ink-soft">
            {withTimesOfReader(inWords)}
            {timeZone === HERE ? "" : ` in ${nameOf(timeZone)}`}
            {nextAt ? (
              <>
                {" · next "}
                <time dateTime={nextAt.toISOString()} title={timeZone === HERE ? undefined : `${sayMoment(nextAt)} where you are`}>
                  {sayMoment(nextAt, timeZone)}
                </time>
              </>
            ) : null}
          </p>
          <p className="flex flex-wrap items-center gap-x-1 gap-y-0.5 text-xs text-ink-faint">
            <span>
              <bdi>{by}</bdi>, runs for <bdi>{members.byId(ownerId).name}</bdi>
              {lastRun ? (
                <>
                  {" · last run "}
                  <RelativeTime at={lastRun.startedAt} />
                </>
              ) : null}
            </span>
            {lastRun ? <Badge tone={STATES[lastRun.state].tone}>{STATES[lastRun.state].label}</Badge> : null}
          </p>
          {pausedBecause ? <p className="mt-1 text-sm text-warning">{pausedBecause}</p> : null}
        </div>
        {write ? (
          <div className="flex gap-1.5">
            <Button size="sm" busy={busy} onClick={() => void act(() => client.schedules.runScheduleNow({ scheduleId }))}>
              <Play aria-hidden className="size-3" /> Run now
            </Button>
            <Menu
              align="end"
              trigger={
                <Button size="sm" look="ghost" aria-label={`More of ${title}`}>
                  <Ellipsis aria-hidden className="size-4" />
                </Button>
              }
            >
              <MenuItem onClick={onEdit}>
                <Pencil /> Change
              </MenuItem>
              <MenuItem
                onClick={() =>
                  void act(() =>
                    paused ? client.schedules.resumeSchedule({ scheduleId }) : client.schedules.pauseSchedule({ scheduleId }),
                  )
                }
              >
                {paused ? <Play /> : <Pause />} {paused ? "Resume" : "Pause"}
              </MenuItem>
              <MenuSeparator />
              <MenuItem danger onClick={() => setRemoving(true)}>
                <Trash2 /> Remove
              </MenuItem>
            </Menu>
          </div>
        ) : null}
      </div>
      <History schedule={schedule} />
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={`Remove “${title}”?`}
        description="It does not run again. What it wrote stays in its thread."
        action="Remove"
        onConfirm={() => client.schedules.removeSchedule({ scheduleId })}
        stale={stale}
      />
    </li>
  );
}

function History({ schedule }: { schedule: Schedule }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Disclosure onOpen={() => setOpen(true)} summary={<span className="text-xs text-ink-soft">History</span>}>
        {open ? <Runs schedule={schedule} /> : null}
      </Disclosure>
    </div>
  );
}

/** By the clock of the schedule's own zone, as its next time is. */
function Runs({ schedule: { id: scheduleId, threadId, timeZone } }: { schedule: Schedule }) {
  const { queries } = useWorkspace();
  const { data, error } = useQuery(queries.schedules.listScheduleRuns.queryOptions({ input: { scheduleId, limit: SHOWN } }));
  if (error && !data) return <p className="text-sm text-danger">{messageOf(error)}</p>;
  if (!data) return <p className="text-sm text-ink-faint">…</p>;
  if (data.items.length === 0) return <p className="py-1 text-sm text-ink-faint">It has not run yet.</p>;
  return (
    <ul aria-label="Runs" className="tabular mt-1 grid gap-1">
      {data.items.map(({ id, state, reason, startedAt, costMicros, note, messageId }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-xs text-ink-soft">
          <Badge tone={STATES[state].tone}>{STATES[state].label}</Badge>
          {messageId ? (
            <RouteLink to={{ screen: "thread", threadId }} search={`?m=${messageId}`} className="underline underline-offset-2">
              {sayMoment(startedAt, timeZone)}
            </RouteLink>
          ) : (
            sayMoment(startedAt, timeZone)
          )}
          {REASONS[reason] ? <span className="text-ink-faint">{REASONS[reason]}</span> : null}
          {costMicros > 0 ? <span className="text-ink-faint">{dollars(costMicros)}</span> : null}
          {note ? (
            <span className="wrap-anywhere text-ink-faint">
              <WordsWithCode>{note}</WordsWithCode>
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
