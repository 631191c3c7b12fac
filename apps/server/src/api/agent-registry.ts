import * as agents from "@openvibe/core/agents";
import * as bench from "@openvibe/core/bench";
import { z } from "zod";
import { member, pageOf } from "./base.ts";

const { AgentProfile, ByAgent, Feedback, InstructionsVersion } = agents;

export const agentRegistryApi = {
  listProfiles: member
    .route({ method: "GET", path: "/agents", summary: "The agents of the workspace, the product's own first" })
    .output(z.array(AgentProfile))
    .handler(({ context }) => agents.listProfiles(context)),
  getProfile: member
    .route({ method: "GET", path: "/agents/{agent}", summary: "One agent: what it is told and may do" })
    .input(ByAgent)
    .output(AgentProfile)
    .handler(({ context, input }) => agents.getProfile(context, input)),
  listRights: member
    .route({ method: "GET", path: "/agent-rights", summary: "What an agent can be given the right to" })
    .output(z.array(z.string()))
    .handler(() => [...agents.AGENT_RIGHTS]),
  listRuntimes: member
    .route({
      method: "GET",
      path: "/agent-runtimes",
      summary: "What does an agent's work here: our own loop, and coding agents that are installed",
    })
    .output(z.array(agents.RuntimeChoice))
    .handler(({ context }) => agents.listRuntimes(context)),
  makeAgent: member
    .route({ method: "POST", path: "/agents", summary: "Make an agent of your own; it joins at once" })
    .input(agents.MakeAgent)
    .output(AgentProfile)
    .handler(({ context, input }) => agents.makeAgent(context, input)),
  changeAgent: member
    .route({
      method: "PATCH",
      path: "/agents/{agent}",
      summary: "Change an agent's looks, models, tools, rights and limits, or turn it off",
    })
    .input(agents.ChangeAgent)
    .output(AgentProfile)
    .handler(({ context, input }) => agents.changeAgent(context, input)),
  retireAgent: member
    .route({ method: "DELETE", path: "/agents/{agent}", summary: "Take an agent of your own out; what it wrote stays" })
    .input(ByAgent)
    .handler(({ context, input }) => agents.retireAgent(context, input)),
  setInChannel: member
    .route({ method: "PUT", path: "/agents/{agent}/channels/{channelId}", summary: "Turn an agent on or off in a channel" })
    .input(agents.SetInChannel)
    .output(AgentProfile)
    .handler(({ context, input }) => agents.setInChannel(context, input)),
  listInstructions: member
    .route({ method: "GET", path: "/agents/{agent}/instructions", summary: "Every version of what an agent is told, the newest first" })
    .input(agents.ListInstructions)
    .output(pageOf(InstructionsVersion))
    .handler(({ context, input }) => agents.listInstructions(context, input)),
  writeInstructions: member
    .route({ method: "POST", path: "/agents/{agent}/instructions", summary: "Tell an agent something else from now on" })
    .input(agents.WriteInstructions)
    .output(InstructionsVersion)
    .handler(({ context, input }) => agents.writeInstructions(context, input)),
  restoreInstructions: member
    .route({
      method: "POST",
      path: "/agents/{agent}/instructions/{version}/restore",
      summary: "Tell it again what an earlier version said",
    })
    .input(agents.RestoreInstructions)
    .output(InstructionsVersion)
    .handler(({ context, input }) => agents.restoreInstructions(context, input)),
  listPastPrompts: member
    .route({ method: "GET", path: "/agents/{agent}/prompts", summary: "What an agent was asked, the newest first, to try a draft on" })
    .input(bench.ListPastPrompts)
    .output(pageOf(bench.PastPrompt))
    .handler(({ context, input }) => bench.listPastPrompts(context, input)),
  tryInstructions: member
    .route({
      method: "POST",
      path: "/agents/{agent}/trials",
      summary: "Have the same words answered under the present instructions and a draft; nothing is changed by either",
    })
    .input(bench.TryInstructions)
    .output(bench.Trial)
    .handler(({ context, input, signal }) => bench.tryInstructions(context, input, signal ? { signal } : {})),
  rateMessage: member
    .route({ method: "PUT", path: "/messages/{messageId}/rating", summary: "Say how an agent did: up, down, or null to take it back" })
    .input(agents.RateMessage)
    .output(Feedback.nullable())
    .handler(({ context, input }) => agents.rateMessage(context, input)),
  listFeedback: member
    .route({ method: "GET", path: "/agent-feedback", summary: "How people rated what agents said, the newest first" })
    .input(agents.ListFeedback)
    .output(pageOf(Feedback))
    .handler(({ context, input }) => agents.listFeedback(context, input)),
  getTurnContext: member
    .route({
      method: "GET",
      path: "/messages/{messageId}/context",
      summary: "What an answer's agent was given and why; null where it is not kept",
    })
    .input(agents.ByMessage)
    .output(agents.GivenContext.nullable())
    .handler(({ context, input }) => agents.getTurnContext(context, input)),
  listTrackRecords: member
    .route({ method: "GET", path: "/agent-records", summary: "How each agent did in the last 90 days" })
    .output(z.array(agents.TrackRecord))
    .handler(({ context }) => agents.listTrackRecords(context)),
  getTrackRecord: member
    .route({ method: "GET", path: "/agents/{agent}/record", summary: "How an agent did in the last 90 days, by skill" })
    .input(ByAgent)
    .output(agents.FullRecord)
    .handler(({ context, input }) => agents.getTrackRecord(context, input)),
  expectTurn: member
    .route({ method: "GET", path: "/agents/{agent}/expected-turn", summary: "What a turn of an agent is likely to cost and take" })
    .input(ByAgent)
    .output(agents.ExpectedTurn)
    .handler(({ context, input }) => agents.expectTurn(context, input)),
};
