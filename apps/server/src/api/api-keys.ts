import * as identity from "@openvibe/core/identity";
import { z } from "zod";
import { member, pageOf, signedIn } from "./base.ts";

const { ApiKey, CreateApiKey, CreatedApiKey, KeyPermission, ListApiKeys, ListKeyRights, RevokeApiKey } = identity;

export const apiKeysApi = {
  createApiKey: member
    .route({ method: "POST", path: "/api-keys", summary: "Make a key for yourself or an agent; it is shown this once" })
    .input(CreateApiKey)
    .output(CreatedApiKey)
    .handler(({ context, input }) => identity.createApiKey(context, input)),
  listKeyRights: member
    .route({ method: "GET", path: "/key-rights", summary: "What a key of yours can be given, or one of an agent" })
    .input(ListKeyRights)
    .output(z.array(KeyPermission))
    .handler(({ context, input }) => identity.listKeyRights(context, input)),
  listApiKeys: member
    .route({ method: "GET", path: "/api-keys", summary: "Your keys; all of the workspace for admins" })
    .input(ListApiKeys)
    .output(pageOf(ApiKey))
    .handler(({ context, input }) => identity.listApiKeys(context, input)),
  revokeApiKey: member
    .route({ method: "DELETE", path: "/api-keys/{keyId}", summary: "End a key at once" })
    .input(RevokeApiKey)
    .output(ApiKey)
    .handler(({ context, input }) => identity.revokeApiKey(context, input)),
};

const { AnswerToolRequest, ConnectedTool, DisconnectTool, ListConnectedTools, ReadToolRequest, ToolRequest, ToolRequestAnswer } = identity;

export const connectedToolsApi = {
  readToolRequest: signedIn
    .route({ method: "POST", path: "/tool-requests/read", summary: "Who asks to be let in, as the consent page shows it" })
    .input(ReadToolRequest)
    .output(ToolRequest)
    .handler(({ context, input }) => identity.readToolRequest(context.scope.platform, context.me, input)),
  answerToolRequest: signedIn
    .route({ method: "POST", path: "/tool-requests/answer", summary: "Let a tool in, or refuse it" })
    .input(AnswerToolRequest)
    .output(ToolRequestAnswer)
    .handler(({ context, input }) => identity.answerToolRequest(context.scope.platform, context.me, context.scope.headers, input)),
  listConnectedTools: member
    .route({ method: "GET", path: "/connected-tools", summary: "Programs let in by OAuth: yours; all of the workspace for admins" })
    .input(ListConnectedTools)
    .output(pageOf(ConnectedTool))
    .handler(({ context, input }) => identity.listConnectedTools(context, input)),
  disconnectTool: member
    .route({ method: "DELETE", path: "/connected-tools/{toolId}", summary: "End what a program was let in for, at once" })
    .input(DisconnectTool)
    .output(ConnectedTool)
    .handler(({ context, input }) => identity.disconnectTool(context, input)),
};
