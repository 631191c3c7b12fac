import * as agents from "@openvibe/core/agents";
import { Message } from "@openvibe/core/chat";
import * as turns from "@openvibe/core/turns";
import { z } from "zod";
import { member } from "./base.ts";

export const answersApi = {
  explainAnswer: member
    .route({
      method: "GET",
      path: "/messages/{messageId}/explanation",
      summary: "How an agent's answer came to be: models, cost and tools",
    })
    .input(agents.ByMessage)
    .output(agents.HowAnswered.nullable())
    .handler(({ context, input }) => agents.explainAnswer(context, input)),
  whyTakenOver: member
    .route({
      method: "GET",
      path: "/messages/{messageId}/taken-over",
      summary: "Why the model that should have written a message of an agent's did not, where another one or the rules did",
    })
    .input(agents.ByMessage)
    .output(z.string().nullable())
    .handler(({ context, input }) => turns.whyTakenOver(context, input)),
  listSilentAgents: member
    .route({
      method: "GET",
      path: "/messages/{messageId}/silent-agents",
      summary: "The agents that a message names and that will not answer it, with the reason",
    })
    .input(agents.ByMessage)
    .output(z.array(agents.SilentAgent))
    .handler(({ context, input }) => agents.listSilentAgents(context, input)),
  findRequest: member
    .route({
      method: "GET",
      path: "/messages/{messageId}/request",
      summary: "The message in which an agent asks whether it may, where its answer waits for that",
    })
    .input(agents.ByMessage)
    .output(Message.nullable())
    .handler(({ context, input }) => agents.findRequest(context, input)),
  stopAnswer: member
    .route({ method: "POST", path: "/messages/{messageId}/stop", summary: "Stop an agent's answer; what was said stays" })
    .input(agents.StopAnswer)
    .output(Message)
    .handler(({ context, input }) => agents.stopAnswer(context, input)),
  continueAnswer: member
    .route({
      method: "POST",
      path: "/messages/{messageId}/continue",
      summary: "Have an agent go on with an answer that broke off, or write it afresh",
    })
    .input(agents.ContinueAnswer)
    .output(Message)
    .handler(({ context, input }) => agents.continueAnswer(context, input)),
};
