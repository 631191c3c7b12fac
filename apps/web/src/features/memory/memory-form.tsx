"use client";
import { CorrectMemory, type Importance, type Memory, Remember } from "@openvibe/core/memory/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Field } from "@openvibe/ui/primitives/field";
import { SelectField } from "@openvibe/ui/primitives/select";
import { TextAreaField } from "@openvibe/ui/primitives/text-area-field";
import { useState } from "react";
import { formText } from "../../data/form-text.ts";
import { useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useProjects } from "../projects/use-projects.ts";
import { IMPORTANCES } from "./words.ts";

/** Keeps something new, or puts right what is there. */
export function MemoryForm({ memory, mayShare, onDone }: { memory?: Memory; mayShare: boolean; onDone: () => void }) {
  const { client, queries } = useWorkspace();
  const [importance, setImportance] = useState<Importance>(memory?.importance ?? "medium");
  const [whose, setWhose] = useState(mayShare ? "workspace" : "person");
  const { data: projects } = useProjects(!memory && mayShare);
  const { onSubmit, problems, busy } = useSubmit({
    read: (form) => {
      const told = { text: formText(form, "text"), importance, expiresAt: endOfDay(formText(form, "until")) };
      const input = memory
        ? CorrectMemory.safeParse({ ...told, memoryId: memory.id })
        : Remember.safeParse({ ...told, expiresAt: told.expiresAt ?? undefined, ...scopeOf(whose) });
      return input.success ? { success: true, data: told } : input;
    },
    send: async (told) => {
      await (memory
        ? client.memory.correctMemory({ ...told, memoryId: memory.id })
        : client.memory.remember({ ...told, expiresAt: told.expiresAt ?? undefined, ...scopeOf(whose) }));
      onDone();
    },
    refusedAt: "text",
    stale: [queries.memory.key()],
  });
  return (
    <form noValidate onSubmit={onSubmit} className="grid gap-4">
      <TextAreaField
        label="What is to be remembered"
        name="text"
        rows={4}
        autoFocus
        defaultValue={memory?.text}
        placeholder="Invoices are paid within 14 days."
        error={problems["text"]}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField
          label="Importance"
          value={importance}
          onChange={setImportance}
          options={Object.entries(IMPORTANCES).map(([value, { label }]) => ({ value: value as Importance, label }))}
        />
        {memory || !mayShare ? null : (
          <SelectField
            label="For whom"
            value={whose}
            onChange={setWhose}
            options={[
              { value: "workspace", label: "Everybody here" },
              { value: "person", label: "Me alone" },
              ...(projects?.items ?? []).map(({ id, name }) => ({ value: id, label: `The project ${name}` })),
            ]}
          />
        )}
      </div>
      <Field
        label="Until"
        name="until"
        type="date"
        defaultValue={memory?.expiresAt ? dayOf(memory.expiresAt) : undefined}
        {...(problems["expiresAt"] ? { error: problems["expiresAt"] } : {})}
        hint="It is forgotten after that day. Left empty, it is kept."
      />
      <Button type="submit" look="primary" busy={busy} className="justify-self-end">
        {memory ? "Save" : "Remember"}
      </Button>
    </form>
  );
}

const scopeOf = (whose: string) =>
  whose === "workspace" || whose === "person" ? ({ scope: whose } as const) : ({ scope: "project", projectId: whose } as const);

const endOfDay = (day: string) => (day === "" ? null : new Date(`${day}T23:59:59`));
/** As a field for dates has it, by the clock of who reads. */
const dayOf = (at: Date) => new Intl.DateTimeFormat("sv-SE").format(at);
