import { briefingTools, handoffText, recallState, toLines } from "@openvibe/core/briefing";
import { getThread, listMessages } from "@openvibe/core/chat";
import { AppError, may, toolCatalog, type Context } from "@openvibe/core/platform";
import { getProject, listProjects } from "@openvibe/core/projects";
import type { GetPromptResult, Prompt, ReadResourceResult } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import { asMcpTool, getApproval } from "./product-tool.ts";
import type { McpSurface, McpTool } from "./surface.ts";

const PAGE = 50;
const MOST_COMPLETED = 100;
const PROJECT = "openvibe://projects/";
const THREAD = "openvibe://threads/";

const PROMPTS: readonly Prompt[] = [
  {
    name: "start_project",
    title: "Start a project",
    description: "Turn an idea into a project: ask what is missing, then create it.",
    arguments: [{ name: "idea", description: "What is to be built, in plain words", required: true }],
  },
  {
    name: "continue_project",
    title: "Go on with a project",
    description: "Take over a project where it stands, with its handoff.",
    arguments: [{ name: "projectId", description: "The project", required: true }],
  },
];

/** What OpenVibe shows to assistants: its tools as far as the key's rights go, its projects and threads, and two prompts. */
export function productSurface(): McpSurface {
  const tools: readonly McpTool[] = [selectProject, getApproval, ...briefingTools.map(asMcpTool)];
  const permissions = new Map(briefingTools.map(({ name, permission }) => [name, permission]));
  return {
    instructions:
      "OpenVibe turns talk into running software. Start or select a project, remember what matters, keep tasks, and end with a handoff. What cannot be undone asks the person first; where you are told that it waits for them, pass the link on and call get_approval later.",
    tools(ctx) {
      const named = new Set(tools.map(({ name }) => name));
      const catalog = (ctx.platform.drivers.find(toolCatalog) ?? []).filter(({ name }) => !named.has(name));
      const own = tools.filter(({ name }) => may(ctx.actor, permissions.get(name) ?? "projects:read"));
      return [...own, ...catalog.filter(({ permission }) => may(ctx.actor, permission)).map(asMcpTool)];
    },
    async listResources(ctx, cursor) {
      if (!may(ctx.actor, "projects:read")) return { resources: [] };
      const { items, nextCursor } = await listProjects(ctx, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
      const resources = items.map(({ id, name, idea }) => ({
        uri: PROJECT + id,
        name,
        description: idea.slice(0, 200),
        mimeType: "text/markdown",
      }));
      return { resources, ...(nextCursor === undefined ? {} : { nextCursor }) };
    },
    templates: [
      { uriTemplate: `${PROJECT}{projectId}`, name: "A project", description: "Where it stands", mimeType: "text/markdown" },
      { uriTemplate: `${THREAD}{threadId}`, name: "A thread", description: "What was said last", mimeType: "text/markdown" },
    ],
    readResource: (ctx, uri) => orNothing(() => read(ctx, uri)),
    prompts: PROMPTS,
    getPrompt: promptFor,
    complete: completed,
    changedBy({ payload }) {
      const { data } = Ids.safeParse(payload);
      return data
        ? [...(data.threadId ? [THREAD + data.threadId] : []), ...[data.projectId, data.id].flatMap((id) => (id ? [PROJECT + id] : []))]
        : [];
    },
  };
}

const Ids = z.object({ threadId: z.string().optional(), projectId: z.string().optional(), id: z.string().optional() });

const selectProject: McpTool = {
  name: "project_select",
  title: "Select a project",
  description: "From now on in this session, tools that take a projectId take this one when none is named.",
  inputSchema: { type: "object", properties: { projectId: { type: "string" } }, required: ["projectId"] },
  annotations: { readOnlyHint: true },
  async run(ctx, input, peer) {
    const { projectId } = z.object({ projectId: z.string() }).parse(input);
    const { name } = await getProject(ctx, { projectId });
    peer.chosen.projectId = projectId;
    return { content: [{ type: "text", text: `“${name}” is selected.` }], structuredContent: { projectId, name } };
  },
};

async function read(ctx: Context, uri: string): Promise<ReadResourceResult | undefined> {
  if (uri.startsWith(PROJECT)) {
    const text = handoffText(await recallState(ctx, { projectId: uri.slice(PROJECT.length) }), "detailed");
    return { contents: [{ uri, mimeType: "text/markdown", text }] };
  }
  if (!uri.startsWith(THREAD)) return undefined;
  const threadId = uri.slice(THREAD.length);
  const { title } = await getThread(ctx, { threadId });
  const { items } = await listMessages(ctx, { threadId, limit: PAGE });
  const said = (await toLines(ctx, items)).map(({ author, text }) => `**${author}**: ${text}`);
  return { contents: [{ uri, mimeType: "text/markdown", text: [`# ${title}`, ...said].join("\n\n") }] };
}

async function promptFor(ctx: Context, name: string, input: Readonly<Record<string, string>>): Promise<GetPromptResult | undefined> {
  const say = (text: string) => ({ role: "user" as const, content: { type: "text" as const, text } });
  if (name === "start_project")
    return {
      messages: [
        say(
          `I want to build this: ${input["idea"]}\n\nAsk me at most three questions about what is unclear. Then start the project with project_create, select it with project_select, and remember what I decided with remember_this.`,
        ),
      ],
    };
  if (name !== "continue_project") return undefined;
  const uri = PROJECT + input["projectId"];
  const [resource] = (await read(ctx, uri))?.contents ?? [];
  if (!resource) return undefined;
  return {
    messages: [
      { role: "user", content: { type: "resource", resource } },
      say("Select this project with project_select, and go on with its open tasks."),
    ],
  };
}

async function completed(ctx: Context, { prompt, template, argument, value }: Parameters<McpSurface["complete"]>[1]) {
  const isKnown = argument === "projectId" && (prompt === "continue_project" || template === `${PROJECT}{projectId}`);
  if (!isKnown || !may(ctx.actor, "projects:read")) return { values: [], total: 0, hasMore: false };
  const { items } = await listProjects(ctx, { limit: MOST_COMPLETED });
  const asked = value.toLowerCase();
  const values = items.filter(({ id, name }) => id.startsWith(value) || name.toLowerCase().includes(asked)).map(({ id }) => id);
  return { values, total: values.length, hasMore: false };
}

async function orNothing<T>(run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return undefined;
    throw error;
  }
}
