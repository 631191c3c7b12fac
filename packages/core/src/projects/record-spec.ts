import { checkSpec, type AppSpec } from "@openvibe/appspec";
import { and, eq } from "drizzle-orm";
import { AppError, emit, write, type Context, type Tx } from "../platform/index.ts";
import { lockProject } from "./internal.ts";
import { ProjectEvents, type Project, type SpecVersion } from "./model.ts";
import { projects, specVersions } from "./tables.ts";

/** Adds the next version of the spec; what programs wished for stays in it. `after` is the version it was made from; when another came first it is refused, and nothing is lost. */
export function recordSpec(
  ctx: Context,
  input: { projectId: string; after: number; spec: AppSpec; changes: string[]; writtenBy: string | null; byProgram?: boolean },
): Promise<SpecVersion> {
  return write(ctx, "projects:write", async (tx) => {
    const project = await lockProject(tx, input.projectId);
    if (project.specVersion !== input.after)
      throw new AppError(
        "conflict",
        `The spec is at version ${project.specVersion} now; this change was made from version ${input.after}. Make it again.`,
      );
    const checked = checkSpec(input.spec);
    if (!checked.ok)
      throw new AppError(
        "bad_request",
        `The spec does not hold together: ${checked.problems
          .slice(0, 3)
          .map((each) => `${each.path}: ${each.message}`)
          .join("; ")}`,
      );
    const version = project.specVersion + 1;
    const row: SpecVersion = {
      projectId: project.id,
      version,
      spec: checked.spec,
      changes: input.changes,
      authorId: tx.actor.id,
      writtenBy: input.writtenBy,
      byProgram: input.byProgram === true || (await isByProgram(tx, project)),
      createdAt: tx.clockNow,
    };
    await tx.db.insert(specVersions).values({ ...row, workspaceId: tx.workspaceId });
    const changed = { ...project, name: checked.spec.name, specVersion: version };
    await tx.db.update(projects).set({ name: changed.name, specVersion: version }).where(eq(projects.id, project.id));
    await emit(tx, ProjectEvents.SpecRecorded, { projectId: project.id, version, changes: input.changes });
    await emit(tx, ProjectEvents.ProjectChanged, changed);
    return row;
  });
}

async function isByProgram(tx: Tx, { id, specVersion }: Project): Promise<boolean> {
  const newest = and(eq(specVersions.projectId, id), eq(specVersions.version, specVersion), specVersions.byProgram);
  return (await tx.db.$count(specVersions, newest)) > 0;
}
