"use client";
import { Button } from "@openvibe/ui/primitives/button";
import { Field } from "@openvibe/ui/primitives/field";
import { type SubmitEvent, useState } from "react";
import { createApi } from "../../data/api.ts";
import { messageOf } from "../../data/errors.ts";
import { AuthLayout } from "./auth-layout.tsx";
import { formText } from "../../data/form-text.ts";

/** For someone who is signed in and has no workspace, or wants one more. */
export function NewWorkspace({ name }: { name: string }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = formText(new FormData(event.currentTarget), "workspace").trim();
    if (!chosen) {
      setProblem("Give the workspace a name.");
      return;
    }
    setBusy(true);
    try {
      const workspace = await createApi().client.identity.createWorkspace({ name: chosen });
      window.location.assign(`/w/${workspace.id}/new`);
    } catch (error) {
      setBusy(false);
      setProblem(messageOf(error));
    }
  };
  return (
    <AuthLayout title="A new workspace" lead="A place of its own: members, conversations and apps that no other workspace sees.">
      <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-4">
        <Field
          label="Workspace name"
          name="workspace"
          autoFocus
          maxLength={80}
          placeholder={`${name.split(" ")[0] ?? name}’s workspace`}
          error={problem}
        />
        <Button type="submit" look="primary" size="lg" busy={busy}>
          Create workspace
        </Button>
      </form>
    </AuthLayout>
  );
}
