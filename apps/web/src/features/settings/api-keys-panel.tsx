"use client";
import { type ApiKey, KEY_PERMISSIONS } from "@openvibe/core/identity/model";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { measureWord } from "../identity/measures.ts";
import { useMemberLookup } from "../identity/use-members.ts";
import { DialogButton } from "../shell/dialog-button.tsx";
import { Listing, ListLead } from "../shell/listing.tsx";
import { ConnectedTools } from "./connected-tools.tsx";
import { counted, KeyRow, LastUse } from "./key-row.tsx";
import { NewApiKey } from "./new-api-key.tsx";

export function ApiKeysPanel() {
  const { queries } = useWorkspace();
  const keys = useQuery(queries.identity.listApiKeys.queryOptions({ input: { limit: 100 } }));
  return (
    <div className="grid grid-cols-1 gap-4">
      <ListLead
        action={
          <DialogButton label="New key" title="New API key" look="primary" tall>
            {(close) => <NewApiKey onDone={close} />}
          </DialogButton>
        }
      >
        Programs send a key as <code className="text-sm">Authorization: Bearer ov_…</code>. It acts as you or as an agent, with the rights
        you give it.{" "}
        <a className="text-brand-text underline" href="/api/docs">
          What can be called
        </a>
      </ListLead>
      <Listing label="Keys" query={keys} skeleton="h-32" empty={<EmptyState icon={<KeyRound />} title="No keys yet" />}>
        {(apiKey) => <Row key={apiKey.id} apiKey={apiKey} />}
      </Listing>
      <ConnectedTools />
    </div>
  );
}

function Row({ apiKey: { id: keyId, name, prefix, memberId, permissions, lastUsedAt, expiresAt } }: { apiKey: ApiKey }) {
  const { client, queries } = useWorkspace();
  const members = useMemberLookup();
  return (
    <KeyRow
      name={name}
      prefix={prefix}
      revoke={{
        title: `Revoke ${name}?`,
        description: "What uses it stops working at once. This cannot be undone.",
        onConfirm: () => client.identity.revokeApiKey({ keyId }),
        stale: [queries.identity.listApiKeys.key()],
      }}
    >
      Acts as <bdi>{members.byId(memberId).name}</bdi> · <LastUse lastUsedAt={lastUsedAt} expiresAt={expiresAt} /> · {inWords(permissions)}
    </KeyRow>
  );
}

/** A row does not name more rights than somebody reads. */
const MOST_NAMED = 12;
const WORDS: Readonly<Record<string, string>> = KEY_PERMISSIONS;

/** As the form has them, all of a measure by its name; one that is gone from it is shown by its name. */
function inWords(permissions: readonly string[]): string {
  const measure = measureWord(permissions);
  if (measure !== undefined) return `may: ${measure}`;
  if (permissions.length > MOST_NAMED) return counted(permissions.length, "right");
  return `may: ${permissions.map((permission) => WORDS[permission] ?? permission).join(", ")}`;
}
