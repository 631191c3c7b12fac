"use client";
import { Problem } from "@openvibe/ui/primitives/problem";
import { Button } from "@openvibe/ui/primitives/button";
import { Field } from "@openvibe/ui/primitives/field";
import { type SubmitEvent, useRef, useState } from "react";
import { createApi } from "../../data/api.ts";
import { messageOf } from "../../data/errors.ts";
import { formText } from "../../data/form-text.ts";
import { PasswordField } from "./password-field.tsx";
import { askedBefore, signUp } from "./session.ts";
import { useWithSearch } from "./use-with-search.ts";

interface Problems {
  name?: string;
  email?: string;
  password?: string;
  workspace?: string;
  form?: string;
}

function problemsOf(input: { name: string; email: string; password: string; workspace: string }): Problems {
  const problems: Problems = {};
  if (!input.name) problems.name = "Enter your name.";
  if (!/^\S+@\S+\.\S+$/.test(input.email)) problems.email = "Enter an e-mail address, such as ada@example.com.";
  if (input.password.length < 8) problems.password = "Use at least 8 characters.";
  if (!input.workspace) problems.workspace = "Give the workspace a name.";
  return problems;
}

export function SignUpForm() {
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problems>({});
  const [workspace, setWorkspace] = useState("");
  const [named, setNamed] = useState(false);
  const hasAccount = useRef(false);
  const withSearch = useWithSearch();

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => formText(data, name).trim();
    const input = { name: text("name"), email: text("email"), password: formText(data, "password"), workspace: workspace.trim() };
    const found = problemsOf(input);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    if (!hasAccount.current) {
      const answer = await signUp({ name: input.name, email: input.email, password: input.password });
      if (!answer.ok) {
        setBusy(false);
        setProblems({ [answer.field ?? "form"]: answer.message });
        return;
      }
      hasAccount.current = true;
    }
    try {
      const created = await createApi().client.identity.createWorkspace({ name: input.workspace });
      window.location.assign(askedBefore(window.location.search) ?? `/w/${created.id}/new`);
    } catch (error) {
      setBusy(false);
      setProblems({ form: messageOf(error) });
    }
  };

  return (
    <form method="post" onSubmit={(event) => void submit(event)} noValidate className="grid gap-4">
      <Field
        label="Your name"
        name="name"
        maxLength={80}
        autoComplete="name"
        autoFocus
        error={problems.name}
        onChange={(event) => {
          const first = event.currentTarget.value.trim().split(/\s+/)[0] ?? "";
          if (!named) setWorkspace(first ? `${first}’s workspace` : "");
        }}
      />
      <Field label="E-mail" name="email" type="email" autoComplete="email" error={problems.email} />
      <PasswordField autoComplete="new-password" error={problems.password} hint="At least 8 characters." />
      <Field
        label="Workspace name"
        name="workspace"
        value={workspace}
        maxLength={80}
        error={problems.workspace}
        onChange={(event) => {
          setNamed(true);
          setWorkspace(event.currentTarget.value);
        }}
      />
      <Problem look="box">{problems.form}</Problem>
      <Button type="submit" look="primary" size="lg" busy={busy} className="mt-1">
        Create workspace
      </Button>
      <p className="text-center text-sm text-ink-faint">
        Have an account?{" "}
        <a href={withSearch("/sign-in")} className="font-medium text-brand-text underline-offset-2 hover:underline">
          Sign in
        </a>
      </p>
    </form>
  );
}
