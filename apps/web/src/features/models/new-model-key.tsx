"use client";
import { CreateVirtualKey } from "@openvibe/core/keys/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Field } from "@openvibe/ui/primitives/field";
import { useState } from "react";
import { formText } from "../../data/form-text.ts";
import { useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { microsOf } from "../billing/money.ts";
import { JustMade, ShownOnce } from "../settings/shown-once.tsx";

export function NewModelKey({ onDone }: { onDone: () => void }) {
  const { client, queries } = useWorkspace();
  const [made, setMade] = useState<string>();
  const { onSubmit, problems, busy } = useSubmit({
    read: (form) => {
      const limit = formText(form, "limit").trim();
      const days = formText(form, "days").trim();
      return CreateVirtualKey.safeParse({
        name: formText(form, "name"),
        models: formText(form, "models")
          .split(/[\s,]+/)
          .filter((model) => model !== ""),
        ...(limit === "" ? {} : { monthlyLimitMicros: microsOf(limit) }),
        ...(days === "" ? {} : { expiresInDays: Number(days) }),
      });
    },
    send: async (input) => setMade((await client.keys.createVirtualKey(input)).key),
    refusedAt: "name",
    stale: [queries.keys.listVirtualKeys.key()],
  });
  if (made)
    return (
      <JustMade onDone={onDone}>
        <ShownOnce label="Copy it now: it is not shown again." secret={made} />
        <ShownOnce label="Use it as the key, with this address:" secret={`${window.location.origin}/v1`} />
        <ShownOnce label="What speaks to Anthropic, such as Claude Code, wants it without the end:" secret={window.location.origin} />
      </JustMade>
    );
  return (
    <form noValidate onSubmit={onSubmit} className="grid gap-4">
      <Field label="Name" name="name" placeholder="What calls models with it" autoFocus error={problems["name"]} />
      <Field
        label="At most a month, in US dollars"
        name="limit"
        inputMode="decimal"
        placeholder="5.00"
        error={problems["monthlyLimitMicros"]}
        hint="Empty: the workspace's budgets alone"
      />
      <Field
        label="Models"
        name="models"
        placeholder="anthropic/claude-haiku-5-5"
        error={problems["models"]}
        hint="Empty: every model of the workspace"
      />
      <Field
        label="Ends after days"
        name="days"
        inputMode="numeric"
        placeholder="90"
        error={problems["expiresInDays"]}
        hint="Empty: never"
      />
      <Button type="submit" look="primary" busy={busy} className="justify-self-end">
        Make the key
      </Button>
    </form>
  );
}
