"use client";
import type { CreatedIncomingHook, IncomingHook } from "@openvibe/core/webhooks/model";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { Field } from "@openvibe/ui/primitives/field";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formText } from "../../data/form-text.ts";
import { refuse, useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { DialogButton } from "../shell/dialog-button.tsx";
import { Listing, ListLead } from "../shell/listing.tsx";
import { Section } from "../shell/section.tsx";
import { ChannelSelect } from "./channel-select.tsx";
import { KeyRow, LastUse } from "./key-row.tsx";
import { JustMade, ShownOnce } from "./shown-once.tsx";

/** Addresses at which other systems post messages. */
export function IncomingHooks() {
  const { queries } = useWorkspace();
  const hooks = useQuery(queries.webhooks.listIncomingHooks.queryOptions({ input: { limit: 100 } }));
  return (
    <Section title="Incoming">
      <div className="grid gap-3">
        <ListLead action={<DialogButton label="New incoming webhook">{(close) => <NewIncoming onDone={close} />}</DialogButton>}>
          Other systems post messages here: JSON such as <code className="text-sm">{'{"text": "It works"}'}</code>, in Markdown.
        </ListLead>
        <Listing label="Incoming" query={hooks} skeleton="h-16">
          {(hook) => <Row key={hook.id} hook={hook} />}
        </Listing>
      </div>
    </Section>
  );
}

function Row({ hook: { id: hookId, name, signed, channelId, lastUsedAt } }: { hook: IncomingHook }) {
  const { client, queries } = useWorkspace();
  const { data } = useQuery(queries.chat.listChannels.queryOptions());
  return (
    <KeyRow
      name={
        <>
          {name} {signed ? <Badge tone="outline">signed</Badge> : null}
        </>
      }
      revoke={{
        title: `Revoke ${name}?`,
        description: "What posts to its address is refused at once. This cannot be undone.",
        onConfirm: () => client.webhooks.revokeIncomingHook({ hookId }),
        stale: [queries.webhooks.listIncomingHooks.key()],
      }}
    >
      Posts into #{data?.find(({ id }) => id === channelId)?.name ?? "…"} · <LastUse lastUsedAt={lastUsedAt} />
    </KeyRow>
  );
}

function NewIncoming({ onDone }: { onDone: () => void }) {
  const { client, queries } = useWorkspace();
  const [channelId, setChannelId] = useState("");
  const [made, setMade] = useState<CreatedIncomingHook>();
  const { onSubmit, problem, busy } = useSubmit({
    read: (form) =>
      channelId
        ? { success: true, data: { name: formText(form, "name"), channelId, signed: form.get("signed") !== null } }
        : refuse("channel", "Choose a channel."),
    send: async (input) => setMade(await client.webhooks.createIncomingHook(input)),
    stale: [queries.webhooks.listIncomingHooks.key()],
  });
  if (made)
    return (
      <JustMade onDone={onDone}>
        <ShownOnce
          label="Post to this address. Whoever has it may post, and it is not shown again."
          secret={window.location.origin + made.path}
        />
        {made.secret ? <ShownOnce label="Sign with this secret." secret={made.secret} /> : null}
      </JustMade>
    );
  return (
    <form noValidate onSubmit={onSubmit} className="grid gap-4">
      <Field label="Name" name="name" placeholder="Nightly CI" autoFocus error={problem} />
      <ChannelSelect label="Channel" value={channelId} onChange={setChannelId} />
      <label className="flex items-center gap-2.5 text-base text-ink-soft">
        <input type="checkbox" name="signed" className="size-4 shrink-0 accent-brand" />
        Take only what is signed
      </label>
      <Button type="submit" look="primary" busy={busy} className="justify-self-end">
        Make the address
      </Button>
    </form>
  );
}
