"use client";
import { RotateProviderKey } from "@openvibe/core/keys/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Field } from "@openvibe/ui/primitives/field";
import { formText } from "../../data/form-text.ts";
import { useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useKeysStale } from "./use-keys-stale.ts";

/** The old key works until the new one was tried. */
export function RotateKey({ keyId, onDone }: { keyId: string; onDone: () => void }) {
  const { client } = useWorkspace();
  const { onSubmit, problem, busy } = useSubmit({
    read: (form) => RotateProviderKey.safeParse({ keyId, key: formText(form, "key") }),
    send: async (input) => {
      await client.keys.rotateProviderKey(input);
      onDone();
    },
    stale: useKeysStale(),
  });
  return (
    <form noValidate onSubmit={onSubmit} className="grid gap-4">
      <Field
        label="Key"
        name="key"
        type="password"
        autoComplete="off"
        autoFocus
        error={problem}
        hint="It is tried first; until then the old one goes on working."
      />
      <Button type="submit" look="primary" busy={busy} className="justify-self-end">
        Try and replace
      </Button>
    </form>
  );
}
