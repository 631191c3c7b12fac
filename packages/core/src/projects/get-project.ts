import { and, desc, eq, lt } from "drizzle-orm";
import { AppError, requirePermission, toPage, type Context, type Page, type PageInput } from "../platform/index.ts";
import { fetchProject, toProject } from "./internal.ts";
import type { GetSpec, Project, SpecVersion } from "./model.ts";
import { projects, specVersions } from "./tables.ts";

export async function getProject(ctx: Context, input: { projectId: string }): Promise<Project> {
  requirePermission(ctx, "projects:read");
  return fetchProject(ctx, input.projectId);
}

/** The project of a thread, or null for a thread that is plain talk. */
export async function findProject(ctx: Context, input: { threadId: string }): Promise<Project | null> {
  requirePermission(ctx, "projects:read");
  const [row] = await ctx.db.select().from(projects).where(eq(projects.threadId, input.threadId));
  return row ? toProject(row) : null;
}

/** Newest first. */
export async function listProjects(ctx: Context, input: PageInput): Promise<Page<Project>> {
  requirePermission(ctx, "projects:read");
  const rows = await ctx.db
    .select()
    .from(projects)
    .where(input.cursor ? lt(projects.id, input.cursor) : undefined)
    .orderBy(desc(projects.id))
    .limit(input.limit + 1);
  return toPage(rows.map(toProject), input.limit, (project) => project.id);
}

/** The named version of the spec, or the newest. */
export async function getSpec(ctx: Context, input: GetSpec): Promise<SpecVersion> {
  requirePermission(ctx, "projects:read");
  const [row] = await ctx.db
    .select()
    .from(specVersions)
    .where(and(eq(specVersions.projectId, input.projectId), input.version ? eq(specVersions.version, input.version) : undefined))
    .orderBy(desc(specVersions.version))
    .limit(1);
  if (!row)
    throw new AppError("not_found", input.version ? `There is no version ${input.version} of this spec.` : "This project has no spec yet.");
  return withoutWorkspace(row);
}

/** Newest first, without the specs themselves. */
export async function listSpecs(ctx: Context, input: { projectId: string }): Promise<Omit<SpecVersion, "spec">[]> {
  requirePermission(ctx, "projects:read");
  const { projectId, version, changes, authorId, writtenBy, byProgram, createdAt } = specVersions;
  return ctx.db
    .select({ projectId, version, changes, authorId, writtenBy, byProgram, createdAt })
    .from(specVersions)
    .where(eq(projectId, input.projectId))
    .orderBy(desc(version))
    .limit(200);
}

function withoutWorkspace({ workspaceId: _, ...version }: typeof specVersions.$inferSelect): SpecVersion {
  return version;
}
