import { generateApp } from "@openvibe/appkit";
import { z } from "zod";
import { asAgent } from "../agents/index.ts";
import { changeVersion, foldersOf, listVersions, places, prepareVersion } from "../hosting/index.ts";
import type { Context } from "../platform/index.ts";
import { getSpec } from "../projects/index.ts";
import { defineTask, type Run } from "../runs/index.ts";
import { takeOver } from "./change-code.ts";
import { bundle, warmBundler } from "./bundler.ts";
import type { BuildRow } from "./internal.ts";
import { BUILD_TASK_MS } from "./limits.ts";
import { openBuild } from "./open-build.ts";
import { followProgress, type LiveProgress } from "./progress.ts";
import { fillRelease, layRelease } from "./release.ts";
import { CANDIDATE, commitChange, MAIN, openRepository, writeFiles, type Change } from "./repository.ts";

/** From the spec to committed code and a bundle that can be served. */
export const codeTask = defineTask({
  kind: "builder.code",
  timeoutMs: BUILD_TASK_MS,
  input: z.object({ buildId: z.string() }),
  async run(run, { buildId }) {
    warmBundler(run.ctx);
    const build = await openBuild(run, buildId);
    const developer = await asAgent(run.ctx, "developer");
    const card = followProgress(developer, build.progressMessageId);
    card.move("code", "running");
    const { commit } = await run.step("make", () => make(run, developer, build, card));
    await Promise.all([changeVersion(developer, { appId: build.appId, number: build.version, commit, built: true }), card.settled()]);
  },
});

async function make(run: Run, developer: Context, build: BuildRow, card: LiveProgress): Promise<{ commit: string }> {
  const folders = foldersOf(run.ctx.platform.drivers.get(places).appsDirectory, build.appId);
  const release = folders.release(build.version);
  await layRelease(run.ctx, release);
  const prepared = prepareVersion(developer, { appId: build.appId, number: build.version });
  const startedAt = performance.now();
  const code = await writeCode(run.ctx, build, folders.repository);
  card.move("code", "done", { note: `${code.files.size} files`, durationMs: Math.round(performance.now() - startedAt) });
  card.move("bundle", "running");
  const [bundled, commit] = await Promise.all([
    bundle(run.ctx, code.files, run.signal),
    commitChange(folders.repository, code.head, code.change, code.message, build.change ? CANDIDATE : MAIN),
    writeFiles(folders.repository, code.change),
    prepared,
  ]);
  fillRelease(release, bundled.files);
  card.move("bundle", "done", { durationMs: bundled.ms });
  return { commit };
}

export interface Code {
  head: string | undefined;
  change: Change;
  /** Of the whole version: what changed and what stays. */
  files: ReadonlyMap<string, string>;
  message: string;
}

async function writeCode(ctx: Context, build: BuildRow, repository: string): Promise<Code> {
  const { head, files: before } = await openRepository(repository);
  if (build.change) return takeOver(build.change, build, { head, before, repository });
  const { spec, changes } = await getSpec(ctx, { projectId: build.projectId, version: build.specVersion });
  const previous = head ? { spec: await specOf(ctx, build, head), files: before } : undefined;
  const generated = await generateApp({ spec, ...(previous ? { previous } : {}) });
  const written = new Map([...generated.files].filter(([path, text]) => before.get(path) !== text));
  const files = new Map([...before, ...generated.files]);
  for (const path of generated.deleted) files.delete(path);
  const message = previous ? changes.join("; ").slice(0, 100) || `Version ${build.version}` : `${spec.name}: first version`;
  return { head, change: { written, deleted: generated.deleted }, files, message };
}

/** The spec that the repository's last commit was made from. */
async function specOf(ctx: Context, build: BuildRow, commit: string): ReturnType<typeof getSpecOnly> {
  const versions = await listVersions(ctx, { appId: build.appId });
  const made = versions.find((version) => version.commit === commit) ?? versions.find((version) => version.number === build.version);
  return getSpecOnly(ctx, build.projectId, made?.specVersion ?? build.specVersion);
}

const getSpecOnly = async (ctx: Context, projectId: string, version: number) => (await getSpec(ctx, { projectId, version })).spec;
