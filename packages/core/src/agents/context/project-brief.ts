import type { AppSpec } from "@openvibe/appspec";
import type { Voice } from "../../chat/index.ts";
import { driverSlot, type Context } from "../../platform/index.ts";
import type { ContextPart } from "../model.ts";
import { tokensOf } from "./choose-talk.ts";

/** Lines about one side of a project, what matters most first. */
export interface BriefPart extends Pick<ContextPart, "sourceIds" | "why"> {
  kind: Extract<ContextPart["kind"], "project" | "decisions" | "spec">;
  lines: readonly string[];
  /** The messages whose words are in them. */
  quotes: readonly string[];
}

/** The app of a project for the rules that answer without a language model: its spec, and where and how it runs. */
export interface AppFacts {
  spec: AppSpec | null;
  facts: Record<string, string>;
}

export interface ProjectBrief extends AppFacts {
  projectId: string;
  /** The message that is its idea. */
  voices: readonly Voice[];
  /** Whether there is more of a program's in it: a decision, or a wish that is in the spec. */
  byPrograms: boolean;
  /** What matters most first. */
  parts: readonly BriefPart[];
}

/** Tells what is known of the project that a thread belongs to: by the module above that owns projects. */
export type ReadProjectBrief = (agent: Context, of: { threadId: string }) => Promise<ProjectBrief | undefined>;
export const projectBriefs = driverSlot<ReadProjectBrief>("briefs of projects");

const PROJECT_TOKENS = 3_000;
const MOST_OF_ONE = 1_800;

export interface GivenBrief extends AppFacts, Pick<ProjectBrief, "voices" | "byPrograms"> {
  projectId: string;
  text: string;
  quotes: string[];
  parts: ContextPart[];
}

/** The project of the thread as an agent is given it, cut line by line to a budget; undefined for plain talk. */
export async function givenBrief(agent: Context, of: { threadId: string }): Promise<GivenBrief | undefined> {
  const brief = await agent.platform.drivers.find(projectBriefs)?.(agent, of);
  if (!brief) return undefined;
  let left = PROJECT_TOKENS;
  const given = brief.parts.map((part) => {
    const lines = fitting(part.lines, Math.min(left, MOST_OF_ONE));
    const text = lines.length < part.lines.length ? [...lines, "… (more of it by tool)"].join("\n") : lines.join("\n");
    left -= tokensOf(text);
    return { part, text, leftOut: part.lines.length - lines.length };
  });
  return {
    projectId: brief.projectId,
    spec: brief.spec,
    facts: brief.facts,
    voices: brief.voices,
    byPrograms: brief.byPrograms,
    text: given.map(({ text }) => text).join("\n\n"),
    quotes: given.flatMap(({ part }) => part.quotes),
    parts: given.map(({ part: { kind, sourceIds, why }, text, leftOut }) => ({
      kind,
      sourceIds,
      why,
      tokens: tokensOf(text),
      ...(leftOut > 0 ? { leftOut } : {}),
    })),
  };
}

function fitting(lines: readonly string[], tokens: number): string[] {
  let left = tokens;
  const taken: string[] = [];
  for (const line of lines) {
    left -= tokensOf(line) + 1;
    if (left < 0) break;
    taken.push(line);
  }
  return taken;
}
