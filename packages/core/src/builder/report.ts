import { eq } from "drizzle-orm";
import { z } from "zod";
import { asAgent } from "../agents/index.ts";
import type { Card } from "../chat/index.ts";
import { deployVersion, getApp, lastGreenVersion, listVersions, withdrawVersion, type App } from "../hosting/index.ts";
import { emit, type Context, type Tx } from "../platform/index.ts";
import { getSpec } from "../projects/index.ts";
import { defineTask, type Run } from "../runs/index.ts";
import { inHandsOf, say, type BuildRow } from "./internal.ts";
import { HOST_TASK_MS } from "./limits.ts";
import { openBuild } from "./open-build.ts";
import { BuilderEvents } from "./model.ts";
import { endProgress, markFinal } from "./progress.ts";
import { builds } from "./tables.ts";

/** Ends a build in the open: the app's card when it is good; the last good version back when it is not. */
export const reportTask = defineTask({
  kind: "builder.report",
  timeoutMs: HOST_TASK_MS,
  input: z.object({ buildId: z.string() }),
  async run(run, { buildId }) {
    const build = await openBuild(run, buildId);
    const { passed } = z.object({ passed: z.boolean() }).parse(await run.result("check"));
    const back = passed || build.change ? undefined : await run.step("roll back", () => rollBack(run.ctx, build));
    const app = passed ? await serveAgain(run, build) : await getApp(run.ctx, { appId: build.appId });
    const { spec } = await getSpec(run.ctx, { projectId: build.projectId, version: build.specVersion });
    const message = passed ? passedText(build, app, await hasRunBefore(run.ctx, build)) : failedText(build, back ?? null);
    const cards = build.change && !passed ? [] : cardsFor(build, app, passed, spec.tagline, passed ? suggestionsFor(spec) : []);
    await run.writeStep("end", "projects:write", async (tx: Tx) => {
      const state = passed ? ("passed" as const) : ("failed" as const);
      await tx.db.update(builds).set({ state, message, endedAt: tx.clockNow }).where(eq(builds.id, build.id));
      await endProgress(await inHandsOf(tx, "developer"), build.progressMessageId, passed ? "done" : "failed");
      if (!passed) await markFinal(await inHandsOf(tx, "developer"), build.progressMessageId);
      await say(await inHandsOf(tx, "orchestrator"), {
        threadId: build.threadId,
        text: message,
        cards,
        clientKey: `${build.id}/end`,
      });
      await emit(tx, BuilderEvents.BuildChanged, {
        projectId: build.projectId,
        appId: build.appId,
        version: build.version,
        state,
        message,
        url: app.url,
      });
    });
  },
});

/** The app; a first version that was withdrawn, and whose checks were then tried again, comes back. */
async function serveAgain(run: Run, { appId, version }: BuildRow): Promise<App> {
  const app = await getApp(run.ctx, { appId });
  if (app.version > 0) return app;
  return run.step("serve again", async () =>
    deployVersion(await asAgent(run.ctx, "developer"), { appId, number: version }, (tx) => run.requireHold(tx)),
  );
}

/** The number of the version that serves again, or null when there is no good one. */
async function rollBack(ctx: Context, build: BuildRow): Promise<number | null> {
  const { appId, version } = build;
  const green = await lastGreenVersion(ctx, { appId, below: version });
  if (!green) return null;
  await withdrawVersion(await asAgent(ctx, "qa"), { appId, number: version, fallback: green.number, note: "" });
  return (await getApp(ctx, { appId })).version;
}

/** Whether there was an earlier version whose checks ran, as only those of one that people could use do. */
async function hasRunBefore(ctx: Context, { appId, version }: BuildRow): Promise<boolean> {
  return (await listVersions(ctx, { appId })).some(({ number, checks }) => number < version && checks !== "unchecked");
}

function passedText(build: BuildRow, app: App, isNext: boolean): string {
  if (app.version !== build.version)
    return `Version ${build.version} of **${app.name}** passed every check. Version ${app.version} serves; choose version ${build.version} on the app's page to put it on its address.`;
  if (app.state === "stopped")
    return `Version ${build.version} of **${app.name}** is ready and every check passed. The app is stopped, as you left it: start it when you want it.`;
  return !isNext
    ? `**${app.name}** is live at ${app.url} and every check passed. Say what you want changed, right here.`
    : `Version ${build.version} of **${app.name}** is live at ${app.url} and every check passed. Your data is as it was.`;
}

function failedText(build: BuildRow, back: number | null): string {
  if (build.change)
    return `Version ${build.version} did not pass its checks, so it was never served and its code was not taken over. The checks above say where it failed.`;
  return back === null
    ? `Version ${build.version} runs, but not every check passed. Look at the checks above before you show it to anybody.`
    : `Version ${build.version} did not pass its checks, so version ${back} is live again. The checks above say where it failed.`;
}

function cardsFor(build: BuildRow, app: App, passed: boolean, tagline: string, suggestions: string[]): Card[] {
  const { id, name, slug, accent, icon, url } = app;
  const card: Card = { type: "app", appId: id, name, slug, accent, icon, url, version: build.version, final: passed, summary: tagline };
  if (suggestions.length === 0) return [card];
  return [card, { type: "suggestions", items: suggestions.map((text) => ({ label: text, send: text })) }];
}

/** Next steps that the app does not have yet. */
function suggestionsFor(spec: Awaited<ReturnType<typeof getSpec>>["spec"]): string[] {
  const [main] = spec.entities;
  if (!main) return [];
  const plural = main.pluralLabel.toLowerCase();
  const has = (kind: string) => spec.features.some((feature) => feature.kind === kind);
  const wishes = [
    main.fields.some((field) => field.type === "rating") ? undefined : `Add a rating to ${plural}`,
    has("comments") ? undefined : `Add comments to ${plural}`,
    main.workflow ? undefined : `Add a status with draft, review and published to ${plural}`,
    has("contact") || spec.accounts === "required" ? undefined : "Add a contact form",
    has("likes") ? undefined : `Add likes to ${plural}`,
  ];
  return wishes.filter((wish) => wish !== undefined).slice(0, 3);
}
