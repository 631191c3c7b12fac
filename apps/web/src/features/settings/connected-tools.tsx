"use client";
import type { ConnectedTool } from "@openvibe/core/identity/model";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { measureWord } from "../identity/measures.ts";
import { useMemberLookup } from "../identity/use-members.ts";
import { Listing, ListLead } from "../shell/listing.tsx";
import { Section } from "../shell/section.tsx";
import { counted, KeyRow } from "./key-row.tsx";
import { ShownOnce } from "./shown-once.tsx";

/** Programs that were let in by OAuth, which no key was made for. */
export function ConnectedTools() {
  const { queries } = useWorkspace();
  const tools = useQuery(queries.identity.listConnectedTools.queryOptions({ input: { limit: 100 } }));
  return (
    <Section title="Connected tools">
      <div className="grid gap-3">
        <ListLead>Give an assistant this address: it opens your browser and asks you what it may do. No key is needed.</ListLead>
        <ShownOnce label="Address for assistants (MCP)" secret={`${window.location.origin}/mcp`} />
        <Listing
          label="Connected tools"
          query={tools}
          skeleton="h-16"
          empty={<p className="text-sm text-ink-faint">None are connected.</p>}
        >
          {(tool) => <Row key={tool.id} tool={tool} />}
        </Listing>
      </div>
    </Section>
  );
}

function Row({ tool: { id: toolId, name, memberId, permissions, connectedAt } }: { tool: ConnectedTool }) {
  const { client, queries } = useWorkspace();
  const members = useMemberLookup();
  const may = measureWord(permissions);
  return (
    <KeyRow
      name={name}
      revoke={{
        title: `Disconnect ${name}?`,
        description: "It stops working at once. To come back it must ask again.",
        onConfirm: () => client.identity.disconnectTool({ toolId }),
        stale: [queries.identity.listConnectedTools.key()],
      }}
    >
      Acts as <bdi>{members.byId(memberId).name}</bdi> · {may === undefined ? counted(permissions.length, "right") : `may: ${may}`} · since{" "}
      <RelativeTime at={connectedAt} />
    </KeyRow>
  );
}
