import { type AgentProfile, BuiltInAgent } from "@openvibe/core/agents/model";

const ROLES: Readonly<Record<BuiltInAgent, string>> = {
  orchestrator: "Turns a request into a plan and hands the work out.",
  product_manager: "Turns an idea into what the app has to do, and for whom.",
  architect: "Decides what an app is made of, before it is built.",
  ux_designer: "Decides how it looks and how people get through it.",
  developer: "Builds the app, changes it and puts it online.",
  qa: "Finds out whether it really works, before people do.",
  marketer: "Writes what tells the right people about it.",
  sales: "Helps people who might buy to decide: offers, answers, follow-ups.",
  operations: "Keeps what runs running, and finds out what is wrong when it does not.",
};
const FIRST_SENTENCE = /^.+?[.!?:](?=\s|$)/u;

/** What an agent is good for, in a line; of one that was made here, the first sentence that it is told. */
export function goodAt({ agent, instructions }: Pick<AgentProfile, "agent" | "instructions">): string {
  const role = BuiltInAgent.safeParse(agent);
  if (role.success) return ROLES[role.data];
  const [line = ""] = instructions.trim().split("\n");
  return FIRST_SENTENCE.exec(line)?.[0] ?? line;
}
