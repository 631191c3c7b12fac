import { addContextItem, editContextItem, getContextItem, listContextItems, type ContextItem } from "../knowledge/index.ts";
import { AppError, type Context } from "../platform/index.ts";
import { findProject, getProject } from "../projects/index.ts";
import { TodoStatus, type ByTodo, type CreateTodo, type ListTodos, type Todo, type UpdateTodo } from "./model.ts";

const PAGE = 100;
const MOST = 500;
const NO_TASK = "There is no such task in this workspace.";

export async function createTodo(ctx: Context, { projectId, text }: CreateTodo): Promise<Todo> {
  const { threadId } = await getProject(ctx, { projectId });
  return toTodo(await addContextItem(ctx, { kind: "action", text, scope: "thread", scopeId: threadId, tags: ["open"] }), projectId);
}

export async function getTodo(ctx: Context, { taskId }: ByTodo): Promise<Todo> {
  const { item, projectId } = await fetchTodo(ctx, taskId);
  return toTodo(item, projectId);
}

export async function updateTodo(ctx: Context, { taskId, text, status }: UpdateTodo): Promise<Todo> {
  if (text === undefined && status === undefined) throw new AppError("bad_request", "Say what is different: the text, or the status.");
  const { item, projectId } = await fetchTodo(ctx, taskId);
  const tags = status === undefined ? item.tags : [...item.tags.filter((tag) => !isStatus(tag)), status];
  return toTodo(await editContextItem(ctx, { itemId: taskId, tags, ...(text === undefined ? {} : { text }) }), projectId);
}

/** Newest first. */
export async function listTodos(ctx: Context, { projectId, status }: ListTodos): Promise<Todo[]> {
  const { threadId } = await getProject(ctx, { projectId });
  const found: Todo[] = [];
  for (let cursor: string | undefined, more = true; more;) {
    const at = cursor === undefined ? {} : { cursor };
    const page = await listContextItems(ctx, { scope: "thread", scopeId: threadId, kind: "action", limit: PAGE, ...at });
    found.push(...page.items.map((item) => toTodo(item, projectId)));
    cursor = page.nextCursor;
    more = cursor !== undefined && found.length < MOST;
  }
  return found.filter((todo) => status === undefined || todo.status === status);
}

async function fetchTodo(ctx: Context, itemId: string): Promise<{ item: ContextItem; projectId: string }> {
  const item = await getContextItem(ctx, { itemId }).catch((error: unknown) => {
    throw error instanceof AppError && error.code === "not_found" ? new AppError("not_found", NO_TASK, { cause: error }) : error;
  });
  const project = item.scope === "thread" && item.scopeId !== null ? await findProject(ctx, { threadId: item.scopeId }) : null;
  if (item.kind !== "action" || !project) throw new AppError("not_found", NO_TASK);
  return { item, projectId: project.id };
}

const isStatus = (tag: string): boolean => TodoStatus.safeParse(tag).success;

function toTodo({ id, text, tags, createdAt, updatedAt }: ContextItem, projectId: string): Todo {
  const status = TodoStatus.safeParse(tags.findLast(isStatus)).data ?? "open";
  return { id, projectId, text, status, createdAt, updatedAt };
}
