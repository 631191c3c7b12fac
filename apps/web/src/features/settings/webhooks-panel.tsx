"use client";
import type { Webhook } from "@openvibe/core/webhooks/model";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../data/use-act.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { ConfirmButton } from "../shell/confirm.tsx";
import { DialogButton } from "../shell/dialog-button.tsx";
import { Listing, ListLead } from "../shell/listing.tsx";
import { Section } from "../shell/section.tsx";
import { DeliveryLog } from "./delivery-log.tsx";
import { IncomingHooks } from "./incoming-hooks.tsx";
import { counted } from "./key-row.tsx";
import { WebhookForm } from "./webhook-form.tsx";

export function WebhooksPanel() {
  const { queries } = useWorkspace();
  const webhooks = useQuery(queries.webhooks.listWebhooks.queryOptions({ input: { limit: 100 } }));
  return (
    <div className="grid grid-cols-1 gap-8">
      <Section title="Outgoing">
        <div className="grid grid-cols-1 gap-3">
          <ListLead
            action={
              <DialogButton label="New webhook" look="primary" tall>
                {(close) => <WebhookForm onDone={close} />}
              </DialogButton>
            }
          >
            Other systems are told what happens here, signed as Standard Webhooks has it and tried again for three days.
          </ListLead>
          <Listing label="Webhooks" query={webhooks}>
            {(webhook) => <Row key={webhook.id} webhook={webhook} />}
          </Listing>
        </div>
      </Section>
      <IncomingHooks />
    </div>
  );
}

function Row({ webhook }: { webhook: Webhook }) {
  const { client, queries, workspace } = useWorkspace();
  const stale = [queries.webhooks.listWebhooks.key()];
  const { act, busy } = useAct(...stale);
  const [changing, setChanging] = useState(false);
  const [shown, setShown] = useState(false);
  const { id: webhookId, active, name, url, disabledReason, failingSince } = webhook;
  const isMine = webhook.createdBy === workspace.memberId;
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-64 flex-1 max-sm:min-w-full">
          <p className="flex flex-wrap items-center gap-x-2 text-base font-medium">
            <bdi className="min-w-0 wrap-anywhere">{name}</bdi>
            {active ? (
              <Badge tone={failingSince ? "warning" : "success"}>{failingSince ? "failing" : "on"}</Badge>
            ) : (
              <Badge tone="danger">off</Badge>
            )}
          </p>
          <p className="text-xs wrap-anywhere text-ink-faint">
            {url} · {counted(webhook.events.length, "event")}
          </p>
          {disabledReason ? <p className="text-xs wrap-anywhere text-danger">{disabledReason}</p> : null}
        </div>
        <div className="flex flex-wrap gap-1.5">
          <Button size="sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
            Log
          </Button>
          {isMine ? (
            <Button size="sm" onClick={() => setChanging(true)}>
              Change
            </Button>
          ) : null}
          {active ? (
            <>
              <Button
                size="sm"
                busy={busy}
                onClick={() => void act(() => client.webhooks.testWebhook({ webhookId })).then((done) => done && setShown(true))}
              >
                Send a test
              </Button>
              <Button size="sm" onClick={() => void act(() => client.webhooks.changeWebhook({ webhookId, active: false }))}>
                Turn off
              </Button>
            </>
          ) : isMine ? (
            <Button size="sm" onClick={() => void act(() => client.webhooks.changeWebhook({ webhookId, active: true }))}>
              Turn on
            </Button>
          ) : null}
          <ConfirmButton
            action="Remove"
            title={`Remove “${name}”?`}
            description="Its address is told nothing any more, and its delivery log is gone. This cannot be undone."
            onConfirm={() => client.webhooks.removeWebhook({ webhookId })}
            stale={stale}
          />
        </div>
      </div>
      <Dialog open={changing} onOpenChange={setChanging} title={`Change “${name}”`} tall>
        <WebhookForm webhook={webhook} onDone={() => setChanging(false)} />
      </Dialog>
      {shown ? <DeliveryLog webhookId={webhookId} /> : null}
    </li>
  );
}
