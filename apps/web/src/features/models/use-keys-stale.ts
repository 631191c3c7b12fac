"use client";
import type { QueryKey } from "@tanstack/react-query";
import { useWorkspace } from "../../data/workspace-provider.tsx";

/** What is read anew when a provider's key comes, goes or changes: the keys, and who answers. */
export function useKeysStale(): QueryKey[] {
  const { queries } = useWorkspace();
  return [queries.keys.listProviderKeys.key(), queries.gateway.key()];
}
