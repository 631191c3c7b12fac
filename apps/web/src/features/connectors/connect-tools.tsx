"use client";
import { Button } from "@openvibe/ui/primitives/button";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { useState } from "react";
import { ShownOnce } from "../settings/shown-once.tsx";
import { navigate } from "../shell/navigation.tsx";
import { Section } from "../shell/section.tsx";

type Way = "http" | "stdio";
const WAYS = [
  { value: "http", label: "By address" },
  { value: "stdio", label: "By command" },
] as const;

/** How an outside assistant or editor speaks to this workspace. */
export function ConnectTools() {
  const [way, setWay] = useState<Way>("http");
  const origin = globalThis.location?.origin ?? "";
  const settings =
    way === "http"
      ? { mcpServers: { openvibe: { type: "http", url: `${origin}/mcp`, headers: { Authorization: "Bearer ov_…" } } } }
      : {
          mcpServers: {
            openvibe: { command: "node", args: ["…/apps/cli/bin/openvibe.mjs", "mcp"], env: { OPENVIBE_API_KEY: "ov_…" } },
          },
        };
  return (
    <Section title="Connect your tools" box="gap">
      <p className="text-base text-pretty text-ink-soft">
        Assistants and editors that speak MCP can search, talk, plan, remember and build here. Those that can sign in need only the address,{" "}
        <code className="text-sm wrap-anywhere">{origin}/mcp</code>, and ask you what they may do; others act with the rights of an API key
        of yours. What reaches outside or cannot be undone waits for you even so.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Segmented label="How they connect" value={way} onChange={setWay} options={WAYS} />
        <Button size="sm" onClick={() => navigate(`${window.location.pathname}?tab=keys`)}>
          Make an API key
        </Button>
      </div>
      <ShownOnce
        label={
          way === "http"
            ? "Put this into the settings of the tool, with your key:"
            : "On the machine that OpenVibe runs on, with its folder and your key:"
        }
        secret={JSON.stringify(settings, null, 2)}
      />
    </Section>
  );
}
