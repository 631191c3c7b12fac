import type { BudgetScope, UsageGroup } from "@openvibe/core/billing/model";
import { vendorName } from "@openvibe/core/keys/model";
import { useQuery } from "@tanstack/react-query";
import { sayTime } from "../../data/times.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useMemberLookup, useRights } from "../identity/use-members.ts";
import { useModelKeys } from "../models/use-model-keys.ts";
import { useProjects } from "../projects/use-projects.ts";
import { skillName } from "./skill-names.ts";

type Named = (group: UsageGroup | BudgetScope, id: string) => string;

const OPERATOR = "operator-";

/** What calls are for that name none. */
const NOBODY: Readonly<Partial<Record<UsageGroup | BudgetScope, string>>> = {
  workspace: "The workspace",
  operator: "Keys of this server",
  agent: "No agent",
  person: "Nobody in particular",
  project: "No project",
  key: "No model key",
  account: "No key: offline, or answered before",
};

/** What no provider runs, in words. */
const OFFLINE: Readonly<Record<string, string>> = {
  "offline/rules": "Offline model",
  "offline/lexical": "Offline model, for memory and search",
};

/** What stands for an id in sums and budgets; an id that nothing is known of stands for itself. */
export function useSubjectNames(): Named {
  const { queries } = useWorkspace();
  const members = useMemberLookup();
  const rights = useRights();
  const projects = useProjects();
  const keys = useModelKeys({ enabled: rights.manage, revoked: true });
  const accounts = useQuery(queries.keys.listProviderKeys.queryOptions({ input: { limit: 100, revoked: true }, enabled: rights.manage }));
  return (group, id) => {
    if (id === "") return NOBODY[group] ?? "—";
    switch (group) {
      case "agent":
      case "person":
        return members.byId(id).name;
      case "project":
        return projects.data?.items.find((project) => project.id === id)?.name ?? id;
      case "key":
        return keys.data?.items.find((key) => key.id === id)?.name ?? id;
      case "account":
        if (id.startsWith(OPERATOR)) return `The operator's, for ${vendorName(id.slice(OPERATOR.length))}`;
        return accounts.data?.items.find((account) => account.id === id)?.label ?? "Somebody's own key";
      case "skill":
        return skillName(id);
      case "day":
        return sayTime("shortDay", `${id}T12:00:00Z`, "UTC");
      case "model":
        return OFFLINE[id] ?? id;
      default:
        return id;
    }
  };
}
