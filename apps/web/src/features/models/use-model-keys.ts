import { useQuery } from "@tanstack/react-query";
import { readsAll } from "../../data/pages.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";

const PAGE = 100;
/** Of a workspace with more than 2,000 keys, the oldest are not shown. */
const MOST_PAGES = 20;

/** Every key with which apps and tools call models here; those that were revoked too where they are only named. `used`: when they were is shown. */
export function useModelKeys({ enabled = true, revoked, used }: { enabled?: boolean; revoked?: true; used?: true } = {}) {
  const { client, queries } = useWorkspace();
  const input = { limit: PAGE, ...(revoked ? { revoked } : {}) };
  return useQuery({
    ...queries.keys.listVirtualKeys.queryOptions({ input, enabled }),
    queryFn: readsAll(client.keys.listVirtualKeys, input, MOST_PAGES),
    // Nothing tells of a use.
    ...(used ? { refetchOnMount: "always", refetchInterval: 15_000 } : {}),
  });
}
