import { AppSpec } from "@openvibe/appspec";
import { z } from "zod";
import { FileIds, Written } from "../chat/model.ts";
import { defineEvent, Time, type Quotes, type Redaction } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";

/** The longest idea that is taken in, in characters; far above what a person writes. */
export const IDEA_LIMIT = 100_000;

export const Phase = z.enum(["vision", "requirements", "prototyping", "architecture", "development"]);
export type Phase = z.infer<typeof Phase>;

export const Project = z.object({
  id: z.string(),
  name: z.string(),
  idea: z.string(),
  threadId: z.string(),
  phase: Phase,
  /** 0 until the first spec is recorded. */
  specVersion: z.number().int(),
  createdAt: Time,
});
export type Project = z.infer<typeof Project>;

export const SpecVersion = z.object({
  projectId: z.string(),
  version: z.number().int(),
  spec: AppSpec,
  changes: z.array(z.string()),
  authorId: z.string(),
  writtenBy: z.string().nullable(),
  /** Whether a program wished for something that is in it, in this version or in one before. */
  byProgram: z.boolean().default(false),
  createdAt: Time,
});
export type SpecVersion = z.infer<typeof SpecVersion>;

/** Something that was settled, with the message it was settled in. */
export const Decision = z.object({
  id: z.string(),
  projectId: z.string(),
  text: z.string(),
  messageId: z.string().nullable(),
  authorId: z.string(),
  /** The API key or connected tool through which a program recorded it in the author's name. */
  keyId: z.string().nullable().default(null),
  createdAt: Time,
});
export type Decision = z.infer<typeof Decision>;

export const StartProject = z.object({
  idea: Written.max(
    IDEA_LIMIT,
    "That is more than 100,000 characters. Send the idea in a few sentences; details can follow in the thread.",
  ),
  /** What the first message carries beside it. */
  fileIds: FileIds,
  clientKey: z.string().min(8).max(64).optional(),
});
export type StartProject = z.input<typeof StartProject>;
export const ByProject = z.object({ projectId: z.string() });
export const GetSpec = z.object({ projectId: z.string(), version: z.number().int().min(1).optional() });
export type GetSpec = z.infer<typeof GetSpec>;
export const ListProjects = PageInput;
export const FindProject = z.object({ threadId: z.string() });

/** A project's idea is the message that its thread was opened with, and names it until a spec does. What was built of it stays. */
export function withoutIdea<Said extends Project>(project: Said, { titles }: Redaction): Said {
  const title = titles[project.threadId];
  if (title === undefined || project.idea === "") return project;
  return { ...project, idea: "", name: project.specVersion === 0 ? title : project.name };
}

function ofIdea<Said extends Project>(): Quotes<Said> {
  return { subjectOf: ({ threadId }) => threadId, without: withoutIdea };
}

export const ProjectEvents = {
  ProjectStarted: defineEvent("projects.project_started", Project.extend({ messageId: z.string() }), ofIdea()),
  ProjectChanged: defineEvent("projects.project_changed", Project, ofIdea()),
  SpecRecorded: defineEvent(
    "projects.spec_recorded",
    z.object({ projectId: z.string(), version: z.number().int(), changes: z.array(z.string()) }),
  ),
  DecisionRecorded: defineEvent("projects.decision_recorded", Decision),
};
