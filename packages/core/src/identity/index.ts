/** People and agents as members of workspaces: who they are, how they sign in, and what they may do. */
export * from "./model.ts";
export { authOf, CLIENT_ADDRESS_HEADER, type Auth, type AuthOptions } from "./auth.ts";
export { signUp, type SignUp } from "./sign-up.ts";
export { contextFor, forgetSession, readMe, resolveSession, type SessionHeaders } from "./session.ts";
export { isOperatorToken, OPERATOR_KEY, readOperatorToken, resolveOperator } from "./operator.ts";
export { isUnused } from "./is-unused.ts";
export { listWorkspaceIds } from "./list-workspace-ids.ts";
export { createWorkspace } from "./create-workspace.ts";
export { getMembers, listMembers } from "./list-members.ts";
export { listAgents } from "./list-agents.ts";
export { findByHandles, findPresent } from "./find-members.ts";
export { addMember } from "./add-member.ts";
export { addGuests, listFormerMembers, type Guest } from "./add-guests.ts";
export { changeRole } from "./change-role.ts";
export { removeMember } from "./remove-member.ts";
export { ownersOf } from "./owners-of.ts";
export { leftLongAgo } from "./left-long-ago.ts";
export { mayAll } from "./may-all.ts";
export { actorOf, addAgent, agentActor, findActor, removeAgent, type AddAgent } from "./agents.ts";
export { createApiKey, keyEndsAt, listApiKeys, listKeyRights, revokeApiKey } from "./api-keys.ts";
export {
  hashKey,
  hasKeyShape,
  issueKey,
  listedKeys,
  noSuchKey,
  noteIssuedKeyUse,
  requireKeyRoom,
  revokedBy,
  shownKey,
} from "./issued-keys.ts";
export { nameOfKey, rightsThroughKey } from "./key-rights.ts";
export { contextForKey, isApiKey, resolveApiKey, type KeyHolder } from "./use-api-key.ts";
export { answerToolRequest, disconnectTool, forgetTool, listConnectedTools, readToolRequest } from "./connected-tools.ts";
export { forgetToolSignIns } from "./forget-tools.ts";
export { ensureMcpResource, MCP_RESOURCE, OPEN_OAUTH_PATHS } from "./tool-sign-in.ts";
export { isToolToken, resolveToolToken } from "./use-tool-token.ts";
export { mayReadEvent, PERMISSIONS } from "./permissions.ts";
export { trackPresence, type Presence, type PresentMembers } from "./presence.ts";
