"use client";
import type { Schedule } from "@openvibe/core/schedules/model";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { useInfiniteQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { useState } from "react";
import { BY_CURSOR } from "../../data/pages.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { DialogButton } from "../shell/dialog-button.tsx";
import { Listing, ListLead } from "../shell/listing.tsx";
import { ScheduleForm } from "./schedule-form.tsx";
import { ScheduleRow } from "./schedule-row.tsx";

const PAGE = 50;

/** What agents do by a calendar. */
export function SchedulesPanel() {
  const { queries } = useWorkspace();
  const rights = useRights();
  const [editing, setEditing] = useState<Schedule>();
  const schedules = useInfiniteQuery(
    queries.schedules.listSchedules.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: PAGE }),
      ...BY_CURSOR,
    }),
  );
  return (
    <div className="grid grid-cols-1 gap-4">
      <ListLead
        action={
          rights.write ? (
            <DialogButton label="New schedule" look="primary" tall>
              {(close) => <ScheduleForm schedule={undefined} onDone={close} />}
            </DialogButton>
          ) : null
        }
      >
        What agents do by the calendar, at the times of the zone that each was made for.
      </ListLead>
      <Listing
        label="Schedules"
        query={schedules}
        skeleton="h-40"
        empty={
          <EmptyState icon={<CalendarClock />} title="Nothing is scheduled">
            An agent can do something every Monday, write a report every evening, or look after something each hour.
          </EmptyState>
        }
      >
        {(schedule) => <ScheduleRow key={schedule.id} schedule={schedule} onEdit={() => setEditing(schedule)} />}
      </Listing>
      <Dialog open={editing !== undefined} onOpenChange={(open) => !open && setEditing(undefined)} title="Change the schedule" tall>
        {editing ? <ScheduleForm schedule={editing} onDone={() => setEditing(undefined)} /> : null}
      </Dialog>
    </div>
  );
}
