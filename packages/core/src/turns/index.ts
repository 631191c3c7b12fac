/** One turn of a model with tools: rounds in the journal of a task, a policy outside the model, and the transcript of it all. */
export * from "./model.ts";
export { requireFewAlone, waitsForPerson } from "./programs-alone.ts";
export { askersOf, forReadersOf, handsFor, keyOf, rightsOfAsker, whoOwns, whoPays } from "./hands-for.ts";
export { bookedCalls } from "./booked-calls.ts";
export { isShown, unlessGone } from "./show-files.ts";
export { takeTurn } from "./take-turn.ts";
export { askModel, offeredTo, type CalledTool } from "./ask-model.ts";
export { readCall, type CallResult } from "./call-tool.ts";
export { difficultyOf } from "./difficulty.ts";
export { builtInRuntime, installedRuntimes, type AgentRuntime } from "./runtime.ts";
export { recordOf } from "./turn-record.ts";
export { TURN_LIMITS, type SaidInTurn, type TurnLimits, type TurnPlan, type TurnReport } from "./plan.ts";
export { judge, mayStandIn, type Question, type Verdict } from "./policy.ts";
export {
  forgetQuoting,
  forgetTranscripts,
  keepBroken,
  keepTranscript,
  getTranscript,
  listTranscripts,
  pruneTranscripts,
  transcriptsFollower,
} from "./transcripts.ts";
export { generateOnRecord, whyTakenOver, type CallOnRecord } from "./on-record.ts";
export { turnsAtWork } from "./turns-before.ts";
export { begunBy, callsBefore, toolCallsOf, whyEnded } from "./tool-calls.ts";
export { countTurns, FIGURES_MS, turnsOfTasks, type TurnCount } from "./count-turns.ts";
export { talkTools } from "./talk-tools.ts";
export { namedIn } from "./named-in.ts";
export { threadNamed } from "./thread-name.ts";
export {
  askForOutsideCall,
  outsideCallTask,
  readOutsideCall,
  type AskedStanding,
  type OutsideCall,
  type OutsideStanding,
} from "./outside-call.ts";
export { endText, isOfLimits } from "./report.ts";
