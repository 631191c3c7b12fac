import { z } from "zod";
import { Written } from "../cards/model.ts";
import { defineEvent, Time } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";

/** The agents that every workspace has, by their role. */
export const BuiltInAgent = z.enum([
  "orchestrator",
  "product_manager",
  "architect",
  "ux_designer",
  "developer",
  "qa",
  "marketer",
  "sales",
  "operations",
]);
export type BuiltInAgent = z.infer<typeof BuiltInAgent>;

const OWN_AGENT = /^agt_[0-9a-z]{26}$/;
/** Which agent of the registry: a role of the product's own, or the id of one that the workspace made. */
export const AgentName = z
  .string()
  .refine((name) => BuiltInAgent.safeParse(name).success || OWN_AGENT.test(name), "There is no such agent. Look at the list of agents.");
export type AgentName = z.infer<typeof AgentName>;

const NO_CONTROL = /^[^\p{Cc}\p{Cs}\p{Bidi_C}]*$/u;
const line = (most: number, say: string) =>
  z.string().trim().min(1, say).max(most, `At most ${most} characters`).regex(NO_CONTROL, "No control characters");

export const Avatar = z.object({
  emoji: z.string().trim().min(1).max(16).regex(NO_CONTROL, "No control characters"),
  accent: z.enum(["blue", "rose", "amber", "teal", "violet", "orange", "emerald", "pink", "sky", "indigo", "slate"]),
});
export type Avatar = z.infer<typeof Avatar>;

/** "auto" takes the workspace's route; otherwise "provider/model" is asked first. */
const Model = z.string().regex(/^(auto|[\w.-]+\/[^\s,;]{1,150})$/, "Name a model as provider/model, or auto");
export const ModelPolicy = z.object({ routine: Model, normal: Model, hard: Model });
export type ModelPolicy = z.infer<typeof ModelPolicy>;
export const AUTO: ModelPolicy = { routine: "auto", normal: "auto", hard: "auto" };

/** What does its work: the product's own loop, or a program that the operator installed. */
export const RuntimeName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "Choose one of the runtimes that are offered");
export const BUILT_IN_RUNTIME = "builtin";
export const RuntimeChoice = z.object({ name: RuntimeName, title: z.string() });
export type RuntimeChoice = z.infer<typeof RuntimeChoice>;

const limit = (least: number, most: number, say: string) => z.number(say).int(say).min(least, say).max(most, say).nullable();
/** Null: what the workspace has set. */
export const AgentLimits = z.object({
  rounds: limit(1, 50, "A whole number from 1 to 50"),
  minutes: limit(1, 14, "A whole number from 1 to 14"),
  taskCents: limit(0, 100_000, "An amount up to $1,000, such as 0.50"),
  /** Kept as a hard budget of the agent. */
  dayCents: limit(0, 10_000_000, "An amount up to $100,000, such as 5.00"),
});
export type AgentLimits = z.infer<typeof AgentLimits>;
export const NO_LIMITS: AgentLimits = { rounds: null, minutes: null, taskCents: null, dayCents: null };

export const Instructions = Written.trim().min(1, "Say what the agent is to do").max(20_000, "At most 20,000 characters");
const Rights = z.array(z.string().max(100)).max(100);
const ToolNames = z.array(z.string().max(64)).max(500).nullable();

/** An agent of this workspace. */
export const AgentProfile = z.object({
  agent: AgentName,
  /** Its member; null while it has not joined. */
  memberId: z.string().nullable(),
  builtIn: z.boolean(),
  name: z.string(),
  handle: z.string(),
  title: z.string(),
  instructions: z.string(),
  /** Of the instructions. */
  version: z.number().int(),
  models: ModelPolicy,
  /** Null: every tool that its rights reach. */
  tools: ToolNames,
  can: Rights,
  limits: AgentLimits,
  runtime: RuntimeName,
  avatar: Avatar,
  /** Turned off, it takes up nothing that is said. */
  enabled: z.boolean(),
  /** Channels in which it is turned off, of those that the reader may see. */
  offIn: z.array(z.string()),
  changedAt: Time.nullable(),
});
export type AgentProfile = z.infer<typeof AgentProfile>;

/** What one more turn is likely to cost and take; by how many of its turns, none where it is reckoned from prices alone. */
export const ExpectedTurn = z.object({ costMicros: z.number(), ms: z.number(), turns: z.number().int() });
export type ExpectedTurn = z.infer<typeof ExpectedTurn>;

export const ByAgent = z.object({ agent: AgentName });
export type ByAgent = z.infer<typeof ByAgent>;

const Looks = {
  name: line(40, "Give it a name"),
  title: line(60, "Say what it is, such as Translator"),
  models: ModelPolicy,
  tools: ToolNames,
  can: Rights,
  limits: AgentLimits,
  runtime: RuntimeName,
  avatar: Avatar,
};
const Handle = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]{1,31}$/, "A handle has 2 to 32 letters, digits and dashes, such as translator");

export const MakeAgent = z.object({
  ...Looks,
  handle: Handle,
  instructions: Instructions,
  models: ModelPolicy.default(AUTO),
  tools: ToolNames.default(null),
  can: Rights.default([]),
  limits: AgentLimits.default(NO_LIMITS),
  runtime: RuntimeName.default(BUILT_IN_RUNTIME),
  avatar: Avatar.default({ emoji: "🤖", accent: "slate" }),
});
export type MakeAgent = z.input<typeof MakeAgent>;
export const ChangeAgent = z.object({ agent: AgentName, ...z.object({ ...Looks, enabled: z.boolean() }).partial().shape });
export type ChangeAgent = z.input<typeof ChangeAgent>;
export const SetInChannel = z.object({ agent: AgentName, channelId: z.string(), enabled: z.boolean() });
export type SetInChannel = z.infer<typeof SetInChannel>;

/** `since`: the version that was read; another one in between refuses the change. */
export const WriteInstructions = z.object({
  agent: AgentName,
  instructions: Instructions,
  note: Written.trim().max(200).default(""),
  since: z.number().int().optional(),
});
export type WriteInstructions = z.input<typeof WriteInstructions>;
export const InstructionsVersion = z.object({
  agent: AgentName,
  version: z.number().int(),
  instructions: z.string(),
  note: z.string(),
  /** A member, or "system" for the product's own. */
  authorId: z.string(),
  createdAt: Time,
});
export type InstructionsVersion = z.infer<typeof InstructionsVersion>;
/** Newest first; the cursor is the oldest version that was shown. */
export const ListInstructions = PageInput.extend({
  agent: AgentName,
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, "This list cannot go on from there. Load it from the start.")
    .optional(),
});
export type ListInstructions = z.infer<typeof ListInstructions>;
export const RestoreInstructions = z.object({ agent: AgentName, version: z.number().int() });
export type RestoreInstructions = z.infer<typeof RestoreInstructions>;

export const RegistryEvents = {
  /** What it is told, may do and who may see it off where, is looked up. */
  AgentMade: defineEvent("registry.agent_made", ByAgent),
  AgentChanged: defineEvent("registry.agent_changed", z.object({ agent: AgentName, fields: z.array(z.string()) })),
  AgentRemoved: defineEvent("registry.agent_removed", ByAgent),
  InstructionsWritten: defineEvent("registry.instructions_written", z.object({ agent: AgentName, version: z.number().int() })),
};
