"use client";
import { useAct } from "../../data/use-act.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";

/** Does something to an agent, and reads agents anew. */
export function useAgentChange() {
  const { act, busy } = useAct(useWorkspace().queries.agents.key());
  return { change: act, busy };
}
