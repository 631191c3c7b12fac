"use client";
import { ChangeSchedule, CreateSchedule, type Schedule } from "@openvibe/core/schedules/model";
import { Problem } from "@openvibe/ui/primitives/problem";
import { Button } from "@openvibe/ui/primitives/button";
import { Field } from "@openvibe/ui/primitives/field";
import { SelectField } from "@openvibe/ui/primitives/select";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formText } from "../../data/form-text.ts";
import { useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { TextAreaField } from "@openvibe/ui/primitives/text-area-field";
import { goodAt } from "../agents/good-at.ts";
import { ExpectedCost } from "../agents/expected-cost.tsx";
import { RunsFor } from "../identity/runs-for.tsx";
import { HERE } from "../time-zones/zones.ts";
import { cronOf, whenOf } from "./when.ts";
import { WhenFields } from "./when-fields.tsx";

export function ScheduleForm({ schedule, onDone }: { schedule: Schedule | undefined; onDone: () => void }) {
  const { client, queries } = useWorkspace();
  const agents = useQuery(queries.agents.listProfiles.queryOptions({}));
  const channels = useQuery(queries.chat.listChannels.queryOptions());
  const places = (channels.data ?? []).filter(({ kind }) => kind !== "direct");
  const [agent, setAgent] = useState(schedule?.agent ?? "orchestrator");
  const [channel, setChannel] = useState("");
  const channelId = places.some(({ id }) => id === channel) ? channel : places[0]?.id;
  const [instructions, setInstructions] = useState(schedule?.instructions ?? "");
  const [when, setWhen] = useState(() => whenOf(schedule?.cron));
  const [timeZone, setTimeZone] = useState(schedule?.timeZone ?? HERE);
  const { onSubmit, problems, busy } = useSubmit({
    read: (form) => {
      const told = { title: formText(form, "title"), instructions, agent, cron: cronOf(when), timeZone };
      const input = schedule
        ? ChangeSchedule.safeParse({ ...told, scheduleId: schedule.id })
        : CreateSchedule.safeParse({ ...told, channelId });
      return input.success ? { success: true, data: told } : input;
    },
    send: async (told) => {
      await (schedule
        ? client.schedules.changeSchedule({ ...told, scheduleId: schedule.id })
        : client.schedules.createSchedule({ ...told, channelId }));
      onDone();
    },
    stale: [queries.schedules.key()],
  });
  const { title, instructions: untold, ...others } = problems;
  const [other] = Object.values(others);
  return (
    <form noValidate onSubmit={onSubmit} className="grid gap-4">
      {schedule ? <RunsFor ownerId={schedule.ownerId} /> : null}
      <Field label="Name" name="title" autoFocus maxLength={100} placeholder="Monday report" defaultValue={schedule?.title} error={title} />
      <TextAreaField
        label="What is to be done"
        rows={4}
        value={instructions}
        onChange={setInstructions}
        placeholder="Look at what was decided last week and write down what is still open."
        error={untold}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField
          label="By which agent"
          value={agent}
          onChange={setAgent}
          options={(agents.data ?? []).map((each) => ({ value: each.agent, label: `${each.name}, ${each.title}`, hint: goodAt(each) }))}
        />
        {schedule ? null : (
          <SelectField
            label="In which channel"
            value={channelId ?? ""}
            onChange={setChannel}
            options={places.map(({ id, name }) => ({ value: id, label: `#${name}` }))}
          />
        )}
      </div>
      <ExpectedCost agent={agent} />
      <WhenFields when={when} timeZone={timeZone} onChange={setWhen} onZone={setTimeZone} />
      <Problem look="line">{other}</Problem>
      <Button type="submit" look="primary" busy={busy} className="justify-self-end">
        {schedule ? "Save" : "Make the schedule"}
      </Button>
    </form>
  );
}
