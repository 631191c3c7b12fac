import { z } from "zod";
import { defineEvent, Time } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";
import { KeyPermission } from "./api-key-model.ts";

/** Who asks to be let in, as the consent page shows it. What it says of itself nobody has checked; where it is led back to is what counts. */
export const ToolRequest = z.object({
  name: z.string(),
  returnsTo: z.string(),
  asks: z.array(KeyPermission),
  /** Of whoever is asked, with what of it their role lets them give away. */
  workspaces: z.array(z.object({ id: z.string(), name: z.string(), allows: z.array(KeyPermission) })),
});
export type ToolRequest = z.infer<typeof ToolRequest>;

/** The query that the consent page was opened with, signed by the server. */
const query = z.string().min(1).max(16_000);
export const ReadToolRequest = z.object({ query });
export type ReadToolRequest = z.infer<typeof ReadToolRequest>;

export const AnswerToolRequest = z.object({
  query,
  /** Left out: refused. */
  allow: z.object({ workspaceId: z.string(), permissions: z.array(KeyPermission).min(1, "Choose what it may do") }).optional(),
});
export type AnswerToolRequest = z.infer<typeof AnswerToolRequest>;
/** Where the browser goes next: back to the tool. */
export const ToolRequestAnswer = z.object({ url: z.string() });
export type ToolRequestAnswer = z.infer<typeof ToolRequestAnswer>;

/** A program that somebody let in over OAuth, acting as them in one workspace. */
export const ConnectedTool = z.object({
  id: z.string(),
  memberId: z.string(),
  name: z.string(),
  permissions: z.array(z.string()),
  connectedAt: Time,
});
export type ConnectedTool = z.infer<typeof ConnectedTool>;

export const ListConnectedTools = PageInput;
export const DisconnectTool = z.object({ toolId: z.string() });
export type DisconnectTool = z.infer<typeof DisconnectTool>;

export const ConnectedToolEvents = {
  ToolConnected: defineEvent("identity.tool_connected", ConnectedTool),
  ToolDisconnected: defineEvent("identity.tool_disconnected", ConnectedTool),
};
