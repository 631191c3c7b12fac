import type { ProjectBrief } from "../agents/index.ts";
import { findApp } from "../hosting/index.ts";
import { may, type Context } from "../platform/index.ts";
import { readProjectBrief } from "../projects/index.ts";

/** What an agent that answers in a project's thread is to know of it, with the app that it has become. */
export async function readAppBrief(agent: Context, of: { threadId: string }): Promise<ProjectBrief | undefined> {
  const brief = await readProjectBrief(agent, of);
  if (!brief || !may(agent.actor, "hosting:read")) return brief;
  const app = await findApp(agent, { projectId: brief.projectId });
  if (!app) return brief;
  const [project, ...others] = brief.parts;
  const line = `The app is at ${app.url}: ${app.state}, version ${app.version}.`;
  return {
    ...brief,
    facts: { address: app.url, state: app.state, version: String(app.version) },
    parts: project ? [{ ...project, lines: [...project.lines, line] }, ...others] : [],
  };
}
