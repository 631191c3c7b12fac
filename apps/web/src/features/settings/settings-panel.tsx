"use client";
import { readSetting, SETTINGS, type OwnLayer, type SettingKey } from "@openvibe/core/settings/model";
import { NotThereYet } from "@openvibe/ui/components/not-there-yet";
import { Button } from "@openvibe/ui/primitives/button";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf, Refusal } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { SettingList, type Drafts } from "./setting-list.tsx";
import { SettingsPreview } from "./settings-preview.tsx";
import { useSettings } from "./use-settings.ts";

/** Edits one layer: nothing holds before it is saved, and the workspace's admins see beforehand what people will see. */
export function SettingsPanel({ layer }: { layer: OwnLayer }) {
  const { client } = useWorkspace();
  const { data, error, refetch } = useSettings();
  const [drafts, setDrafts] = useState<Drafts>({});
  const [busy, setBusy] = useState(false);
  if (!data) return <NotThereYet of={{ error, refetch }} say={messageOf} className="h-64" />;
  const changed = Object.keys(drafts) as SettingKey[];
  const drop = (key: SettingKey) => setDrafts(({ [key]: _, ...rest }) => rest);
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } catch (problem) {
      toast.error(messageOf(problem));
    }
    await refetch();
    setBusy(false);
  };
  const save = async () => {
    const saved = new Set<unknown>();
    await act(async () => {
      for (const key of changed) {
        const draft = drafts[key];
        if (!draft) continue;
        const read = readSetting(key, draft.value);
        if (!read.ok) throw new Refusal(`${SETTINGS[key].label}: ${read.problem}.`);
        await client.settings.setSetting({ key, layer, value: read.value, ...(layer === "workspace" ? { locked: draft.locked } : {}) });
        saved.add(draft);
      }
      toast.success(layer === "workspace" ? "Saved for everybody." : "Saved for you.");
    });
    // Only now, when it is read anew: what was before would show again. What was changed meanwhile is a draft still.
    setDrafts((was) => Object.fromEntries(Object.entries(was).filter(([, draft]) => !saved.has(draft))));
  };
  return (
    <div className="grid gap-6">
      {layer === "workspace" ? <SettingsPreview listed={data} drafts={drafts} /> : null}
      <SettingList
        layer={layer}
        listed={data}
        drafts={drafts}
        onDraft={(key, draft) => setDrafts((was) => ({ ...was, [key]: draft }))}
        onReset={(key) => (drafts[key] ? drop(key) : void act(() => client.settings.resetSetting({ key, layer })))}
      />
      {changed.length > 0 ? (
        <div className="sticky bottom-3 flex items-center gap-2 rounded-xl border border-line-strong bg-raised p-3 shadow-lg" role="status">
          <p className="flex-1 text-sm">
            {changed.length === 1 ? "One change is" : `${changed.length} changes are`} not saved:{" "}
            {changed.map((key) => SETTINGS[key].label).join(", ")}
          </p>
          <Button onClick={() => setDrafts({})}>Discard</Button>
          <Button look="primary" busy={busy} onClick={() => void save()}>
            Save
          </Button>
        </div>
      ) : null}
    </div>
  );
}
