"use client";
import { AddPlanTask, ChangePlanTask, type Plan, type PlanTask } from "@openvibe/core/plans/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Field } from "@openvibe/ui/primitives/field";
import { Problem } from "@openvibe/ui/primitives/problem";
import { SelectField } from "@openvibe/ui/primitives/select";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formText } from "../../data/form-text.ts";
import { useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { RunsFor } from "../identity/runs-for.tsx";
import { TextAreaField } from "@openvibe/ui/primitives/text-area-field";

/** A task that has not begun: what is to be done, by whom, and after what. */
export function PlanTaskForm({ plan, task, onDone }: { plan: Plan; task: PlanTask | undefined; onDone: () => void }) {
  const { client, queries } = useWorkspace();
  const agents = useQuery(queries.agents.listProfiles.queryOptions({}));
  const [agent, setAgent] = useState(task?.agent ?? "developer");
  const [instructions, setInstructions] = useState(task?.instructions ?? "");
  const [after, setAfter] = useState<readonly string[]>(task?.after ?? []);
  const others = plan.tasks.filter(({ id, state }) => id !== task?.id && state !== "cancelled");
  const { onSubmit, problems, busy } = useSubmit({
    read: (form) => {
      const told = { title: formText(form, "title"), instructions, agent, after: [...after] };
      const input = task ? ChangePlanTask.safeParse({ ...told, planTaskId: task.id }) : AddPlanTask.safeParse({ ...told, planId: plan.id });
      return input.success ? { success: true, data: told } : input;
    },
    send: async (told) => {
      await (task ? client.plans.changePlanTask({ ...told, planTaskId: task.id }) : client.plans.addPlanTask({ ...told, planId: plan.id }));
      onDone();
    },
    refusedAt: "form",
    stale: [queries.plans.key()],
  });
  return (
    <form noValidate onSubmit={onSubmit} className="grid gap-4">
      <RunsFor ownerId={plan.ownerId}>{plan.state === "running" ? "What has not begun waits until you press Go on." : null}</RunsFor>
      <Field label="Title" name="title" autoFocus={!task} maxLength={120} defaultValue={task?.title} error={problems["title"]} />
      <TextAreaField label="What is to be done" rows={4} value={instructions} onChange={setInstructions} error={problems["instructions"]} />
      <SelectField
        label="By which agent"
        value={agent}
        onChange={setAgent}
        options={(agents.data ?? [])
          .filter(({ enabled }) => enabled)
          .map((each) => ({ value: each.agent, label: `${each.name}, ${each.title}` }))}
      />
      {others.length > 0 ? (
        <fieldset className="grid gap-1">
          <legend className="mb-1 text-sm font-medium">After</legend>
          {others.map(({ id, title }) => (
            <label key={id} className="flex items-start gap-2 text-sm text-ink-soft">
              <input
                type="checkbox"
                checked={after.includes(id)}
                onChange={() => setAfter(after.includes(id) ? after.filter((each) => each !== id) : [...after, id])}
                className="mt-0.5 size-4 shrink-0 accent-brand"
              />
              <bdi className="wrap-anywhere">{title}</bdi>
            </label>
          ))}
        </fieldset>
      ) : null}
      <Problem look="line">{problems["form"]}</Problem>
      <Button type="submit" look="primary" busy={busy} className="justify-self-end">
        {task ? "Save" : "Add it"}
      </Button>
    </form>
  );
}
