"use client";
import { HOOK_EVENTS, HookEvent, type Webhook } from "@openvibe/core/webhooks/model";
import { Problem } from "@openvibe/ui/primitives/problem";
import { Button } from "@openvibe/ui/primitives/button";
import { Field } from "@openvibe/ui/primitives/field";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formText } from "../../data/form-text.ts";
import { useAct } from "../../data/use-act.ts";
import { useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { JustMade, ShownOnce } from "./shown-once.tsx";

interface Filled {
  name: string;
  url: string;
  events: HookEvent[];
  channelIds: string[];
}

/** Makes a webhook, or changes the one that is given; its secret is shown when it is new. */
export function WebhookForm({ webhook, onDone }: { webhook?: Webhook; onDone: () => void }) {
  const { client, queries } = useWorkspace();
  const stale = [queries.webhooks.listWebhooks.key()];
  const [secret, setSecret] = useState<string>();
  const rotating = useAct(...stale);
  const { onSubmit, problem, busy } = useSubmit({
    read: (form) => ({ success: true, data: filledIn(form) }),
    send: async (filled) => {
      if (!webhook) return setSecret((await client.webhooks.createWebhook(filled)).secret);
      await client.webhooks.changeWebhook({ webhookId: webhook.id, ...filled });
      onDone();
    },
    stale,
  });
  const rotate = (webhookId: string) =>
    rotating.act(async () => setSecret((await client.webhooks.rotateWebhookSecret({ webhookId })).secret));
  if (secret)
    return (
      <JustMade onDone={onDone}>
        <ShownOnce label="The receiver checks signatures with this secret. It is not shown again." secret={secret} />
        {webhook ? <p className="text-sm text-ink-soft">The secret before it signs too for the next 24 hours.</p> : null}
      </JustMade>
    );
  return (
    <form noValidate onSubmit={onSubmit} className="grid gap-4">
      <Field label="Name" name="name" defaultValue={webhook?.name} autoFocus />
      <Field label="Address" name="url" type="url" defaultValue={webhook?.url} placeholder="https://example.com/hook" />
      <Choices
        legend="What it is told"
        name="event"
        chosen={webhook?.events}
        options={HookEvent.options.map((type) => [type, HOOK_EVENTS[type]])}
      />
      <Channels chosen={webhook?.channelIds} />
      <Problem look="box">{problem}</Problem>
      <div className="flex flex-wrap items-center justify-end gap-2">
        {webhook ? (
          <Button className="mr-auto" busy={rotating.busy} onClick={() => void rotate(webhook.id)}>
            Make a new secret
          </Button>
        ) : null}
        <Button type="submit" look="primary" busy={busy}>
          {webhook ? "Save" : "Make the webhook"}
        </Button>
      </div>
    </form>
  );
}

function filledIn(form: FormData): Filled {
  return {
    name: formText(form, "name"),
    url: formText(form, "url"),
    events: HookEvent.options.filter((type) => form.getAll("event").includes(type)),
    channelIds: form.getAll("channel").filter((id) => typeof id === "string"),
  };
}

function Channels({ chosen }: { chosen: readonly string[] | undefined }) {
  const { queries } = useWorkspace();
  const { data } = useQuery(queries.chat.listChannels.queryOptions());
  if (!data) return null;
  const options = data
    .filter(({ id, kind, archivedAt }) => kind !== "direct" && (archivedAt === null || chosen?.includes(id)))
    .map(({ id, name, kind }) => [id, `#${name}${kind === "private" ? ", private" : ""}`] as const);
  return <Choices legend="Where it listens" hint="None chosen: every public channel." name="channel" chosen={chosen} options={options} />;
}

interface ChoicesProps {
  legend: string;
  hint?: string;
  name: string;
  chosen: readonly string[] | undefined;
  options: readonly (readonly [value: string, words: string])[];
}

function Choices({ legend, hint, name, chosen, options }: ChoicesProps) {
  return (
    <fieldset className="rounded-md border border-line p-3">
      <legend className="px-1 text-sm font-medium">{legend}</legend>
      <div className="grid max-h-56 gap-1.5 overflow-y-auto">
        {hint ? <p className="text-xs text-ink-faint">{hint}</p> : null}
        {options.map(([value, words]) => (
          <label key={value} className="flex items-center gap-2 text-sm text-ink-soft">
            <input
              type="checkbox"
              name={name}
              value={value}
              defaultChecked={chosen?.includes(value)}
              className="size-4 shrink-0 accent-brand"
            />
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
