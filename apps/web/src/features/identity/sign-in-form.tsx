"use client";
import { Problem } from "@openvibe/ui/primitives/problem";
import { Button } from "@openvibe/ui/primitives/button";
import { Field } from "@openvibe/ui/primitives/field";
import { type SubmitEvent, useState } from "react";
import { formText } from "../../data/form-text.ts";
import { PasswordField } from "./password-field.tsx";
import { safeNext, signIn } from "./session.ts";
import { useOpenSignUp } from "./use-open-sign-up.ts";
import { useWithSearch } from "./use-with-search.ts";

interface Problems {
  email?: string;
  password?: string;
  form?: string;
}

export function SignInForm() {
  const isOpen = useOpenSignUp();
  const withSearch = useWithSearch();
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problems>({});
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const email = formText(data, "email").trim();
    const password = formText(data, "password");
    const found = { email: email ? undefined : "Enter your e-mail address.", password: password ? undefined : "Enter your password." };
    setProblems(found);
    if (found.email ?? found.password) return;
    setBusy(true);
    const answer = await signIn({ email, password });
    if (answer.ok) {
      window.location.assign(safeNext(window.location.search));
      return;
    }
    setBusy(false);
    setProblems({ [answer.field ?? "form"]: answer.message });
  };
  return (
    <form method="post" onSubmit={(event) => void submit(event)} noValidate className="grid gap-4">
      <Field label="E-mail" name="email" type="email" autoComplete="email" autoFocus error={problems.email} />
      <PasswordField autoComplete="current-password" error={problems.password} />
      <Problem look="box">{problems.form}</Problem>
      <Button type="submit" look="primary" size="lg" busy={busy} className="mt-1">
        Sign in
      </Button>
      {isOpen ? (
        <p className="text-center text-sm text-ink-faint">
          New here?{" "}
          <a href={withSearch("/sign-up")} className="font-medium text-brand-text underline-offset-2 hover:underline">
            Create an account
          </a>
        </p>
      ) : null}
    </form>
  );
}
