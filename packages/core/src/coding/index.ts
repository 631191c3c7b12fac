/** Coding agents that an operator installed: driven in the sandbox, with models through the gateway, and what they change checked before it serves. */
export type { AgentEvent, AgentPlace, AgentStart, CommandLineAgent } from "./command-line-agent.ts";
export { sandboxedRuntime } from "./sandboxed-runtime.ts";
