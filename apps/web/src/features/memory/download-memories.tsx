"use client";
import type { Memory, MemoryScope } from "@openvibe/core/memory/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Download } from "lucide-react";
import { keepFile } from "../../data/keep-file.ts";
import { useAct } from "../../data/use-act.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useMemberLookup } from "../identity/use-members.ts";
import { memoryList } from "./memory-list.ts";
import { useWhose } from "./use-whose.ts";

/** All that is remembered and shown here, as a text file. */
export function DownloadMemories({ scope, superseded }: { scope: MemoryScope | undefined; superseded: boolean }) {
  const { client } = useWorkspace();
  const members = useMemberLookup();
  const whoseOf = useWhose();
  const { act, busy } = useAct();
  const download = async () => {
    const memories: Memory[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined;) {
      const asked = { limit: 100, superseded, ...(scope ? { scope } : {}), ...(cursor === "" ? {} : { cursor }) };
      const page: { items: Memory[]; nextCursor?: string | undefined } = await client.memory.listMemories(asked);
      memories.push(...page.items);
      cursor = page.nextCursor;
    }
    keepFile(
      "memories.md",
      "text/markdown",
      memoryList(memories, (id) => members.byId(id).name, whoseOf),
    );
  };
  return (
    <Button size="sm" look="ghost" busy={busy} onClick={() => void act(download)}>
      <Download aria-hidden className="size-3.5" /> Download as text
    </Button>
  );
}
