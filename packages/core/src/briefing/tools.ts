import { z } from "zod";
import { itemNamed } from "../knowledge/index.ts";
import { besides, isCritical, recall, Recall, remember, Remember } from "../memory/index.ts";
import { defineTool, PageInput, said, type Context, type Said, type Tool } from "../platform/index.ts";
import { getProject, listProjects, projectNamed, startProject, StartProject } from "../projects/index.ts";
import { threadNamed } from "../turns/index.ts";
import { exportSession } from "./export-session.ts";
import { ByProject, ByTodo, CreateTodo, ListTodos, Session, UpdateProject, UpdateTodo, WriteHandoff } from "./model.ts";
import { recallState } from "./recall-state.ts";
import { createTodo, getTodo, listTodos, updateTodo } from "./todos.ts";
import { updateProject } from "./update-project.ts";
import { writeHandoff } from "./write-handoff.ts";

async function sessionNamed(ctx: Context, { threadId, projectId }: z.infer<typeof Session>): Promise<Said | string> {
  if (threadId !== undefined) return threadNamed(ctx, threadId);
  return projectId === undefined ? "what is selected" : projectNamed(ctx, projectId);
}

/** For agents too: what the next one needs. */
export const handoffTool: Tool = defineTool({
  name: "generate_handoff_summary",
  title: "Write a handoff",
  description:
    "A summary for whoever goes on with a project, or with a thread that belongs to none: brief or detailed; goal, decisions, open points, artefacts, each by id. It is kept where the thread is.",
  input: WriteHandoff,
  permission: "chat:write",
  effect: "write",
  ownTransactions: true,
  taints: true,
  says: async ({ detail, ...of }, ctx) => said`Write a ${detail} handoff of ${await sessionNamed(ctx, of)}`,
  run: (ctx, input) => writeHandoff(ctx, input),
});

