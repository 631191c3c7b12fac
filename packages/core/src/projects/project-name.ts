import { named, type Context, type Said } from "../platform/index.ts";
import { getProject } from "./get-project.ts";

/** For what a tool says it does. Until there is a spec, a project is called as its thread. */
export function projectNamed(ctx: Context, projectId: string): Promise<Said> {
  return named(projectId, async () => {
    const { name, threadId } = await getProject(ctx, { projectId });
    return { name, quotes: [threadId] };
  });
}
