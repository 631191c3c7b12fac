import type { AppSpec } from "@openvibe/appspec";
import type { BriefPart, ProjectBrief } from "../agents/index.ts";
import { getThread, listMessages, type Message } from "../chat/index.ts";
import { isProgram, may, type Context } from "../platform/index.ts";
import { findProject, getSpec } from "./get-project.ts";
import { listDecisions } from "./record-decision.ts";
import type { Decision, Project } from "./model.ts";

const LONGEST_IDEA = 1_200;

/** What an agent that answers in a project's thread, or in a side conversation of it, is to know of the project. */
export async function readProjectBrief(agent: Context, { threadId }: { threadId: string }): Promise<ProjectBrief | undefined> {
  if (!may(agent.actor, "projects:read")) return undefined;
  const { fork } = await getThread(agent, { threadId });
  const project = await findProject(agent, { threadId: fork?.rootThreadId ?? threadId });
  if (!project) return undefined;
  const { id: projectId } = project;
  const [decisions, spec, opening] = await Promise.all([
    listDecisions(agent, { projectId }),
    project.specVersion > 0 ? getSpec(agent, { projectId }) : undefined,
    project.idea === "" ? undefined : openingOf(agent, project),
  ]);
  return {
    projectId,
    spec: spec?.spec ?? null,
    facts: {},
    voices: opening ? [{ id: opening.id, authorId: opening.authorId, keyId: opening.keyId }] : [],
    // Who may record a decision or wish for a change could as well say it, but for programs.
    byPrograms: decisions.some(isProgram) || spec?.byProgram === true,
    parts: [
      aboutProject(project, opening),
      ...(decisions.length > 0 ? [aboutDecisions(decisions)] : []),
      ...(spec ? [aboutSpec(projectId, spec.version, spec.spec)] : []),
    ],
  };
}

async function openingOf(agent: Context, { threadId }: Project): Promise<Message | undefined> {
  return (await listMessages(agent, { threadId, direction: "newer", limit: 1 })).items[0];
}

function aboutProject({ id, name, idea, phase, specVersion }: Project, opening: Message | undefined): BriefPart {
  const line = idea.replaceAll(/\s+/g, " ").trim();
  const short = line.length > LONGEST_IDEA ? `${line.slice(0, LONGEST_IDEA - 1).toWellFormed()}…` : line;
  return {
    kind: "project",
    sourceIds: [id],
    quotes: opening ? [opening.id] : [],
    why: "The thread belongs to this project: its idea, and how far it is.",
    lines: [
      `Project ${id}: ${name}, phase ${phase}, ${specVersion === 0 ? "no spec yet" : `spec version ${specVersion}`}.`,
      ...(short === "" ? [] : [`Idea: ${short}`]),
    ],
  };
}

function aboutDecisions(decisions: readonly Decision[]): BriefPart {
  return {
    kind: "decisions",
    sourceIds: decisions.map(({ id }) => id),
    quotes: decisions.flatMap(({ messageId }) => messageId ?? []),
    why: "What was settled for the project, the newest first.",
    lines: ["Decided, the newest first:", ...decisions.map(({ id, text }) => `- ${text.replaceAll(/\s+/g, " ").trim()} (${id})`)],
  };
}

function aboutSpec(projectId: string, version: number, spec: AppSpec): BriefPart {
  const { name, tagline, accounts, roles, capabilities, entities, features, pages, nonGoals } = spec;
  return {
    kind: "spec",
    sourceIds: [`${projectId}/${version}`],
    quotes: [],
    why: "The spec in force: what the app is to do, and for whom.",
    lines: [
      `Spec ${version}: ${name} – ${tagline}. Accounts: ${accounts}. Roles: ${roles.map((role) => role.label).join(", ") || "none"}.`,
      ...capabilities.map(({ id, title }) => `${id}: ${title}`),
      ...entities.map((entity) => `${entity.label}: ${entity.fields.map((field) => `${field.label} (${field.type})`).join(", ")}`),
      ...(features.length > 0 ? [`Features: ${features.map((feature) => feature.kind).join(", ")}`] : []),
      ...(pages.length > 0 ? [`Pages: ${pages.map((page) => page.title).join(", ")}`] : []),
      ...nonGoals.map(({ text, reason }) => `Left out: ${text} (${reason})`),
    ],
  };
}
