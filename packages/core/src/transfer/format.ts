import { z } from "zod";
import { Channel, Message, MessageEdit, Thread } from "../chat/model.ts";
import { Member } from "../identity/model.ts";
import { ContextItem } from "../knowledge/model.ts";
import { Time } from "../platform/event-definition.ts";
import { Decision, Project, SpecVersion } from "../projects/model.ts";

/** What an export of ours is: a manifest, lists of records with one JSON value to a line, files by their id, and the same talk as Markdown. */
export const FORMAT = "openvibe.workspace";
export const FORMAT_VERSION = 1;

export const PATHS = {
  manifest: "openvibe.json",
  members: "data/members.jsonl",
  channels: "data/channels.jsonl",
  threads: "data/threads.jsonl",
  messages: "data/messages.jsonl",
  items: "data/context-items.jsonl",
  projects: "data/projects.jsonl",
  settings: "data/settings.jsonl",
  apps: "data/apps.jsonl",
} as const;

/** What agents know and do. Keys are in none of them. */
export const MIND_PATHS = {
  memories: "data/memories.jsonl",
  corrections: "data/insight-corrections.jsonl",
  agents: "data/agents.jsonl",
  schedules: "data/schedules.jsonl",
  plans: "data/plans.jsonl",
  handoffs: "data/handoffs.jsonl",
  budgets: "data/budgets.jsonl",
} as const;

export const Manifest = z.object({
  format: z.literal(FORMAT),
  version: z.number().int(),
  workspace: z.object({ id: z.string(), name: z.string() }),
  /** The member who asked: it holds what they may read. */
  exportedBy: z.string(),
  exportedAt: Time,
  counts: z.record(z.string(), z.number()),
});
export type Manifest = z.infer<typeof Manifest>;

/** `isPresent` is false for those who have left. */
export const MemberRecord = Member.extend({ isPresent: z.boolean() });
export type MemberRecord = z.infer<typeof MemberRecord>;
/** `memberIds` are those who are in it, whatever its kind. */
export const ChannelRecord = Channel;
export const ThreadRecord = Thread;
/** An attachment lies under `files/<fileId>/<name>`. */
export const MessageRecord = Message.omit({ clientKey: true }).extend({ edits: z.array(MessageEdit) });
export type MessageRecord = z.infer<typeof MessageRecord>;
export const ItemRecord = ContextItem.extend({ madeFromMessageId: z.string().nullable(), editedAt: Time.nullable() });
/** A project is written in one statement for each kind, which holds at most 65,535 values. */
const MOST_OF_PROJECT = 8_000;
export const ProjectRecord = z
  .object({
    project: Project.extend({ specVersion: z.int32() }),
    specs: z.array(SpecVersion.extend({ version: z.int32() })).max(MOST_OF_PROJECT),
    decisions: z.array(Decision).max(MOST_OF_PROJECT),
  })
  // What is of another project would be written into that one.
  .refine(({ project, specs, decisions }) => [...specs, ...decisions].every(({ projectId }) => projectId === project.id));
/** What the workspace set for itself. */
export const SettingRecord = z.object({ key: z.string(), value: z.unknown(), locked: z.boolean() });

export const AppRecord = z.object({ slug: z.string(), name: z.string() });

export const filePath = (file: { fileId: string; name: string }) => `files/${file.fileId}/${file.name}`;
