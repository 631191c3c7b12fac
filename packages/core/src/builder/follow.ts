import { and, eq } from "drizzle-orm";
import { AgentEvents, attendThread } from "../agents/index.ts";
import { ChatEvents, postMessage } from "../chat/index.ts";
import { findApp, HostingEvents, noteFailedApp } from "../hosting/index.ts";
import { defineFollower, emit, on, type Tx } from "../platform/index.ts";
import { getProject, ProjectEvents } from "../projects/index.ts";
import { addTasks, cancelGroup, forgetTasksAbout, RunEvents, type Task } from "../runs/index.ts";
import { endChecks } from "./end-checks.ts";
import { ATTENDED_BY, fetchBuild, inHandsOf, latestBuild } from "./internal.ts";
import { anchoring } from "./fork-anchors.ts";
import { BuilderEvents } from "./model.ts";
import { endProgress, markFinal } from "./progress.ts";
import { builds } from "./tables.ts";

/** Starts the work that an idea or a wish asks for, and says so when it could not be done. */
export const builderFollower = defineFollower("builder", [
  on(ProjectEvents.ProjectStarted, async (tx, { payload: project }) => {
    await attendThread(tx, {
      threadId: project.threadId,
      agent: "orchestrator",
      attendedBy: ATTENDED_BY,
      afterMessageId: project.messageId,
    });
    await addTasks(tx, [
      {
        kind: "builder.plan",
        input: { projectId: project.id },
        groupId: project.id,
        priority: "high",
        uniqueKey: `plan/${project.id}`,
        maxAttempts: 6,
        backoffMs: 300,
        aboutMessageId: project.messageId,
      },
    ]);
  }),
  on(AgentEvents.TurnRequested, async (tx, { payload: turn, channelId }) => {
    if (turn.attendedBy !== ATTENDED_BY) return;
    const { messageId, threadId, text, agent, after, again, claims, continuedBy } = turn;
    await addTasks(tx, [
      {
        kind: "builder.turn",
        input: { messageId, threadId, text, agent, after, claims, continuedBy },
        groupId: `turn/${messageId}`,
        priority: "high",
        uniqueKey: again === undefined ? `turn/${messageId}` : `turn/${messageId}/${again}`,
        maxAttempts: 6,
        backoffMs: 400,
        channelId,
        aboutMessageId: messageId,
      },
    ]);
  }),
  on(ChatEvents.WordsTakenBack, (tx, { payload: { id } }) => forgetTasksAbout(tx, [id])),
  on(HostingEvents.AppDeleted, async (tx, { payload: { appId } }) => {
    const running = await tx.db
      .select({ id: builds.id })
      .from(builds)
      .where(and(eq(builds.appId, appId), eq(builds.state, "running")));
    for (const { id } of running) await cancelGroup(tx, { groupId: id });
  }),
  on(RunEvents.TaskChanged, async (tx, { payload: task }) => {
    if (!task.kind.startsWith("builder.") || !task.groupId) return;
    if (task.state !== "failed" && task.state !== "cancelled") return;
    if (task.kind === "builder.withdraw") await excuseWithdrawal(tx, task);
    else if (task.groupId.startsWith("bld_")) await settleBuild(tx, task);
    else if (task.kind === "builder.plan" && task.state === "failed") await excusePlan(tx, task);
  }),
  anchoring,
]);

/** One of its tasks ended badly: the others are cancelled by the runtime, and the build says why it ended. */
async function settleBuild(tx: Tx, task: Task): Promise<void> {
  const [build] = await tx.db
    .select()
    .from(builds)
    .where(eq(builds.id, task.groupId ?? ""))
    .for("update");
  if (!build || build.state !== "running") return;
  const state = task.state === "failed" ? "failed" : "cancelled";
  const reason = task.error?.message ?? "";
  const message =
    state === "failed"
      ? `Version ${build.version} could not be finished. ${reason}`
      : `The build of version ${build.version} was cancelled.`;
  await tx.db.update(builds).set({ state, message, endedAt: tx.clockNow }).where(eq(builds.id, build.id));
  await endProgress(await inHandsOf(tx, "developer"), build.progressMessageId, state);
  const isLast = (await latestBuild(tx, build.projectId))?.id === build.id;
  if (!isLast) await markFinal(await inHandsOf(tx, "developer"), build.progressMessageId);
  await endChecks(await inHandsOf(tx, "qa"), build);
  await noteFailedApp(await inHandsOf(tx, "developer"), { appId: build.appId, note: message });
  const app = await findApp(tx, { projectId: build.projectId });
  const isThere = app?.id === build.appId;
  const kept =
    isThere && app.version > 0 && app.version !== build.version ? ` Version ${app.version} stays as it is, and so does your data.` : "";
  // Its version may serve already, or be about to.
  if (isThere) await addTasks(tx, [{ kind: "builder.withdraw", input: { buildId: build.id }, groupId: build.id, priority: "high" }]);
  await postMessage(await inHandsOf(tx, "orchestrator"), {
    threadId: build.threadId,
    text: `${message}${kept}${state === "failed" && isLast ? " Press “Try again” on its card to go on from where it stopped." : ""}`,
    // Not the report's: a build that is tried again may still end well.
    clientKey: `${build.id}/ended/${task.id}/${task.endedAt?.getTime()}`,
  });
  await emit(tx, BuilderEvents.BuildChanged, {
    projectId: build.projectId,
    appId: build.appId,
    version: build.version,
    state,
    message,
    url: null,
  });
}

async function excuseWithdrawal(tx: Tx, task: Task): Promise<void> {
  if (task.state !== "failed") return;
  const build = await fetchBuild(tx, task.groupId ?? "");
  const text = `Version ${build.version} is not checked, and I could not take it off its address: ${task.error?.message ?? ""} Roll back to another version, or stop the app, on its page.`;
  await postMessage(await inHandsOf(tx, "orchestrator"), { threadId: build.threadId, text, clientKey: `${task.id}/end` });
}

async function excusePlan(tx: Tx, task: Task): Promise<void> {
  const project = await getProject(tx, { projectId: task.groupId ?? "" });
  const text = `I could not turn this into a spec: ${task.error?.message ?? "something went wrong"} Write the idea again in other words and I will try once more.`;
  await postMessage(await inHandsOf(tx, "orchestrator"), { threadId: project.threadId, text, clientKey: `${task.id}/end` });
  await emit(tx, BuilderEvents.BuildChanged, {
    projectId: project.id,
    appId: null,
    version: null,
    state: "failed",
    message: text,
    url: null,
  });
}
