"use client";
import type { VirtualKey } from "@openvibe/core/keys/model";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { KeyRow, LastUse } from "../settings/key-row.tsx";
import { DialogButton } from "../shell/dialog-button.tsx";
import { Listing, ListLead } from "../shell/listing.tsx";
import { Section } from "../shell/section.tsx";
import { KeyUses } from "./key-uses.tsx";
import { NewModelKey } from "./new-model-key.tsx";
import { useModelKeys } from "./use-model-keys.ts";

/** Keys with which apps and outside tools call models here, with the address they call. */
export function ModelKeys() {
  const rights = useRights();
  const keys = useModelKeys({ enabled: rights.manage, used: true });
  if (!rights.manage) return null;
  return (
    <Section title="Apps and tools">
      <div className="grid gap-3">
        <ListLead
          action={
            <DialogButton label="New model key" tall>
              {(close) => <NewModelKey onDone={close} />}
            </DialogButton>
          }
        >
          What speaks to OpenAI or Anthropic can speak to this workspace: the same models, limits and budgets, with a key of its own.
          Address: <code className="text-sm wrap-anywhere">{globalThis.location?.origin}/v1</code>
        </ListLead>
        <Listing label="Model keys" query={keys} skeleton="h-16">
          {(virtualKey) => <Row key={virtualKey.id} virtualKey={virtualKey} />}
        </Listing>
      </div>
    </Section>
  );
}

function Row({ virtualKey: { id: keyId, name, appId, prefix, models, lastUsedAt, expiresAt } }: { virtualKey: VirtualKey }) {
  const { client, queries } = useWorkspace();
  return (
    <KeyRow
      name={name}
      {...(appId === null ? { prefix } : {})}
      revoke={{
        title: `Revoke ${name}?`,
        description: "What uses it stops working at once, and its budgets go with it. This cannot be undone.",
        onConfirm: () => client.keys.revokeVirtualKey({ keyId }),
        stale: [queries.keys.listVirtualKeys.key()],
      }}
      below={<KeyUses virtual keyId={keyId} label={name} />}
    >
      {models.length > 0 ? models.join(", ") : "every model of the workspace"} · <LastUse lastUsedAt={lastUsedAt} expiresAt={expiresAt} />
    </KeyRow>
  );
}
