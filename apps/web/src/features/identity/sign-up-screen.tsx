"use client";
import { buttonClass } from "@openvibe/ui/primitives/button";
import { AuthLayout } from "./auth-layout.tsx";
import { SignUpForm } from "./sign-up-form.tsx";
import { useOpenSignUp } from "./use-open-sign-up.ts";
import { useWithSearch } from "./use-with-search.ts";

export function SignUpScreen() {
  const withSearch = useWithSearch();
  if (useOpenSignUp())
    return (
      <AuthLayout title="Create your workspace" lead="Everything stays on this server. No key, no card, no e-mail to confirm.">
        <SignUpForm />
      </AuthLayout>
    );
  return (
    <AuthLayout
      title="Sign-up is closed here"
      lead="Ask whoever runs this server to open it for a moment, then come back. Who has an account signs in as always."
    >
      <a href={withSearch("/sign-in")} className={buttonClass({ look: "primary", size: "lg" })}>
        Sign in
      </a>
    </AuthLayout>
  );
}
