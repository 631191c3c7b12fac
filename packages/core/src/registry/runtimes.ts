import { AppError, requirePermission, type Context } from "../platform/index.ts";
import { builtInRuntime, installedRuntimes, type AgentRuntime } from "../turns/index.ts";
import type { AgentName, RuntimeChoice } from "./model.ts";
import { selfOf } from "./profiles.ts";

/** What an agent can work by on this server: our own first. */
export function listRuntimes(ctx: Context): RuntimeChoice[] {
  requirePermission(ctx, "agents:read");
  return runtimes(ctx).map(({ name, title }) => ({ name, title }));
}

export async function runtimeOf(ctx: Context, agent: AgentName): Promise<AgentRuntime> {
  const { runtime } = await selfOf(ctx, agent);
  return find(ctx, runtime) ?? missing(runtime);
}

export function requireRuntime(ctx: Context, name: string | undefined): void {
  if (name !== undefined && !find(ctx, name))
    throw new AppError("bad_request", `“${name}” is not installed on this server. The operator can install it, or choose another.`);
}

function find(ctx: Context, name: string): AgentRuntime | undefined {
  return runtimes(ctx).find((each) => each.name === name);
}

function runtimes({ platform }: Context): readonly AgentRuntime[] {
  return [builtInRuntime, ...(platform.drivers.find(installedRuntimes) ?? [])];
}

/** The operator took it away: nothing else does the work in its place, as it may do more and cost more. */
function missing(name: string): AgentRuntime {
  return {
    name,
    title: name,
    editsFiles: true,
    async takeTurn(_, plan) {
      const text = `I work by “${name}”, which is not installed on this server any more. An admin can choose another runtime on my page.`;
      plan.onText(text);
      return { end: "model_failed", text, tainted: plan.tainted, rounds: 0, costMicros: 0, writtenBy: "offline", insteadOf: undefined };
    },
  };
}
