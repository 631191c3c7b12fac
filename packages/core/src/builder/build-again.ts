import { attendThread } from "../agents/index.ts";
import { listMessages } from "../chat/index.ts";
import { actAs, AppError, SYSTEM, write, type Context } from "../platform/index.ts";
import { getSpec, setPhase } from "../projects/index.ts";
import { getBuild } from "./get-build.ts";
import { ATTENDED_BY, latestBuild } from "./internal.ts";
import type { BuildOutcome } from "./model.ts";
import { startBuild } from "./start-build.ts";

/**
 * Builds a project from its spec as it stands: where it came with an import, its app was deleted, or a build went wrong. From then on wishes in
 * its thread become next versions.
 */
export async function buildAgain(ctx: Context, { projectId }: { projectId: string }): Promise<BuildOutcome> {
  await write(ctx, "builder:write", async (tx) => {
    // The project is held by this, so that of two who ask at once the second sees what the first began.
    const project = await setPhase(actAs(tx, SYSTEM), { projectId, phase: "development" });
    if ((await latestBuild(tx, projectId))?.state === "running")
      throw new AppError("conflict", "A build of this project is under way. Wait for it, or cancel it first.");
    if (project.specVersion === 0)
      throw new AppError("conflict", "This project has no spec to build from. Say in its conversation what you want.");
    const { spec, version } = await getSpec(actAs(tx, SYSTEM), { projectId });
    const { threadId } = project;
    const [last] = (await listMessages(actAs(tx, SYSTEM), { threadId, limit: 1 })).items;
    await attendThread(actAs(tx, SYSTEM), { threadId, agent: "orchestrator", attendedBy: ATTENDED_BY, afterMessageId: last?.id ?? "" });
    await startBuild(tx, { project, spec, specVersion: version, summary: "Built again" });
  });
  return getBuild(ctx, { projectId });
}
