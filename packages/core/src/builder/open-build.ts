import { eq } from "drizzle-orm";
import { postMessage } from "../chat/index.ts";
import { AppError, emit } from "../platform/index.ts";
import type { Run } from "../runs/index.ts";
import { fetchBuild, inHandsOf, latestBuild, type BuildRow } from "./internal.ts";
import { BuilderEvents } from "./model.ts";
import { reopenProgress } from "./progress.ts";
import { builds } from "./tables.ts";

/** The build that a task works for. One that had ended and is tried again is under way again, unless a newer one has begun. */
export async function openBuild(run: Run, buildId: string): Promise<BuildRow> {
  const build = await fetchBuild(run.ctx, buildId);
  if (build.state === "running") return build;
  const opened = await run.write("projects:write", async (tx) => {
    const newest = await latestBuild(tx, build.projectId);
    if (newest && newest.id !== build.id) {
      const text = `Version ${build.version} was followed by version ${newest.version}. Write what you want changed, and it becomes the next version.`;
      // Whoever pressed “Try again” looks at the thread.
      await postMessage(await inHandsOf(tx, "orchestrator"), {
        threadId: build.threadId,
        text,
        clientKey: `${build.id}/late/${run.taskId}`,
      });
      return text;
    }
    const open = { state: "running" as const, message: "", endedAt: null };
    await tx.db.update(builds).set(open).where(eq(builds.id, build.id));
    await reopenProgress(await inHandsOf(tx, "developer"), build.progressMessageId);
    await emit(tx, BuilderEvents.BuildChanged, {
      projectId: build.projectId,
      appId: build.appId,
      version: build.version,
      state: "running",
      message: `Trying version ${build.version} again`,
      url: null,
    });
    return { ...build, ...open };
  });
  if (typeof opened === "string") throw new AppError("bad_request", opened);
  return opened;
}
