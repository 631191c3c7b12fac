import { and, desc, eq } from "drizzle-orm";
import type { AppSpec } from "@openvibe/appspec";
import { postMessage } from "../chat/index.ts";
import { addVersion, dressApp, ensureApp } from "../hosting/index.ts";
import { emit, newId, type Tx } from "../platform/index.ts";
import type { Project } from "../projects/index.ts";
import { addTasks } from "../runs/index.ts";
import type { CodeChange } from "./change-code.ts";
import { inHandsOf, latestBuild } from "./internal.ts";
import { BuilderEvents } from "./model.ts";
import { firstProgress, markFinal } from "./progress.ts";
import { builds } from "./tables.ts";

export interface StartBuild {
  project: Project;
  spec: AppSpec;
  specVersion: number;
  summary: string;
  /** How long the spec took, for the card; nothing where it stays as it is. */
  specMs?: number;
  /** What is to be taken over as it was written. Such a version serves only after it has passed every check. */
  change?: CodeChange;
}

/** Lays out the tasks of the next version: code, start, checks, report. A build that is under way is let finish first. */
export async function startBuild(tx: Tx, input: StartBuild): Promise<string> {
  const { project, spec } = input;
  const developer = await inHandsOf(tx, "developer");
  const look = { name: spec.name, accent: spec.theme.accent, icon: spec.theme.icon };
  const app = await ensureApp(developer, { projectId: project.id, threadId: project.threadId, ...look });
  await dressApp(developer, { appId: app.id, ...look });
  const version = await addVersion(developer, { appId: app.id, specVersion: input.specVersion, summary: input.summary });
  const id = newId("bld");
  const title = version.number === 1 ? `Building ${spec.name}` : `Building version ${version.number}`;
  const progress = await postMessage(developer, {
    threadId: project.threadId,
    text: "",
    cards: [firstProgress(title, id, { specMs: input.specMs, checksFirst: input.change !== undefined })],
    clientKey: `${id}/progress`,
  });
  const before = await runningBuild(tx, project.id);
  const last = await latestBuild(tx, project.id);
  if (last?.state === "failed") await markFinal(developer, last.progressMessageId);
  const row = {
    id,
    projectId: project.id,
    appId: app.id,
    threadId: project.threadId,
    version: version.number,
    specVersion: input.specVersion,
    state: "running" as const,
    change: input.change ?? null,
    progressMessageId: progress.id,
  };
  const step = { input: { buildId: id }, groupId: id, priority: "high" as const, maxAttempts: 2, backoffMs: 300 };
  const ids = await addTasks(tx, [
    { ...step, key: "code", kind: "builder.code", dependsOn: before ? [{ task: before, allowFailure: true }] : [] },
    { ...step, key: "deploy", kind: "builder.deploy", dependsOn: [input.change ? "check" : "code"] },
    { ...step, key: "check", kind: "builder.check", dependsOn: [input.change ? "code" : "deploy"] },
    { ...step, key: "report", kind: "builder.report", dependsOn: ["deploy", "check"] },
  ]);
  await tx.db.insert(builds).values({ ...row, workspaceId: tx.workspaceId, lastTaskId: ids[3] ?? "", createdAt: tx.clockNow });
  await emit(tx, BuilderEvents.BuildChanged, {
    projectId: project.id,
    appId: app.id,
    version: version.number,
    state: "running",
    message: title,
    url: app.url,
  });
  return id;
}

/** The last task of the build that the project has under way, if any. */
async function runningBuild(tx: Tx, projectId: string): Promise<string | undefined> {
  const [row] = await tx.db
    .select({ lastTaskId: builds.lastTaskId })
    .from(builds)
    .where(and(eq(builds.projectId, projectId), eq(builds.state, "running")))
    .orderBy(desc(builds.id))
    .limit(1);
  return row?.lastTaskId;
}
