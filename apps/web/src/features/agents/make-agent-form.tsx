"use client";
import { type AgentProfile, MakeAgent } from "@openvibe/core/agents/model";
import { asHandle } from "@openvibe/core/identity/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Field } from "@openvibe/ui/primitives/field";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formText } from "../../data/form-text.ts";
import { useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { TextAreaField } from "@openvibe/ui/primitives/text-area-field";
import { LooksField } from "./looks-field.tsx";

const HANDLE_LENGTH = 32;
const handleFrom = (name: string): string =>
  asHandle(name)
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, HANDLE_LENGTH)
    .replaceAll(/^-+|-+$/g, "");

/** An agent of one's own; what it may use and spend is chosen on its page. */
export function MakeAgentForm({ onMade }: { onMade: (profile: AgentProfile) => void }) {
  const { client, queries } = useWorkspace();
  const rights = useQuery(queries.agents.listRights.queryOptions({}));
  const [avatar, setAvatar] = useState<AgentProfile["avatar"]>({ emoji: "🤖", accent: "slate" });
  const [instructions, setInstructions] = useState("");
  const [name, setName] = useState("");
  /** Undefined: as the name says. */
  const [handle, setHandle] = useState<string>();
  const { onSubmit, problems, busy } = useSubmit({
    read: (form) => {
      const told = { name: formText(form, "name"), handle: formText(form, "handle"), title: formText(form, "title") };
      const mayWrite = form.get("writes") !== null;
      const can = (rights.data ?? []).filter((right) => mayWrite || right.endsWith(":read"));
      return MakeAgent.safeParse({ ...told, instructions, avatar, can });
    },
    send: async (input) => onMade(await client.agents.makeAgent(input)),
    refusedAt: "handle",
    stale: [queries.agents.key(), queries.identity.listMembers.key()],
  });
  return (
    <form noValidate onSubmit={onSubmit} className="grid gap-4">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field
          label="Name"
          name="name"
          autoFocus
          placeholder="Tara"
          maxLength={40}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={problems["name"]}
        />
        <Field
          label="Handle"
          name="handle"
          placeholder="tara"
          maxLength={HANDLE_LENGTH}
          value={handle ?? handleFrom(name)}
          onChange={({ currentTarget }) => setHandle(currentTarget.value || undefined)}
          hint={`People write @${handle ?? (handleFrom(name) || "tara")}`}
          error={problems["handle"]}
        />
      </div>
      <Field label="What it is" name="title" placeholder="Translator" maxLength={60} error={problems["title"]} />
      <LooksField avatar={avatar} onChange={setAvatar} />
      <TextAreaField
        label="What it is told"
        rows={5}
        value={instructions}
        onChange={setInstructions}
        error={problems["instructions"]}
        hint="Its first sentence stands on the team page, as what the agent is good for."
        placeholder="You translate what people write into plain English and say where a word has no match."
      />
      <label className="flex items-start gap-2 text-sm text-ink-soft">
        <input type="checkbox" name="writes" className="mt-0.5 size-4 shrink-0 accent-brand" />
        <span>It may change things here too, not only read. What cannot be undone is still asked first.</span>
      </label>
      <Button type="submit" look="primary" busy={busy} className="justify-self-end">
        Make the agent
      </Button>
    </form>
  );
}