/** What an assistant outside needs to take a project from its start to a handoff. */
export const briefingTools: readonly Tool[] = [
  defineTool({
    name: "project_create",
    title: "Start a project",
    description: "Start a project from an idea in plain words. Its agents write the spec and build the app.",
    input: StartProject,
    permission: "projects:write",
    effect: "write",
    says: ({ idea }) => `Start a project: “${idea.slice(0, 200)}”`,
    run: async (ctx, input) => ({
      ...(await startProject(ctx, input)),
      next: "Its agents write the spec and build the app now; recall_state shows how far they are. Select it with project_select.",
    }),
  }),
  defineTool({
    name: "project_list",
    title: "List projects",
    description: "The projects of the workspace, newest first.",
    input: PageInput,
    permission: "projects:read",
    effect: "read",
    says: () => "List the projects",
    run: (ctx, input) => listProjects(ctx, input),
  }),
  defineTool({
    name: "project_get",
    title: "Read a project",
    description: "A project: its idea, phase, thread and spec version.",
    input: ByProject,
    permission: "projects:read",
    effect: "read",
    says: async ({ projectId }, ctx) => said`Read the project ${await projectNamed(ctx, projectId)}`,
    run: (ctx, input) => getProject(ctx, input),
  }),
  defineTool({
    name: "project_update",
    title: "Change a project",
    description: "Move a project to another phase, record a decision, or say a wish, which its agents then build.",
    input: UpdateProject,
    permission: "projects:write",
    effect: "write",
    says: async ({ projectId, phase, decision, wish }, ctx) =>
      said`Change ${await projectNamed(ctx, projectId)}: ${[phase && `phase ${phase}`, decision && `decided “${decision}”`, wish && `wish “${wish}”`].filter(Boolean).join(", ")}`,
    run: async (ctx, input) => ({
      ...(await updateProject(ctx, input)),
      ...(input.wish === undefined ? {} : { next: "Its agents take the wish up now; recall_state shows how far they are." }),
    }),
  }),
  defineTool({
    name: "task_create",
    title: "Add a task",
    description: "Add something to do to a project.",
    input: CreateTodo,
    permission: "knowledge:write",
    effect: "write",
    says: async ({ projectId, text }, ctx) => said`Add the task “${text}” to ${await projectNamed(ctx, projectId)}`,
    run: (ctx, input) => createTodo(ctx, input),
  }),
  defineTool({
    name: "task_get",
    title: "Read a task",
    description: "One task of a project, by its id.",
    input: ByTodo,
    permission: "knowledge:read",
    effect: "read",
    says: async ({ taskId }, ctx) => said`Read the task ${await itemNamed(ctx, taskId)}`,
    run: (ctx, input) => getTodo(ctx, input),
  }),
  defineTool({
    name: "task_update",
    title: "Change a task",
    description: "Change what a task says, or its status: open, in-progress or done.",
    input: UpdateTodo,
    permission: "knowledge:write",
    effect: "write",
    says: async ({ taskId, status, text }, ctx) =>
      said`Change the task ${await itemNamed(ctx, taskId)}: ${[status, text && `“${text}”`].filter(Boolean).join(", ")}`,
    run: (ctx, input) => updateTodo(ctx, input),
  }),
  defineTool({
    name: "task_list",
    title: "List tasks",
    description: "The tasks of a project, newest first; of one status, if you say which.",
    input: ListTodos,
    permission: "knowledge:read",
    effect: "read",
    says: async ({ projectId }, ctx) => said`List the tasks of ${await projectNamed(ctx, projectId)}`,
    run: async (ctx, input) => ({ items: await listTodos(ctx, input) }),
  }),
  defineTool({
    name: "remember_this",
    title: "Remember this",
    description: "Keep something that will matter later: for yourself (person), the project or the workspace.",
    input: z.object({ ...Remember.shape, scope: Remember.shape.scope.removeDefault().default("project") }),
    permission: "memory:write",
    effect: "write",
    // Every agent there is always given it: as good as an instruction. One's own is given where one is alone with them.
    governs: async ({ importance, scope, supersedes }, ctx) =>
      (importance === "critical" && scope !== "person") || (await isCritical(ctx, supersedes)),
    says: async ({ text, scope, importance, ...more }, ctx) =>
      said`Remember for the ${scope}${importance === "critical" ? ", as critical" : ""}: “${text}”${await besides(ctx, more)}`,
    run: async (ctx, { projectId, ...input }) => {
      // Where no project is named or chosen, it is one's own.
      if (input.scope === "project" && projectId === undefined) return remember(ctx, { ...input, scope: "person" });
      const place = projectId === undefined ? {} : { projectId, threadId: (await getProject(ctx, { projectId })).threadId };
      return remember(ctx, input.scope === "project" ? { ...input, ...place } : input);
    },
  }),
  defineTool({
    name: "recall_context",
    title: "Recall context",
    description: "What is remembered about something, by meaning and by word, within a budget of tokens.",
    input: Recall,
    permission: "memory:read",
    effect: "read",
    says: ({ query }) => `Recall what is known about “${query}”`,
    async run(ctx, input, { taskId }) {
      const { items, tokens, embedding } = await recall(ctx, input, { taskId });
      // NOTE: the budget is one of what is read, so that of each there is no more than is of use there.
      const brief = items.map(({ memory: { id, text, importance, scope, createdAt } }) => ({ id, text, importance, scope, createdAt }));
      return { items: brief, tokens, embedding };
    },
  }),
  defineTool({
    name: "recall_state",
    title: "Recall where a project stands",
    description: "A project's goal, decisions, tasks, memories, app, build and what was said last.",
    input: ByProject,
    permission: "projects:read",
    effect: "read",
    says: async ({ projectId }, ctx) => said`Read where ${await projectNamed(ctx, projectId)} stands`,
    run: (ctx, input) => recallState(ctx, input),
  }),
  handoffTool,
  defineTool({
    name: "export_session",
    title: "Export the session",
    description: "The whole conversation of a project, or of a thread that belongs to none, with where it stands, as JSON.",
    input: Session,
    permission: "chat:read",
    effect: "read",
    taints: true,
    says: async (of, ctx) => said`Export the conversation of ${await sessionNamed(ctx, of)}`,
    run: (ctx, input) => exportSession(ctx, input),
  }),
];
