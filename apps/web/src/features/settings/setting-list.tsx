"use client";
import { allows, SETTINGS, TEMPLATES, type ListedSetting, type OwnLayer, type SettingKey } from "@openvibe/core/settings/model";
import { ListFrame } from "@openvibe/ui/components/list-frame";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button, IconButton } from "@openvibe/ui/primitives/button";
import { Lock, LockOpen } from "lucide-react";
import { useMemberLookup } from "../identity/use-members.ts";
import { SettingControl } from "./setting-control.tsx";
import { valueOf } from "./use-settings.ts";

/** What somebody is about to save. */
interface Draft {
  value: unknown;
  locked: boolean;
}
export type Drafts = Readonly<Partial<Record<SettingKey, Draft>>>;

const FROM = { platform: "Default", template: "Template", workspace: "Workspace", user: "Yours" } as const;
const GROUPS = ["Look", "Talk", "Agents", "Models", "Money", "Data", "Features"] as const;

interface SettingListProps {
  layer: OwnLayer;
  listed: readonly ListedSetting[];
  drafts: Drafts;
  onDraft: (key: SettingKey, draft: Draft) => void;
  onReset: (key: SettingKey) => void;
}

/** The settings of one layer, each with where its value comes from. */
export function SettingList({ layer, listed, drafts, onDraft, onReset }: SettingListProps) {
  const shown = listed.filter(({ key }) => allows(key, layer));
  return GROUPS.map((group) => {
    const rows = shown.filter(({ key }) => SETTINGS[key].group === group);
    if (rows.length === 0) return null;
    return (
      <section key={group} aria-label={group}>
        <h2 className="mb-2 scroll-mt-6 outline-none text-sm font-semibold text-ink-soft">{group}</h2>
        <ListFrame>
          {rows.map((setting) => (
            <Row
              key={setting.key}
              layer={layer}
              setting={setting}
              listed={listed}
              draft={drafts[setting.key]}
              onDraft={onDraft}
              onReset={onReset}
            />
          ))}
        </ListFrame>
      </section>
    );
  });
}

interface RowProps extends Omit<SettingListProps, "drafts"> {
  setting: ListedSetting;
  draft: Draft | undefined;
}

function Row({ layer, setting, listed, draft, onDraft, onReset }: RowProps) {
  const { key, layers, locked } = setting;
  const { label, help } = SETTINGS[key];
  const held = heldIn(layer, setting);
  const now = draft ?? { value: held.value, locked };
  const isLockedForMe = layer === "user" && locked;
  const template = TEMPLATES[valueOf("template", listed.find((each) => each.key === "template")?.value)].label;
  const members = useMemberLookup();
  const setBy = setting.setBy !== null && setting.from === held.from ? `Set by ${members.byId(setting.setBy).name}` : undefined;
  const from = held.from === "template" ? `${FROM.template}: ${template}` : FROM[held.from];
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-52 flex-1 max-sm:min-w-full">
        <p className="flex min-h-7 flex-wrap items-center gap-x-2 text-base font-medium">
          {label}
          <span title={draft ? undefined : setBy}>
            <Badge tone={draft ? "brand" : "neutral"}>{draft ? "Not saved" : from}</Badge>
          </span>
          {isLockedForMe ? (
            <Badge tone="warning">
              <Lock aria-hidden /> Locked by an admin
            </Badge>
          ) : null}
          {layer === "workspace" && allows(key, "user") ? (
            <IconButton
              size="sm"
              label={now.locked ? `Let people choose: ${label}` : `Lock for everybody: ${label}`}
              aria-pressed={now.locked}
              onClick={() => onDraft(key, { ...now, locked: !now.locked })}
            >
              {now.locked ? <Lock /> : <LockOpen />}
            </IconButton>
          ) : null}
          {layers[layer] !== undefined || draft ? (
            <Button size="sm" look="ghost" aria-label={`${draft ? "Undo" : "Reset"}: ${label}`} onClick={() => onReset(key)}>
              {draft ? "Undo" : "Reset"}
            </Button>
          ) : null}
        </p>
        <p className="mt-0.5 text-sm text-pretty text-ink-faint">{help}</p>
      </div>
      <SettingControl settingKey={key} value={now.value} disabled={isLockedForMe} onChange={(value) => onDraft(key, { ...now, value })} />
    </li>
  );
}

/** For the workspace's page without the admin's own choices; for one's own page as it holds. */
function heldIn(layer: OwnLayer, { value, from, layers }: ListedSetting): Pick<ListedSetting, "value" | "from"> {
  if (layer === "user" || from !== "user") return { value, from };
  if (layers.workspace !== undefined) return { value: layers.workspace, from: "workspace" };
  return layers.template !== undefined ? { value: layers.template, from: "template" } : { value: layers.platform, from: "platform" };
}
