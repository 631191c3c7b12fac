"use client";
import type { RestingKey } from "@openvibe/core/gateway/model";
import type { ProviderKey } from "@openvibe/core/keys/model";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useAct } from "../../data/use-act.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { counted } from "../settings/key-row.tsx";
import { ConfirmButton } from "../shell/confirm.tsx";
import { DialogButton } from "../shell/dialog-button.tsx";
import { Listing, ListLead } from "../shell/listing.tsx";
import { Section } from "../shell/section.tsx";
import { KEY_KINDS } from "./key-kinds.ts";
import { KeyUses } from "./key-uses.tsx";
import { NewProviderKey } from "./new-provider-key.tsx";
import { Resting } from "./resting.tsx";
import { RotateKey } from "./rotate-key.tsx";
import { useKeysStale } from "./use-keys-stale.ts";

/** Keys that a workspace or a person brings; those of the workspace are shown to its admins. */
export function ProviderKeys() {
  const { queries } = useWorkspace();
  const rights = useRights();
  const status = useQuery(queries.gateway.getStatus.queryOptions());
  const keys = useQuery(queries.keys.listProviderKeys.queryOptions({ input: { limit: 100 } }));
  return (
    <Section title="Your keys">
      <div className="grid gap-3">
        <ListLead
          action={
            <DialogButton label="Add a key" look="primary" tall>
              {(close) => <NewProviderKey onDone={close} />}
            </DialogButton>
          }
        >
          {rights.manage
            ? "Agents answer with these models as soon as a key is there. "
            : "With a key of your own, agents answer you with it, and nobody else. "}
          Keys are tried when you enter them, kept encrypted, and never shown again.
        </ListLead>
        <Listing
          label="Keys of providers"
          query={keys}
          empty={
            <EmptyState
              icon={<KeyRound />}
              title={status.data?.offline === false ? "No keys of your own" : "No keys: the offline model does everything"}
            >
              {status.data?.offline === false && !rights.manage
                ? "The workspace's models answer. Its keys are looked after by its admins."
                : "Add the key of a provider, or the address of a model on your own machine."}
            </EmptyState>
          }
        >
          {(providerKey) => (
            <Row
              key={providerKey.id}
              providerKey={providerKey}
              resting={status.data?.resting.filter(({ keyId }) => keyId === providerKey.id) ?? []}
            />
          )}
        </Listing>
      </div>
    </Section>
  );
}

function Row({ providerKey, resting }: { providerKey: ProviderKey; resting: readonly RestingKey[] }) {
  const { client } = useWorkspace();
  const rights = useRights();
  const stale = useKeysStale();
  const { act, busy } = useAct(...stale);
  const [rotating, setRotating] = useState(false);
  const { id: keyId, kind, name, label, baseUrl, lastFour, owner, models, testedAt, lastUsedAt, uses } = providerKey;
  const provider = kind === "compatible" ? name : KEY_KINDS[kind].label;
  const mayChange = owner === "me" || rights.manage;
  const test = async () => {
    const tried = await client.keys.testProviderKey({ keyId });
    toast.success(`It works: ${counted(tried.models.length, "model")}.`);
  };
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3">
      <div className="min-w-52 flex-1">
        <p className="flex flex-wrap items-center gap-2 text-base font-medium">
          <bdi className="min-w-0 wrap-anywhere">{label}</bdi>
          {provider === label ? null : <Badge>{provider}</Badge>}
          {owner === "me" ? <Badge tone="outline">only yours</Badge> : null}
        </p>
        <p className="mt-0.5 text-xs text-ink-faint">
          {lastFour ? <code>…{lastFour}</code> : "no key"} · {counted(models.length, "model")} · tried <RelativeTime at={testedAt} /> ·{" "}
          {lastUsedAt ? (
            <>
              used <RelativeTime at={lastUsedAt} /> ({uses.toLocaleString("en")} {uses === 1 ? "request" : "requests"})
            </>
          ) : (
            "not used yet"
          )}
        </p>
        {baseUrl ? <p className="text-xs wrap-anywhere text-ink-faint">{baseUrl}</p> : null}
        <Resting name="This key" keys={resting} />
      </div>
      {mayChange ? (
        <div className="flex gap-1.5">
          <Button size="sm" busy={busy} onClick={() => void act(test)}>
            Try
          </Button>
          <Button size="sm" onClick={() => setRotating(true)}>
            Replace
          </Button>
          <ConfirmButton
            action="Revoke"
            title={`Revoke “${label}”?`}
            description="No call begins with it any more, and the key is forgotten; an answer that is being written still ends. Other keys, or the offline model, take over."
            onConfirm={() => client.keys.revokeProviderKey({ keyId })}
            stale={stale}
          />
        </div>
      ) : null}
      {uses > 0 ? <KeyUses keyId={keyId} label={label} /> : null}
      <Dialog open={rotating} onOpenChange={setRotating} title={`A new key for “${label}”`}>
        <RotateKey keyId={keyId} onDone={() => setRotating(false)} />
      </Dialog>
    </li>
  );
}
