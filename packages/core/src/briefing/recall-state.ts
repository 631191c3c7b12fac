import { getBuild } from "../builder/index.ts";
import { listMessages, type Message } from "../chat/index.ts";
import { findApp } from "../hosting/index.ts";
import { getMembers } from "../identity/index.ts";
import { listContextItems } from "../knowledge/index.ts";
import { listMemories } from "../memory/index.ts";
import { AppError, may, type Context } from "../platform/index.ts";
import { getProject, getSpec, listDecisions } from "../projects/index.ts";
import type { ByProject, ProjectState, SaidLine } from "./model.ts";
import { listTodos } from "./todos.ts";

const RECENT = 20;
const ITEMS = 100;
const MEMORIES = 50;

/** Where a project stands, of what the actor may read; what it may not is left empty. */
export async function recallState(ctx: Context, { projectId }: ByProject): Promise<ProjectState> {
  const project = await getProject(ctx, { projectId });
  const { threadId } = project;
  const [spec, decisions, items, tasks, memories, app, build, page] = await Promise.all([
    project.specVersion > 0 ? orNothing(getSpec(ctx, { projectId })) : undefined,
    listDecisions(ctx, { projectId }),
    may(ctx.actor, "knowledge:read") ? listContextItems(ctx, { threadId, projectId, limit: ITEMS }) : undefined,
    may(ctx.actor, "knowledge:read") ? listTodos(ctx, { projectId }) : [],
    may(ctx.actor, "memory:read") ? listMemories(ctx, { projectId, limit: MEMORIES }) : undefined,
    may(ctx.actor, "hosting:read") ? findApp(ctx, { projectId }) : undefined,
    may(ctx.actor, "builder:read") ? getBuild(ctx, { projectId }) : undefined,
    may(ctx.actor, "chat:read") ? listMessages(ctx, { threadId, limit: RECENT }) : undefined,
  ]);
  const todos = new Set(tasks.map(({ id }) => id));
  return {
    project,
    capabilities: spec?.spec.capabilities.map(({ id, title }) => ({ id, text: title })) ?? [],
    decisions: decisions.map(({ id, text, createdAt }) => ({ id, text, createdAt })),
    items: (items?.items ?? []).filter(({ id }) => !todos.has(id)).map(({ id, kind, text }) => ({ id, kind, text })),
    tasks,
    memories: (memories?.items ?? []).map(({ id, text, importance }) => ({ id, text, importance })),
    app: app ? { id: app.id, name: app.name, url: app.url, state: app.state, version: app.version } : null,
    build: build ? { state: build.state, message: build.message, version: build.version } : null,
    recent: await toLines(ctx, page?.items ?? []),
  };
}

/** Oldest first, with the names of those who said it. */
export async function toLines(ctx: Context, messages: readonly Message[]): Promise<SaidLine[]> {
  const said = messages.filter(({ text, deletedAt }) => text !== "" && deletedAt === null);
  const members = await getMembers(
    ctx,
    said.map(({ authorId }) => authorId),
  );
  return said
    .map(({ id, authorId, text, cards, createdAt }) => ({
      messageId: id,
      author: members.get(authorId)?.name ?? "somebody",
      // “I changed the spec:” says nothing without what its card shows.
      text: [text, ...cards.flatMap((card) => (card.type === "spec" ? card.changes : []))].join("\n"),
      at: createdAt,
    }))
    .toSorted((one, other) => (one.messageId < other.messageId ? -1 : 1));
}

/** A spec that is only being written is no fault. */
async function orNothing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return undefined;
    throw error;
  }
}
