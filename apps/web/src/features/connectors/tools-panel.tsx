"use client";
import { useRights } from "../identity/use-members.ts";
import { Allowances } from "../approvals/allowances.tsx";
import { ConnectTools } from "./connect-tools.tsx";
import { ToolServers } from "./tool-servers.tsx";

/** What agents may use, and how other tools use this workspace. */
export function ToolsPanel() {
  const rights = useRights();
  return (
    <div className="grid grid-cols-1 gap-8">
      <ConnectTools />
      {rights.manage ? <ToolServers /> : null}
      <Allowances />
    </div>
  );
}
