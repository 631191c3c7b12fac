import { and, asc, eq } from "drizzle-orm";
import { findApp } from "../hosting/index.ts";
import { AppError, requirePermission, write, type Context } from "../platform/index.ts";
import { getProject } from "../projects/index.ts";
import { cancelGroup, listTasks } from "../runs/index.ts";
import { latestBuild } from "./internal.ts";
import type { BuildOutcome, ChecksOfVersion } from "./model.ts";
import { CHECKS } from "./check.ts";
import { checkResults } from "./tables.ts";

const DAY_MS = 24 * 60 * 60_000;

/** How the project's newest build stands; before the first one, how its planning stands. */
export async function getBuild(ctx: Context, input: { projectId: string }): Promise<BuildOutcome> {
  requirePermission(ctx, "builder:read");
  const project = await getProject(ctx, input);
  const build = await latestBuild(ctx, project.id);
  if (!build) {
    const [plan] = (await listTasks(ctx, { groupId: project.id, limit: 1 })).items;
    const ended = plan?.state === "failed" || plan?.state === "cancelled" ? plan.state : undefined;
    const never = { projectId: project.id, appId: null, version: null, url: null };
    if (!plan && project.specVersion > 0)
      return { ...never, state: "failed", message: "It came with its spec. Build it again to have the app here." };
    // Tasks are forgotten long after they ended.
    const isForgotten = !plan && ctx.platform.clock.now().getTime() - project.createdAt.getTime() > DAY_MS;
    const state = ended ?? (isForgotten ? "failed" : "running");
    return {
      ...never,
      state,
      message: plan?.error?.message ?? (isForgotten ? "Nothing was built from this idea. Write it again." : "Understanding the idea"),
    };
  }
  const app = await findApp(ctx, { projectId: project.id });
  return {
    projectId: project.id,
    appId: build.appId,
    version: build.version,
    state: build.state,
    message: build.message,
    url: app?.url ?? null,
  };
}

/** Stops the build that is under way; the version that serves goes on. */
export async function cancelBuild(ctx: Context, input: { projectId: string }): Promise<BuildOutcome> {
  await write(ctx, "builder:write", async (tx) => {
    const build = await latestBuild(tx, input.projectId);
    if (build?.state !== "running") throw new AppError("conflict", "There is no build under way in this project.");
    await cancelGroup(tx, { groupId: build.id });
  });
  return getBuild(ctx, input);
}

/** The checks of a version, in the order they are shown; empty until they have run. */
export async function getChecks(ctx: Context, input: { appId: string; version: number }): Promise<ChecksOfVersion> {
  requirePermission(ctx, "builder:read");
  const rows = await ctx.db
    .select()
    .from(checkResults)
    .where(and(eq(checkResults.appId, input.appId), eq(checkResults.version, input.version)))
    .orderBy(asc(checkResults.name));
  const order = CHECKS.map((check) => check.name);
  return { ...input, checks: rows.map((row) => row.result).toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name)) };
}
