/** Who the agents of a workspace are: the product's own and those made here; what each is told, may do and costs at most. */
export * from "./model.ts";
export { AGENTS, type AgentDefinition } from "./built-in.ts";
export { AGENT_RIGHTS } from "./rights.ts";
export { getProfile, isOn, listProfiles, onIn, readProfiles, requireOn, selfOf, whyOff, type AgentSelf } from "./profiles.ts";
export { changeAgent, makeAgent, retireAgent, setInChannel } from "./change-agent.ts";
export { AgentRecord, importAgent, importAgentChanges } from "./import-agent.ts";
export { listInstructions, restoreInstructions, writeInstructions } from "./instructions.ts";
export { listRuntimes, runtimeOf } from "./runtimes.ts";
export { instructionsFor, limitsOf, preferOf } from "./policy.ts";
export { expectTurn, expectTurns, predictRound } from "./expect-turn.ts";
export { addAgents, ensureAgents } from "./ensure-agents.ts";
