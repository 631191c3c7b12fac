"use client";
import { AddProviderKey, KeyKind, type ProviderKey } from "@openvibe/core/keys/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Field } from "@openvibe/ui/primitives/field";
import { Labelled } from "@openvibe/ui/primitives/labelled";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { SelectField } from "@openvibe/ui/primitives/select";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { formText } from "../../data/form-text.ts";
import { useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { JustMade } from "../settings/shown-once.tsx";
import { KEY_KINDS } from "./key-kinds.ts";
import { useKeysStale } from "./use-keys-stale.ts";

const SHOWN_MODELS = 6;

export function NewProviderKey({ onDone }: { onDone: () => void }) {
  const { client } = useWorkspace();
  const rights = useRights();
  const [kind, setKind] = useState<KeyKind>("anthropic");
  const [owner, setOwner] = useState<"workspace" | "me">(rights.manage ? "workspace" : "me");
  const [added, setAdded] = useState<ProviderKey>();
  const [elsewhere, setElsewhere] = useState(false);
  const own = kind === "compatible";
  const { page } = KEY_KINDS[kind];
  const { onSubmit, problems, busy } = useSubmit({
    read: (form) => {
      const given = (name: string) => formText(form, name).trim() || undefined;
      return AddProviderKey.safeParse({
        kind,
        owner,
        label: given("label") ?? (own ? given("name") : undefined) ?? KEY_KINDS[kind].label,
        key: given("key"),
        baseUrl: given("baseUrl"),
        ...(own ? { name: given("name") } : {}),
      });
    },
    send: async (input) => setAdded(await client.keys.addProviderKey(input)),
    refusedAt: own ? "baseUrl" : "key",
    stale: useKeysStale(),
  });
  if (added)
    return (
      <JustMade onDone={onDone}>
        <p role="status" className="flex items-start gap-2 text-base">
          <CircleCheck aria-hidden className="mt-0.5 size-4.5 shrink-0 text-success" />
          <span>
            It works. {added.models.length === 1 ? "One model" : `${added.models.length.toLocaleString("en")} models`} can be asked
            {added.models.length > 0 ? `: ${named(added.models)}.` : "."}
          </span>
        </p>
      </JustMade>
    );
  return (
    <form noValidate onSubmit={onSubmit} className="grid gap-4">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField
          label="Provider"
          value={kind}
          onChange={setKind}
          options={KeyKind.options.map((value) => ({ value, label: KEY_KINDS[value].label, hint: KEY_KINDS[value].hint }))}
        />
        {rights.manage ? (
          <Labelled label="Who uses it">
            <Segmented
              label="Who uses it"
              value={owner}
              onChange={setOwner}
              options={[
                { value: "workspace", label: "Everybody here" },
                { value: "me", label: "Me alone" },
              ]}
              className="justify-self-start"
            />
          </Labelled>
        ) : null}
      </div>
      {own ? (
        <>
          <Field
            label="Short name"
            name="name"
            placeholder="ollama"
            error={problems["name"]}
            hint="Models are named after it: ollama/llama3"
          />
          <Field label="Address" name="baseUrl" placeholder="http://localhost:11434/v1" inputMode="url" error={problems["baseUrl"]} />
        </>
      ) : null}
      <Field
        key={own ? "optional" : "needed"}
        label={own ? "Key, if it asks for one" : "Key"}
        name="key"
        type="password"
        autoComplete="off"
        error={problems["key"]}
        hint={page === undefined ? undefined : <KeyPage page={page} vendor={KEY_KINDS[kind].label} />}
      />
      <Field
        label="What it is for (optional)"
        name="label"
        placeholder={own ? "The model in the office" : KEY_KINDS[kind].label}
        error={problems["label"]}
      />
      {own ? null : (
        <details
          className="text-sm"
          open={elsewhere || problems["baseUrl"] !== undefined}
          onToggle={({ currentTarget }) => setElsewhere(currentTarget.open)}
        >
          <summary className="cursor-default text-ink-soft hover:text-ink">Another address</summary>
          <div className="mt-3">
            <Field
              label="Address"
              name="baseUrl"
              inputMode="url"
              error={problems["baseUrl"]}
              hint="For a proxy in front of the provider. Empty: the provider's own."
            />
          </div>
        </details>
      )}
      <Button type="submit" look="primary" busy={busy} className="justify-self-end">
        Try and add
      </Button>
    </form>
  );
}

/** Who has no key yet makes one there. */
function KeyPage({ page, vendor }: { page: string; vendor: string }) {
  return (
    <>
      No key yet?{" "}
      <a href={page} target="_blank" rel="noreferrer noopener" className="touch-around text-brand-text underline underline-offset-2">
        Make one at {vendor}
      </a>
    </>
  );
}

function named(models: readonly string[]): string {
  const rest = models.length - SHOWN_MODELS;
  return `${models.slice(0, SHOWN_MODELS).join(", ")}${rest > 0 ? ` and ${rest.toLocaleString("en")} more` : ""}`;
}
