import { takeFromGenerator } from "@openvibe/appkit";
import { findApp, foldersOf, getApp, listVersions, places } from "../hosting/index.ts";
import { AppError, type Context, type Tx } from "../platform/index.ts";
import { getProject, getSpec } from "../projects/index.ts";
import type { Code } from "./code.ts";
import type { BuildRow } from "./internal.ts";
import { promote, readCommit, readHead } from "./repository.ts";
import { startBuild } from "./start-build.ts";

/** Code that an agent or a person wrote on top of a commit. */
export interface CodeChange {
  /** The commit that it began from. */
  base: string;
  written: Record<string, string>;
  deleted: string[];
}

export interface CodeOfApp {
  appId: string;
  commit: string;
  files: ReadonlyMap<string, string>;
}

/** The code that the next change begins from; undefined before there is any. */
export async function findCode(ctx: Context, { projectId }: { projectId: string }): Promise<CodeOfApp | undefined> {
  const app = await findApp(ctx, { projectId });
  if (!app) return undefined;
  const { head, files } = await readHead(repositoryOf(ctx, app.id));
  return head === undefined ? undefined : { appId: app.id, commit: head, files };
}

/** The change becomes the app's next version, once it has passed every check; until then the version that serves goes on. Returns its number. */
export async function changeCode(tx: Tx, input: { projectId: string; change: CodeChange; summary: string }): Promise<number> {
  const { projectId, change, summary } = input;
  const project = await getProject(tx, { projectId });
  const { spec, version: specVersion } = await getSpec(tx, { projectId });
  await startBuild(tx, { project, spec, specVersion, summary: summary.slice(0, 200), change });
  const app = await findApp(tx, { projectId });
  return (app && (await listVersions(tx, { appId: app.id }))[0]?.number) ?? 0;
}

/** The change on top of what the code is by now; refused where somebody else changed the same files meanwhile. */
export async function takeOver(
  change: CodeChange,
  build: BuildRow,
  { head, before, repository }: { head: string | undefined; before: ReadonlyMap<string, string>; repository: string },
): Promise<Code> {
  const began = change.base === head ? before : await readCommit(repository, change.base);
  const touched = [...Object.keys(change.written), ...change.deleted];
  const clash = touched.find((path) => began.get(path) !== before.get(path));
  if (clash !== undefined)
    throw new AppError(
      "bad_request",
      `${clash} was changed by somebody else meanwhile, so this change was not taken over. Ask for it again.`,
    );
  const written = takeFromGenerator(before, new Map(Object.entries(change.written)));
  const files = new Map([...before, ...written]);
  for (const path of change.deleted) files.delete(path);
  return { head, change: { written, deleted: change.deleted }, files, message: `Version ${build.version}` };
}

/** It has passed its checks: the next change begins from it. */
export async function keepAsCode(ctx: Context, { appId, version }: BuildRow): Promise<void> {
  const made = (await listVersions(ctx, { appId: (await getApp(ctx, { appId })).id })).find(({ number }) => number === version);
  if (made?.commit) await promote(repositoryOf(ctx, appId), made.commit);
}

function repositoryOf(ctx: Context, appId: string): string {
  return foldersOf(ctx.platform.drivers.get(places).appsDirectory, appId).repository;
}
