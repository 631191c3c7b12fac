import { agentRegistryApi } from "./agent-registry.ts";
import { approvalsApi, connectorsApi, turnsApi } from "./agents.ts";
import { answersApi } from "./answers.ts";
import { apiKeysApi, connectedToolsApi } from "./api-keys.ts";
import { billingApi } from "./billing.ts";
import { briefingApi } from "./briefing.ts";
import { builderApi } from "./builder.ts";
import { chatApi } from "./chat.ts";
import { filesApi } from "./files.ts";
import { forksApi, outcomesApi } from "./forks.ts";
import { gatewayApi } from "./gateway.ts";
import { hostingApi } from "./hosting.ts";
import { inboxApi } from "./inbox.ts";
import { identityApi } from "./identity.ts";
import { keysApi } from "./keys.ts";
import { insightsApi } from "./insights.ts";
import { knowledgeApi } from "./knowledge.ts";
import { memoryApi } from "./memory.ts";
import { plansApi } from "./plans.ts";
import { projectsApi } from "./projects.ts";
import { runsApi } from "./runs.ts";
import { schedulesApi } from "./schedules.ts";
import { searchApi } from "./search.ts";
import { settingsApi } from "./settings.ts";
import { transferApi } from "./transfer.ts";
import { webhooksApi } from "./webhooks.ts";

/** Every verb that a person may call; RPC and REST are two readings of it. */
export const router = {
  identity: { ...identityApi, ...apiKeysApi, ...connectedToolsApi },
  settings: settingsApi,
  chat: { ...chatApi, ...forksApi },
  knowledge: knowledgeApi,
  memory: memoryApi,
  insights: insightsApi,
  agents: { ...agentRegistryApi, ...answersApi, ...outcomesApi },
  schedules: schedulesApi,
  plans: plansApi,
  approvals: approvalsApi,
  turns: turnsApi,
  connectors: connectorsApi,
  files: filesApi,
  inbox: inboxApi,
  runs: runsApi,
  billing: billingApi,
  keys: keysApi,
  gateway: gatewayApi,
  projects: projectsApi,
  hosting: hostingApi,
  builder: builderApi,
  briefing: briefingApi,
  search: searchApi,
  webhooks: webhooksApi,
  transfer: transferApi,
};
export type Router = typeof router;
