import * as approvals from "@openvibe/core/approvals";
import * as connectors from "@openvibe/core/connectors";
import * as turns from "@openvibe/core/turns";
import { z } from "zod";
import { member, pageOf } from "./base.ts";

const { Allowance, Approval, ByApproval, DecideApproval, ListAllowances, ListApprovals, RevokeAllowance } = approvals;
const { AddToolServer, ByToolServer, ConfirmReadTools, SignInPage, ToolServer, ToolSummary } = connectors;

export const approvalsApi = {
  listApprovals: member
    .route({ method: "GET", path: "/approvals", summary: "What agents want to do and wait for, the newest first" })
    .input(ListApprovals)
    .output(pageOf(Approval))
    .handler(({ context, input }) => approvals.listApprovals(context, input)),
  getApproval: member
    .route({ method: "GET", path: "/approvals/{approvalId}", summary: "One request for approval" })
    .input(ByApproval)
    .output(Approval)
    .handler(({ context, input }) => approvals.getApproval(context, input)),
  decideApproval: member
    .route({
      method: "POST",
      path: "/approvals/{approvalId}/decision",
      summary: "Allow or refuse what an agent wants to do; with the session of a browser alone",
    })
    .input(DecideApproval)
    .output(Approval)
    .handler(({ context, input }) => approvals.decideApproval(context, input)),
  listAllowances: member
    .route({ method: "GET", path: "/allowances", summary: "What agents may do without asking again" })
    .input(ListAllowances)
    .output(pageOf(Allowance))
    .handler(({ context, input }) => approvals.listAllowances(context, input)),
  revokeAllowance: member
    .route({ method: "DELETE", path: "/allowances/{allowanceId}", summary: "Have an agent ask again" })
    .input(RevokeAllowance)
    .handler(({ context, input }) => approvals.revokeAllowance(context, input)),
};

export const turnsApi = {
  listTranscripts: member
    .route({ method: "GET", path: "/transcripts", summary: "Turns of agents, the newest first; for admins" })
    .input(turns.ListTranscripts)
    .output(pageOf(turns.TranscriptSummary))
    .handler(({ context, input }) => turns.listTranscripts(context, input)),
  getTranscript: member
    .route({ method: "GET", path: "/transcripts/{transcriptId}", summary: "A turn in full, as JSON; for admins" })
    .input(turns.ByTranscript)
    .output(turns.Transcript)
    .handler(({ context, input }) => turns.getTranscript(context, input)),
};

export const connectorsApi = {
  listTools: member
    .route({ method: "GET", path: "/tools", summary: "The product's own tools, that agents may use" })
    .output(z.array(ToolSummary))
    .handler(({ context }) => connectors.listTools(context)),
  listToolServers: member
    .route({ method: "GET", path: "/tool-servers", summary: "Servers of tools that agents may use" })
    .output(z.array(ToolServer))
    .handler(({ context }) => connectors.listToolServers(context)),
  addToolServer: member
    .route({ method: "POST", path: "/tool-servers", summary: "Let agents use the tools of an MCP server" })
    .input(AddToolServer)
    .output(ToolServer)
    .handler(({ context, input }) => connectors.addToolServer(context, input)),
  beginToolSignIn: member
    .route({
      method: "POST",
      path: "/tool-servers/{serverId}/sign-in",
      summary: "Sign in at a tool server, so that agents ask it in your name",
      description: "Open the address in a browser that is signed in here; it comes back to this server.",
    })
    .input(ByToolServer)
    .output(SignInPage)
    .handler(({ context, input }) => connectors.beginToolSignIn(context, input)),
  refreshToolServer: member
    .route({ method: "POST", path: "/tool-servers/{serverId}/refresh", summary: "Ask a tool server again what it has" })
    .input(ByToolServer)
    .output(ToolServer)
    .handler(({ context, input }) => connectors.refreshToolServer(context, input)),
  confirmReadTools: member
    .route({
      method: "PUT",
      path: "/tool-servers/{serverId}/read-tools",
      summary: "Say which tools of a server only read, and need not ask",
    })
    .input(ConfirmReadTools)
    .output(ToolServer)
    .handler(({ context, input }) => connectors.confirmReadTools(context, input)),
  removeToolServer: member
    .route({ method: "DELETE", path: "/tool-servers/{serverId}", summary: "Take the tools of a server away from agents" })
    .input(ByToolServer)
    .handler(({ context, input }) => connectors.removeToolServer(context, input)),
};
