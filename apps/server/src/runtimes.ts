import { sandboxedRuntime } from "@openvibe/core/coding";
import type { AgentRuntime } from "@openvibe/core/turns";
import { claudeCode, codex } from "@openvibe/drivers/runtimes";
import type { Settings } from "./config.ts";

/** The coding agents that the operator named; none comes with the product. */
export function installedAgents(settings: Pick<Settings, "codex" | "claudeCode">): AgentRuntime[] {
  return [...(settings.codex ? [codex(settings.codex)] : []), ...(settings.claudeCode ? [claudeCode(settings.claudeCode)] : [])].map(
    sandboxedRuntime,
  );
}
