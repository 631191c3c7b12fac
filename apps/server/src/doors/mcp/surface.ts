import type { Context } from "@openvibe/core/platform";
import type {
  CallToolResult,
  CompleteResult,
  CreateMessageRequestParamsBase,
  CreateMessageResult,
  ElicitRequestFormParams,
  ElicitResult,
  GetPromptResult,
  LoggingLevel,
  Prompt,
  ReadResourceResult,
  Resource,
  ResourceTemplate,
  ToolAnnotations,
} from "@modelcontextprotocol/sdk/types.js";

/** The client's side of a call: who sits there can be told and asked things. */
export interface McpPeer {
  readonly signal: AbortSignal;
  /** What the client calls itself. */
  readonly name: string;
  /** Where its person reaches OpenVibe, such as `http://localhost:3000`. */
  readonly origin: string;
  /** Whether the client can ask its person, and what it answers is theirs. */
  readonly canAsk: boolean;
  /** What was chosen in this session, such as the project. */
  readonly chosen: { projectId?: string };
  log(level: LoggingLevel, data: unknown): Promise<void>;
  /** Dropped when the client has not asked for it. */
  progress(progress: number, total: number, message?: string): Promise<void>;
  ask(params: ElicitRequestFormParams): Promise<ElicitResult>;
  sample(params: CreateMessageRequestParamsBase): Promise<CreateMessageResult>;
  /** Ends the stream of this call; the client comes back for the answer. */
  endStream(): void;
}

export interface McpTool {
  readonly name: string;
  readonly title?: string;
  readonly description: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly annotations?: ToolAnnotations;
  readonly run: (ctx: Context, input: Readonly<Record<string, unknown>>, peer: McpPeer) => Promise<CallToolResult>;
}

/** What the door shows its clients: the product's own, or what a test of the protocol asks for. */
export interface McpSurface {
  readonly instructions?: string;
  /** Those that the actor may use. */
  tools(ctx: Context): readonly McpTool[];
  listResources(ctx: Context, cursor: string | undefined): Promise<{ resources: Resource[]; nextCursor?: string }>;
  readonly templates: readonly ResourceTemplate[];
  /** Undefined for an address that leads nowhere. */
  readResource(ctx: Context, uri: string): Promise<ReadResourceResult | undefined>;
  readonly prompts: readonly Prompt[];
  /** Undefined for one that is not there. */
  getPrompt(ctx: Context, name: string, input: Readonly<Record<string, string>>): Promise<GetPromptResult | undefined>;
  complete(
    ctx: Context,
    of: { prompt?: string; template?: string; argument: string; value: string },
  ): Promise<CompleteResult["completion"]>;
  /** Which resources an event changes, for those who have subscribed to them. */
  readonly changedBy?: (event: { type: string; payload: unknown }) => readonly string[];
}
