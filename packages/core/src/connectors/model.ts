import { z } from "zod";
import { WrittenLine } from "../chat/model.ts";
import { defineEvent, Time } from "../platform/event-definition.ts";

/** Of all servers together: with the product's own there are fewer than the 128 that providers take. */
export const MOST_GIVEN = 60;
/** Of one server; what it has beyond is not read. */
export const MOST_TOOLS = 200;

export const ServerTool = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  inputSchema: z.record(z.string(), z.unknown()),
  /** The server says that it changes nothing. */
  readOnly: z.boolean(),
  /** An admin has looked and agrees that it only reads: it asks nobody. */
  confirmed: z.boolean(),
  /** Why no agent is given it: it says too much of itself, or there are more tools than an agent is given at a time. */
  leftOut: z.enum(["long", "many"]).nullable(),
});
export type ServerTool = z.infer<typeof ServerTool>;

/** A tool as it is shown to people. */
export const ToolSummary = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  effect: z.enum(["read", "write", "outside", "irreversible"]),
  /** The right that it needs. */
  permission: z.string(),
});
export type ToolSummary = z.infer<typeof ToolSummary>;

/** A server of tools that agents may use. */
export const ToolServer = z.object({
  id: z.string(),
  /** Begins the names of its tools. */
  name: z.string(),
  /** Null for a program of the operator. */
  url: z.string().nullable(),
  hasToken: z.boolean(),
  /** Whether somebody has to sign in there, or has: agents then ask it in that person's name. */
  signIn: z.enum(["none", "needed", "done"]),
  /** The member in whose name it is asked then. */
  signedInBy: z.string().nullable(),
  tools: z.array(ServerTool),
  /** Why its tools could not be read the last time; empty when they could. */
  fault: z.string(),
  addedBy: z.string(),
  createdAt: Time,
  readAt: Time.nullable(),
});
export type ToolServer = z.infer<typeof ToolServer>;

export const AddToolServer = z.object({
  name: z.string().regex(/^[a-z][a-z0-9]{1,19}$/, "Use 2 to 20 small letters and digits, a letter first"),
  /** Left out for the operator's program of that name. */
  url: z
    .url({ protocol: /^https?$/, error: "Write an address such as https://example.com/mcp" })
    .max(500)
    .nullable()
    .default(null),
  /** Sent as a bearer token; kept encrypted. */
  token: WrittenLine.max(4_000).optional(),
});
export type AddToolServer = z.input<typeof AddToolServer>;
export const ByToolServer = z.object({ serverId: z.string() });
export type ByToolServer = z.infer<typeof ByToolServer>;
/** The page of the server at which a person signs in. */
export const SignInPage = z.object({ address: z.url() });
export type SignInPage = z.infer<typeof SignInPage>;
/** What a person comes back with from there. */
export const EndToolSignIn = z.object({
  state: z.string().max(500),
  code: z.string().max(4_000).optional(),
  /** Why they were not let in, by the server. */
  error: z.string().max(500).optional(),
  issuer: z.string().max(2_000).optional(),
});
export type EndToolSignIn = z.infer<typeof EndToolSignIn>;
/** The whole list of tools that only read, as an admin has looked at them. */
export const ConfirmReadTools = z.object({ serverId: z.string(), tools: z.array(z.string()).max(500) });
export type ConfirmReadTools = z.infer<typeof ConfirmReadTools>;

/** A server with only the number of its tools, as what they say of themselves is long. */
export const ToolServerTold = ToolServer.omit({ tools: true }).extend({
  toolCount: z.number().int().optional(),
  /** The tools that an admin agrees only read. */
  confirmed: z.array(z.string()).optional(),
});
export type ToolServerTold = z.infer<typeof ToolServerTold>;

export const ConnectorEvents = {
  ToolServerAdded: defineEvent("connectors.tool_server_added", ToolServerTold),
  ToolServerChanged: defineEvent("connectors.tool_server_changed", ToolServerTold),
  ToolServerRemoved: defineEvent("connectors.tool_server_removed", z.object({ serverId: z.string() })),
};
