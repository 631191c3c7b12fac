import { z } from "zod";
import { defineTool, said, type Tool } from "../platform/index.ts";
import { getProject, getSpec, listProjects } from "./get-project.ts";
import { ByProject, GetSpec, ListProjects, StartProject } from "./model.ts";
import { listDecisions, recordDecision } from "./record-decision.ts";
import { projectNamed } from "./project-name.ts";
import { startProject } from "./start-project.ts";

export const projectsTools: readonly Tool[] = [
  defineTool({
    name: "projects_list",
    title: "List projects",
    description: "Projects, the newest first.",
    input: ListProjects,
    permission: "projects:read",
    effect: "read",
    taints: true,
    says: () => "Lists the projects",
    run: (ctx, input) => listProjects(ctx, input),
  }),
  defineTool({
    name: "projects_get",
    title: "Look at a project",
    description: "A project with its idea, its phase and what was decided.",
    input: ByProject,
    permission: "projects:read",
    effect: "read",
    taints: true,
    says: async ({ projectId }, ctx) => said`Looks at the project ${await projectNamed(ctx, projectId)}`,
    run: async (ctx, input) => ({ ...(await getProject(ctx, input)), decisions: await listDecisions(ctx, input) }),
  }),
  defineTool({
    name: "projects_get_spec",
    title: "Read an app spec",
    description: "The app spec of a project: what the app has to do, its entities, pages, roles and workflows.",
    input: GetSpec,
    permission: "projects:read",
    effect: "read",
    taints: true,
    says: async ({ projectId }, ctx) => said`Reads the spec of ${await projectNamed(ctx, projectId)}`,
    run: (ctx, input) => getSpec(ctx, input),
  }),
  defineTool({
    name: "projects_start",
    title: "Start a project",
    description:
      "Starts a project from an idea in a few sentences. It is planned, built and put on its address without further help, in a thread of its own: link to it.",
    input: StartProject,
    permission: "projects:write",
    effect: "write",
    says: ({ idea }) => `Starts a project: “${idea}”`,
    run: async (ctx, input) => {
      const project = await startProject(ctx, input);
      return { ...project, link: `/w/${ctx.workspaceId}/t/${project.threadId}` };
    },
  }),
  defineTool({
    name: "projects_record_decision",
    title: "Record a decision",
    description: "Keeps what was decided in a project.",
    input: z.object({ projectId: z.string(), text: z.string().trim().min(1).max(2_000), messageId: z.string().nullable().default(null) }),
    permission: "projects:write",
    effect: "write",
    says: async ({ projectId, text }, ctx) => said`Records for ${await projectNamed(ctx, projectId)} that it was decided: “${text}”`,
    run: (ctx, input) => recordDecision(ctx, input),
  }),
];
