"use client";
import type { SeenMember } from "../../identity/use-members.ts";
import { Avatar } from "@openvibe/ui/components/avatar";
import { inputClass } from "@openvibe/ui/primitives/input";
import { cx } from "@openvibe/ui/class-names";
import { useState } from "react";

/** A list of members with a box each, and a field that narrows it. */
export function MemberChoice({
  label,
  members,
  chosen,
  onChange,
}: {
  label: string;
  members: readonly SeenMember[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}) {
  const [query, setQuery] = useState("");
  const wanted = query.trim().toLowerCase();
  const shown = members.filter(({ name, handle }) => name.toLowerCase().includes(wanted) || handle.includes(wanted));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="sr-only">{label}</legend>
      <input
        type="search"
        value={query}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog is for this alone
        autoFocus
        onChange={(event) => setQuery(event.currentTarget.value)}
        placeholder="Find by name"
        aria-label="Find by name"
        className={cx(inputClass, "h-9")}
      />
      <ul className="-mx-1 max-h-64 overflow-y-auto">
        {shown.map((member) => (
          <li key={member.id}>
            <label className="flex h-10 cursor-default items-center gap-2.5 rounded-md px-2 text-base hover:bg-hover">
              <input
                type="checkbox"
                checked={chosen.has(member.id)}
                onChange={() => toggle(member.id)}
                className="size-4 accent-(--brand)"
              />
              <Avatar member={member} size="sm" />
              <span className="min-w-0 flex-1 truncate">{member.name}</span>
              <span className="truncate text-xs text-ink-faint">{member.kind === "agent" ? "agent" : `@${member.handle}`}</span>
            </label>
          </li>
        ))}
        {shown.length === 0 ? <li className="px-2 py-6 text-center text-sm text-ink-faint">Nobody by that name.</li> : null}
      </ul>
    </fieldset>
  );
}
