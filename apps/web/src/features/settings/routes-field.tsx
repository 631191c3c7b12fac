"use client";
import { readRoutes, writeRoutes, type OwnRoute, type SettingKey } from "@openvibe/core/settings/model";
import { Button, IconButton } from "@openvibe/ui/primitives/button";
import { Select } from "@openvibe/ui/primitives/select";
import { Plus, X } from "lucide-react";
import { SKILLS, skillName } from "../billing/skill-names.ts";
import { useMemberLookup } from "../identity/use-members.ts";
import { ModelListField } from "./model-list-field.tsx";

interface RoutesFieldProps {
  settingKey: SettingKey;
  value: string;
  disabled: boolean;
  onChange: (value: string) => void;
}

/** Agents and kinds of work that have models of their own, each in a row. */
export function RoutesField({ settingKey, value, disabled, onChange }: RoutesFieldProps) {
  const members = useMemberLookup();
  const routes = readRoutes(value);
  const names = new Map<string, string>([
    ...members.all.flatMap(({ agent, name }) => (agent === null ? [] : [[`agent ${agent}`, `Agent: ${name}`] as const])),
    ...SKILLS.map((skill) => [`skill ${skill}`, `Work: ${skillName(skill)}`] as const),
  ]);
  const unused = [...names.keys()].filter((who) => routes.every((route) => route.who !== who));
  const [next] = unused;
  const put = (at: number, change: Partial<OwnRoute>) =>
    onChange(writeRoutes(routes.map((route, place) => (place === at ? { ...route, ...change } : route))));
  return (
    <div className="grid w-full grid-cols-1 gap-3">
      {routes.length > 0 ? (
        <ul className="grid grid-cols-1 gap-3">
          {routes.map(({ who, models }, at) => {
            const name = names.get(who) ?? who;
            return (
              // oxlint-disable-next-line react/no-array-index-key -- a row stays the same row when another is chosen in it
              <li key={at} className="grid grid-cols-1 gap-2 rounded-lg border border-line p-3">
                <div className="flex items-center justify-between gap-2">
                  <Select
                    label="Who has models of its own"
                    value={who}
                    disabled={disabled}
                    onChange={(chosen) => put(at, { who: chosen })}
                    options={[who, ...unused].map((each) => ({ value: each, label: names.get(each) ?? each }))}
                    className="h-9 max-w-full min-w-0"
                  />
                  <IconButton
                    size="sm"
                    label={`Remove: ${name}`}
                    disabled={disabled}
                    onClick={() => onChange(writeRoutes(routes.filter((_, place) => place !== at)))}
                  >
                    <X />
                  </IconButton>
                </div>
                <ModelListField
                  settingKey={settingKey}
                  label={`Models of ${name}`}
                  placeholder="Choose at least one model"
                  value={models}
                  disabled={disabled}
                  onChange={(chosen) => put(at, { models: chosen })}
                />
              </li>
            );
          })}
        </ul>
      ) : null}
      {next === undefined ? null : (
        <Button
          className="justify-self-start"
          disabled={disabled}
          onClick={() => onChange(writeRoutes([...routes, { who: next, models: "" }]))}
        >
          <Plus aria-hidden className="size-3.5" /> Add an agent or a kind of work
        </Button>
      )}
    </div>
  );
}
