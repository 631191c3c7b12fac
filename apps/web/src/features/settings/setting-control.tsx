"use client";
import { AGENT_TITLES, SETTINGS, SIDEBAR_SECTIONS, wholeSections, type Sections, type SettingKey } from "@openvibe/core/settings/model";
import { IconButton } from "@openvibe/ui/primitives/button";
import { Input, inputClass } from "@openvibe/ui/primitives/input";
import { Select } from "@openvibe/ui/primitives/select";
import { ArrowDown, ArrowUp, Eye, EyeOff } from "lucide-react";
import { useMemberLookup } from "../identity/use-members.ts";
import { TimeZonePicker } from "../time-zones/time-zone-picker.tsx";
import { ModelListField } from "./model-list-field.tsx";
import { RoutesField } from "./routes-field.tsx";
import { valueOf } from "./use-settings.ts";

interface ControlProps {
  settingKey: SettingKey;
  value: unknown;
  disabled: boolean;
  onChange: (value: unknown) => void;
}

/** Edits one setting in the way that fits its kind. */
export function SettingControl({ settingKey, value, disabled, onChange }: ControlProps) {
  const { editor, label } = SETTINGS[settingKey];
  if (typeof editor === "object")
    return (
      <Select
        label={label}
        value={String(value)}
        disabled={disabled}
        onChange={onChange}
        options={Object.entries(editor).map(([id, words]) => ({ value: id, label: words }))}
      />
    );
  switch (editor) {
    case "switch":
      return (
        <label className="inline-grid place-items-center pointer-coarse:min-w-10">
          <input
            type="checkbox"
            role="switch"
            aria-label={label}
            checked={value === true}
            disabled={disabled}
            onChange={(event) => onChange(event.target.checked)}
            className="size-5 accent-brand"
          />
        </label>
      );
    case "text":
      return (
        <Input
          aria-label={label}
          value={String(value)}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
          className="w-44"
        />
      );
    case "models":
      return <ModelListField settingKey={settingKey} label={label} value={String(value)} disabled={disabled} onChange={onChange} />;
    case "routes":
      return <RoutesField settingKey={settingKey} value={String(value)} disabled={disabled} onChange={onChange} />;
    case "timeZone":
      return <TimeZonePicker value={String(value)} disabled={disabled} onChange={onChange} className="w-56" />;
    case "number":
    case "days":
      return (
        <Input
          type="number"
          aria-label={label}
          value={typeof value === "number" ? value : ""}
          placeholder={editor === "days" ? "never" : undefined}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value === "" ? null : event.target.valueAsNumber)}
          className="w-28"
        />
      );
    case "lines":
      return (
        <textarea
          aria-label={label}
          value={Array.isArray(value) ? value.join("\n") : ""}
          rows={3}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value.split("\n"))}
          className={`${inputClass} w-64 py-2`}
        />
      );
    case "sections":
      return <SectionList value={wholeSections(valueOf("sidebar.sections", value))} disabled={disabled} onChange={onChange} />;
    case "agents":
      return <AgentList value={valueOf("agents.order", value)} disabled={disabled} onChange={onChange} />;
  }
}

function moved<T>(list: readonly T[], from: number, by: -1 | 1): T[] {
  const next = [...list];
  const [item] = next.splice(from, 1);
  if (item !== undefined) next.splice(from + by, 0, item);
  return next;
}

interface ListProps<T> {
  value: readonly T[];
  disabled: boolean;
  onChange: (value: T[]) => void;
}

function Moves<T>({ name, at, value, disabled, onChange }: ListProps<T> & { name: string; at: number }) {
  return (
    <>
      <IconButton size="sm" label={`${name} up`} disabled={disabled || at === 0} onClick={() => onChange(moved(value, at, -1))}>
        <ArrowUp />
      </IconButton>
      <IconButton
        size="sm"
        label={`${name} down`}
        disabled={disabled || at === value.length - 1}
        onClick={() => onChange(moved(value, at, 1))}
      >
        <ArrowDown />
      </IconButton>
    </>
  );
}

function SectionList({ value, disabled, onChange }: ListProps<Sections[number]>) {
  return (
    <ul className="w-56">
      {value.map(({ id, hidden }, at) => (
        <li key={id} className="flex h-8 items-center gap-1 text-sm">
          <span className={hidden ? "flex-1 text-ink-faint line-through" : "flex-1"}>{SIDEBAR_SECTIONS[id]}</span>
          <Moves name={SIDEBAR_SECTIONS[id]} at={at} value={value} disabled={disabled} onChange={onChange} />
          <IconButton
            size="sm"
            label={`${hidden ? "Show" : "Hide"} ${SIDEBAR_SECTIONS[id]}`}
            disabled={disabled}
            onClick={() => onChange(value.map((each) => (each.id === id ? { id, hidden: !hidden } : each)))}
          >
            {hidden ? <EyeOff /> : <Eye />}
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

function AgentList({ value, disabled, onChange }: ListProps<keyof typeof AGENT_TITLES>) {
  const members = useMemberLookup();
  return (
    <ul className="w-56">
      {value.map((agent, at) => (
        <li key={agent} className="flex h-8 items-center gap-1 text-sm">
          <span className="min-w-0 flex-1 truncate">
            {AGENT_TITLES[agent] ?? agent} <bdi className="text-ink-faint">{members.all.find((each) => each.agent === agent)?.name}</bdi>
          </span>
          <Moves name={AGENT_TITLES[agent] ?? agent} at={at} value={value} disabled={disabled} onChange={onChange} />
        </li>
      ))}
    </ul>
  );
}
