/** The agents of a workspace: who they are, what they may do, and when they take a turn. */
export * from "./model.ts";
export {
  AGENT_RIGHTS,
  AGENTS,
  changeAgent,
  ensureAgents,
  expectTurn,
  getProfile,
  listInstructions,
  listProfiles,
  listRuntimes,
  makeAgent,
  restoreInstructions,
  retireAgent,
  setInChannel,
  writeInstructions,
  type AgentDefinition,
} from "../registry/index.ts";
export { listFeedback, rateMessage } from "./feedback.ts";
export { getTrackRecord, listTrackRecords } from "./track-record.ts";
export { asAgent } from "./act-as-agent.ts";
export { askAgent, type AskedTurn } from "./take-up.ts";
export { vouchFor } from "./vouch-for.ts";
export { attendThread, type AttendThread } from "./attend-thread.ts";
export { draftOutcome } from "./draft-outcome.ts";
export { titleThreadTask } from "./title-thread.ts";
export { projectBriefs, type BriefPart, type ProjectBrief } from "./context/project-brief.ts";
export { getTurnContext, pruneContexts } from "./context/keep-context.ts";
export { findAnswer } from "./find-answer.ts";
export { answerTask } from "./answer.ts";
export { canByRules } from "./can-by-rules.ts";
export { agentsFollower } from "./follow.ts";
export { explainAnswer } from "./explain-answer.ts";
export { listSilentAgents } from "./list-silent-agents.ts";
export { findRequest } from "./find-request.ts";
export { stopAnswer } from "./stop-answer.ts";
export { continueAnswer } from "./continue-answer.ts";
export { watchAnswers } from "./watch-answers.ts";
