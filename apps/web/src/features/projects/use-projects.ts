import { useQuery } from "@tanstack/react-query";
import { readsAll } from "../../data/pages.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";

const PAGE = 100;
/** Of a workspace with more than 2,000 projects, the oldest cannot be chosen. */
const MOST_PAGES = 20;

/** Every project, as one is chosen from and named. */
export function useProjects(enabled = true) {
  const { client, queries } = useWorkspace();
  const input = { limit: PAGE };
  return useQuery({
    ...queries.projects.listProjects.queryOptions({ input, enabled }),
    queryFn: readsAll(client.projects.listProjects, input, MOST_PAGES),
  });
}
