"use client";
import { type AgentProfile, ChangeAgent } from "@openvibe/core/agents/model";
import { Problem } from "@openvibe/ui/primitives/problem";
import { Button } from "@openvibe/ui/primitives/button";
import { Field } from "@openvibe/ui/primitives/field";
import { type SubmitEvent, useState } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { formText } from "../../data/form-text.ts";
import { useRights } from "../identity/use-members.ts";
import { ChannelSwitches } from "./channel-switches.tsx";
import { LimitFields, limitsOf } from "./limit-fields.tsx";
import { LooksField } from "./looks-field.tsx";
import { ModelPolicyFields } from "./model-policy-fields.tsx";
import { RuntimeField } from "./runtime-field.tsx";
import { RightFields } from "./right-fields.tsx";
import { Part } from "./part.tsx";
import { ToolFields } from "./tool-fields.tsx";
import { useAgentChange } from "./use-agent-change.ts";

/** What an agent looks like, thinks with, may use, may do and may spend. */
export function AgentAbilities({ profile }: { profile: AgentProfile }) {
  const { client } = useWorkspace();
  const { manage } = useRights();
  const { change, busy } = useAgentChange();
  const { agent } = profile;
  const [avatar, setAvatar] = useState(profile.avatar);
  const [models, setModels] = useState(profile.models);
  const [runtime, setRuntime] = useState(profile.runtime);
  const [tools, setTools] = useState(profile.tools);
  const [can, setCan] = useState<readonly string[]>(profile.can);
  const [problem, setProblem] = useState<{ field: string; message: string }>();
  const save = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = ChangeAgent.safeParse({
      agent,
      name: formText(form, "name"),
      title: formText(form, "title"),
      avatar,
      models,
      runtime,
      tools,
      can,
      limits: limitsOf(form),
    });
    if (!input.success) {
      const [issue] = input.error.issues;
      setProblem({ field: issue?.path.join(".") ?? "", message: issue?.message ?? "" });
      // The form is longer than the window: what is wrong comes into sight.
      const field = event.currentTarget.elements.namedItem(String(issue?.path.at(-1)));
      if (!(field instanceof HTMLElement)) return;
      field.scrollIntoView({ block: "center" });
      field.focus({ preventScroll: true });
      return;
    }
    setProblem(undefined);
    // NOTE: only what is another one goes along, so that nobody else's change is taken back.
    const changed = Object.fromEntries(
      Object.entries(input.data).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(profile[field as "agent"])),
    );
    void change(() => client.agents.changeAgent({ ...changed, agent }), "Saved.");
  };
  const errorOf = (field: string) => (problem?.field === field ? problem.message : undefined);
  return (
    <div className="grid grid-cols-1 gap-8">
      <form noValidate onSubmit={save} className="grid grid-cols-1 gap-8">
        <fieldset disabled={!manage} className="grid grid-cols-1 gap-8">
          <Part title="Name and looks">
            <div className="grid items-start gap-4 sm:grid-cols-2">
              <Field label="Name" name="name" maxLength={40} defaultValue={profile.name} error={errorOf("name")} />
              <Field label="What it is" name="title" maxLength={60} defaultValue={profile.title} error={errorOf("title")} />
            </div>
            {manage ? <LooksField avatar={avatar} onChange={setAvatar} /> : null}
          </Part>
          <RuntimeField runtime={runtime} onChange={setRuntime} disabled={!manage} />
          <Part title="Models" lead="Which one is asked first, by how hard the work is. Another one takes over when it fails.">
            <ModelPolicyFields models={models} onChange={setModels} disabled={!manage} />
          </Part>
          <Part title="Tools" lead="Each works only within its rights. What reaches outside or cannot be undone still asks first.">
            <ToolFields tools={tools} can={can} onChange={setTools} />
          </Part>
          <Part title="Rights" lead="It never may do more than the person for whom it works.">
            <RightFields can={can} onChange={setCan} />
          </Part>
          <Part title="Limits" lead="Left empty, what the workspace has set holds.">
            <LimitFields limits={profile.limits} problem={problem} />
          </Part>
        </fieldset>
        {manage ? (
          <div className="sticky bottom-0 -mx-2 flex flex-wrap items-center justify-end gap-3 border-t border-line bg-surface px-2 py-3">
            <Problem look="line">{problem?.message}</Problem>
            <Button type="submit" look="primary" busy={busy}>
              Save
            </Button>
          </div>
        ) : null}
      </form>
      <ChannelSwitches profile={profile} />
    </div>
  );
}
