import { HIDDEN_CHARACTERS, screenOutput } from "@openvibe/core/gateway";
import { inputSchemaOf, type Context, type Tool } from "@openvibe/core/platform";
import { askForOutsideCall, readOutsideCall, type AskedStanding } from "@openvibe/core/turns";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import type { McpPeer, McpTool } from "./surface.ts";

/** A tool of the catalog as MCP knows it. What reaches outside, governs or cannot be undone asks the person first. */
export function asMcpTool(tool: Tool): McpTool {
  const inputSchema = { ...inputSchemaOf(tool) };
  const takesProject = "projectId" in ((inputSchema["properties"] as object | undefined) ?? {});
  const required = inputSchema["required"];
  // What was selected stands in for it.
  if (takesProject && Array.isArray(required)) inputSchema["required"] = required.filter((name) => name !== "projectId");
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema,
    annotations: {
      title: tool.title,
      readOnlyHint: tool.effect === "read",
      destructiveHint: tool.effect === "irreversible",
      openWorldHint: tool.effect === "outside" || tool.taints === true,
    },
    async run(ctx, given, peer) {
      const input = takesProject ? { ...peer.chosen, ...given } : given;
      const refusal = await refusalOf(ctx, tool, input, peer);
      return refusal ?? resultOf(await tool.run(ctx, input, { signal: peer.signal }));
    },
  };
}

/** Undefined where it may go on. */
async function refusalOf(ctx: Context, tool: Tool, input: unknown, peer: McpPeer): Promise<CallToolResult | undefined> {
  const mustAsk = tool.effect === "outside" || tool.effect === "irreversible" || (await tool.governs(input, ctx));
  if (!mustAsk) return undefined;
  if (ctx.actor.kind !== "person")
    return failed(`Only a person may do this: ${(await tool.says(input, ctx)).text}. Ask for it in OpenVibe.`);
  if (screenOutput(JSON.stringify(input)).findings.includes(HIDDEN_CHARACTERS)) return failed(UNSEEN);
  if (!peer.canAsk) return askInOpenVibe(ctx, tool, input, peer);
  const { text, missing } = await tool.says(input, ctx);
  if (missing !== undefined) return failed(missing);
  const { action, content } = await peer.ask({
    message: `${text}.\n\nThis ${reasonToAsk(tool)}. Shall it be done?`,
    requestedSchema: {
      type: "object",
      properties: { confirm: { type: "boolean", title: "Yes, do it", default: false } },
      required: ["confirm"],
    },
  });
  return action === "accept" && content?.["confirm"] === true ? undefined : failed("The person did not want this. Nothing was done.");
}

const UNSEEN = "It has characters that nobody sees, so that a person could not tell what they allow. Leave them out and call it again.";

function reasonToAsk({ effect }: Tool): string {
  if (effect === "irreversible") return "cannot be undone";
  return effect === "outside" ? "reaches beyond the conversation" : "governs the workspace";
}

/** Where the client cannot ask its person, or its word is not theirs, OpenVibe asks; what was allowed is done there, once. */
async function askInOpenVibe(ctx: Context, tool: Tool, input: unknown, peer: McpPeer): Promise<CallToolResult | undefined> {
  const standing = await askForOutsideCall(ctx, { tool, input, program: peer.name });
  return standing.state === "allowed" ? undefined : standingText(ctx, standing, peer);
}

function standingText(ctx: Context, standing: AskedStanding, { origin }: McpPeer): CallToolResult {
  const { state, request } = standing;
  const { id: approvalId, says, threadId } = request;
  const link = `${origin}/w/${ctx.workspaceId}/t/${threadId}`;
  const structuredContent = { state, approvalId, link };
  if (state === "ended") {
    const { outcome, output } = standing.result;
    return {
      isError: outcome !== "done",
      content: [{ type: "text", text: output }],
      structuredContent: { ...structuredContent, outcome, output },
    };
  }
  const text =
    state === "waiting"
      ? `This waits for a person: ${link}\nThey are asked: “${says}”. Nothing has happened yet, and it is done there as soon as they allow it. Give them the link. To learn what came of it, call get_approval with ${approvalId}, or make the same call again.`
      : `A person allowed it, and it is being done: “${says}”. Call get_approval with ${approvalId} in a moment.`;
  return { content: [{ type: "text", text }], structuredContent };
}

/** What came of a call that waited for its person. */
export const getApproval: McpTool = {
  name: "get_approval",
  title: "See what a person said",
  description: "For a call that waits for a person: whether they allowed it, and what came of it. It runs by itself once it is allowed.",
  inputSchema: { type: "object", properties: { approvalId: { type: "string" } }, required: ["approvalId"] },
  annotations: { readOnlyHint: true },
  async run(ctx, input, peer) {
    const standing = await readOutsideCall(ctx, z.object({ approvalId: z.string() }).parse(input));
    return standingText(ctx, standing, peer);
  },
};

const failed = (text: string): CallToolResult => ({ isError: true, content: [{ type: "text", text }] });

/** The words of an answer as they are, and beside them what else there is of it: the ids that a next call takes. */
function resultOf(output: unknown): CallToolResult {
  const plain: unknown = output === undefined ? { done: true } : JSON.parse(JSON.stringify(output));
  if (typeof plain !== "object" || plain === null || Array.isArray(plain)) return { content: [told(plain)] };
  const structuredContent = plain as Record<string, unknown>;
  const { text, ...rest } = structuredContent;
  if (typeof text !== "string" || text === "") return { content: [told(plain)], structuredContent };
  return { content: [{ type: "text", text }, ...(Object.keys(rest).length > 0 ? [told(rest)] : [])], structuredContent };
}

const told = (value: unknown) => ({ type: "text" as const, text: typeof value === "string" ? value : JSON.stringify(value) });
