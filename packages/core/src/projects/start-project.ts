import { eq } from "drizzle-orm";
import { ensureChannel, IDEAS, MESSAGE_LIMIT, startThread, titleFrom, type Message, type Thread } from "../chat/index.ts";
import { AppError, emit, newId, write, type Context, type Tx } from "../platform/index.ts";
import { toProject } from "./internal.ts";
import { ProjectEvents, type Project, type StartProject } from "./model.ts";
import { projects } from "./tables.ts";

/** Opens a thread in #ideas with the idea as its first message; agents take it from there. */
export function startProject(ctx: Context, input: StartProject): Promise<Project> {
  return write(ctx, "projects:write", async (tx) => {
    const idea = input.idea.trim();
    if (idea === "")
      throw new AppError(
        "bad_request",
        "Write in a sentence what you want to build, for example: A recipe app with ingredients, categories and comments.",
      );
    const channel = await ensureChannel(tx, ...IDEAS);
    const { fileIds, clientKey } = input;
    const { thread, message } = await startThread(tx, { channelId: channel.id, text: asMessage(idea), fileIds, clientKey });
    return projectFor(tx, thread, message, idea);
  });
}

/** The project of a thread that a person opened in #ideas themselves. */
export async function projectFor(tx: Tx, thread: Thread, message: Pick<Message, "id">, idea: string): Promise<Project> {
  const [known] = await tx.db.select().from(projects).where(eq(projects.threadId, thread.id));
  if (known) return toProject(known);
  const project: Project = {
    id: newId("prj"),
    name: titleFrom(idea),
    idea,
    threadId: thread.id,
    phase: "vision",
    specVersion: 0,
    createdAt: tx.clockNow,
  };
  await tx.db.insert(projects).values({ ...project, workspaceId: tx.workspaceId });
  await emit(tx, ProjectEvents.ProjectStarted, { ...project, messageId: message.id });
  return project;
}

function asMessage(idea: string): string {
  if (idea.length <= MESSAGE_LIMIT) return idea;
  return `${idea.slice(0, MESSAGE_LIMIT - 200)}…\n\n_The idea has ${idea.length.toLocaleString("en")} characters; all of it is kept with the project._`;
}
