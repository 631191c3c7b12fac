import { and, eq, inArray } from "drizzle-orm";
import { ChatEvents, getChannel, getThread, holdMessage, IDEAS } from "../chat/index.ts";
import { defineFollower, emit, on, onMany, readOnce, redactEvents } from "../platform/index.ts";
import { toProject } from "./internal.ts";
import { ProjectEvents, withoutIdea } from "./model.ts";
import { projectFor } from "./start-project.ts";
import { projects } from "./tables.ts";

/** A thread that a person opens in #ideas by hand is an idea too: its first message starts a project. */
export const projectsFollower = defineFollower({ name: "projects", gatherMs: 50 }, [
  onMany(ChatEvents.MessageSent, async (tx, sent) => {
    const channelOf = readOnce((channelId: string) => getChannel(tx, { channelId }));
    for (const { payload: message, actor } of sent) {
      if (actor.kind !== "person" || message.quiet || message.text === "") continue;
      const channel = await channelOf(message.channelId);
      // NOTE: projects are everybody's to see; a private channel of the same name starts none.
      if (channel.name !== IDEAS[0] || channel.kind !== "public" || channel.agentMode === "never") continue;
      const [known] = await tx.db.select({ id: projects.id }).from(projects).where(eq(projects.threadId, message.threadId));
      if (known) continue;
      const thread = await getThread(tx, message);
      if (thread.fork === null && (await holdMessage(tx, message))) await projectFor(tx, thread, message, message.text);
    }
  }),
  on(ChatEvents.WordsTakenBack, async (tx, { payload: words }) => {
    const opened = await tx.db
      .select()
      .from(projects)
      .where(and(eq(projects.workspaceId, tx.workspaceId), inArray(projects.threadId, Object.keys(words.titles))))
      .for("update");
    for (const row of opened) {
      const changed = withoutIdea(toProject(row), words);
      await tx.db.update(projects).set({ name: changed.name, idea: changed.idea }).where(eq(projects.id, row.id));
      await emit(tx, ProjectEvents.ProjectChanged, changed);
    }
    await redactEvents(tx, words);
  }),
]);
