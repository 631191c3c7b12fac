"use client";
import { CorrectMemory, type Importance, type Memory, type MemoryScope, Remember } from "@openvibe/core/memory/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { Select } from "@openvibe/ui/primitives/select";
import { TextAreaField } from "@openvibe/ui/primitives/text-area-field";
import { useState } from "react";
import { formText } from "../../data/form-text.ts";
import { useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { IMPORTANCES } from "./words.ts";

/** Keeps something new, or puts right what is there. */
export function MemoryForm({ memory, mayShare, onDone }: { memory?: Memory; mayShare: boolean; onDone: () => void }) {
  const { client, queries } = useWorkspace();
  const [importance, setImportance] = useState<Importance>(memory?.importance ?? "medium");
  const [scope, setScope] = useState<Exclude<MemoryScope, "project">>(mayShare ? "workspace" : "person");
  const { onSubmit, problem, busy } = useSubmit({
    read: (form) => {
      const told = { text: formText(form, "text"), importance };
      const input = memory ? CorrectMemory.safeParse({ ...told, memoryId: memory.id }) : Remember.safeParse({ ...told, scope });
      return input.success ? { success: true, data: told } : input;
    },
    send: async (told) => {
      await (memory ? client.memory.correctMemory({ ...told, memoryId: memory.id }) : client.memory.remember({ ...told, scope }));
      onDone();
    },
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
        error={problem}
      />
      <div className="flex flex-wrap gap-3">
        <Select
          label="Importance"
          value={importance}
          onChange={setImportance}
          options={Object.entries(IMPORTANCES).map(([value, { label }]) => ({
            value: value as Importance,
            label: `Importance: ${label.toLowerCase()}`,
          }))}
        />
        {memory || !mayShare ? null : (
          <Segmented
            label="Who sees it"
            value={scope}
            onChange={setScope}
            options={[
              { value: "workspace", label: "Everybody here" },
              { value: "person", label: "Only me" },
            ]}
          />
        )}
      </div>
      <Button type="submit" look="primary" busy={busy} className="justify-self-end">
        {memory ? "Save" : "Remember"}
      </Button>
    </form>
  );
}
