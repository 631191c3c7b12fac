import { z } from "zod";
import { asAgent } from "../agents/index.ts";
import { deployVersion, type App } from "../hosting/index.ts";
import { AppError, type Tx } from "../platform/index.ts";
import { defineTask } from "../runs/index.ts";
import { HOST_TASK_MS } from "./limits.ts";
import { keepAsCode } from "./change-code.ts";
import { openBuild } from "./open-build.ts";
import { followProgress } from "./progress.ts";

/** Puts the built version on its address; runs in the process that hosts apps. */
export const deployTask = defineTask({
  kind: "builder.deploy",
  timeoutMs: HOST_TASK_MS,
  input: z.object({ buildId: z.string() }),
  async run(run, { buildId }) {
    const build = await openBuild(run, buildId);
    if (build.change && !z.object({ passed: z.boolean() }).parse(await run.result("check")).passed) return;
    const developer = await asAgent(run.ctx, "developer");
    const card = followProgress(developer, build.progressMessageId);
    card.move("start", "running");
    const permit = async (tx: Tx, { version }: App) => {
      await run.requireHold(tx);
      if (version > build.version)
        throw new AppError("bad_request", `Version ${version} is newer than version ${build.version} and serves. To go back, roll back.`);
    };
    if (build.change) await keepAsCode(run.ctx, build);
    const startedAt = performance.now();
    const app = await run.step("deploy", () => deployVersion(developer, { appId: build.appId, number: build.version }, permit));
    card.move("start", "done", { note: app.url, durationMs: Math.round(performance.now() - startedAt) });
    await card.settled();
  },
});
