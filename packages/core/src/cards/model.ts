import { z } from "zod";

export { Attachment } from "../files/model.ts";

/** What was understood and will be built, for a person to read. */
export const SpecCard = z.object({
  type: z.literal("spec"),
  projectId: z.string(),
  version: z.number().int(),
  name: z.string(),
  tagline: z.string(),
  accent: z.string(),
  icon: z.string(),
  features: z.array(z.object({ id: z.string(), title: z.string(), acceptance: z.array(z.string()) })),
  entities: z.array(
    z.object({
      label: z.string(),
      icon: z.string(),
      fields: z.array(z.object({ label: z.string(), type: z.string(), required: z.boolean() })),
      states: z.array(z.string()),
    }),
  ),
  pages: z.array(z.object({ title: z.string(), path: z.string(), access: z.string() })),
  roles: z.array(z.object({ label: z.string(), description: z.string() })),
  leftOut: z.array(z.object({ text: z.string(), reason: z.string() })),
  /** What this version changes against the one before; empty for the first. */
  changes: z.array(z.string()),
});
export type SpecCard = z.infer<typeof SpecCard>;

export const StepState = z.enum(["waiting", "running", "done", "failed", "skipped"]);
export const ProgressCard = z.object({
  type: z.literal("progress"),
  title: z.string(),
  /** The tasks of these steps; `runs.cancelGroup` takes it. */
  groupId: z.string(),
  state: z.enum(["running", "done", "failed", "cancelled"]),
  /** It is not tried again: all its tasks were done, or a newer version was begun. */
  final: z.boolean().optional(),
  steps: z.array(
    z.object({ key: z.string(), label: z.string(), state: StepState, note: z.string().optional(), durationMs: z.number().optional() }),
  ),
});
export type ProgressCard = z.infer<typeof ProgressCard>;

export const Finding = z.object({
  file: z.string(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
  message: z.string(),
  rule: z.string().optional(),
});
export type Finding = z.infer<typeof Finding>;

export const CheckResult = z.object({
  name: z.string(),
  label: z.string(),
  state: z.enum(["running", "passed", "failed", "broken"]),
  durationMs: z.number().optional(),
  summary: z.string(),
  findings: z.array(Finding),
});
export type CheckResult = z.infer<typeof CheckResult>;

export const ChecksCard = z.object({
  type: z.literal("checks"),
  appId: z.string(),
  version: z.number().int(),
  state: z.enum(["running", "passed", "failed"]),
  checks: z.array(CheckResult),
});
export type ChecksCard = z.infer<typeof ChecksCard>;

export const AppCard = z.object({
  type: z.literal("app"),
  appId: z.string(),
  name: z.string(),
  slug: z.string(),
  accent: z.string(),
  icon: z.string(),
  url: z.string(),
  version: z.number().int(),
  final: z.boolean(),
  summary: z.string(),
});
export type AppCard = z.infer<typeof AppCard>;

/** Something a person can choose with one click; choosing sends `send` as their message. */
export const SuggestionsCard = z.object({
  type: z.literal("suggestions"),
  items: z.array(z.object({ label: z.string(), send: z.string() })).max(6),
});

/** What a person wrote or pasted, without what a database cannot hold: the character 0 and halves of a pair. */
export const Written = z.string().overwrite((given) => given.replaceAll("\u0000", "").toWellFormed());

/** What a reader sees of a Markdown text, near enough to be shown as an excerpt or a title; code stays, addresses as one likes. */
export function plainText(markdown: string, { addresses = true }: { addresses?: boolean } = {}): string {
  return markdown
    .replaceAll(/^ {0,3}(?:`{3,}|~{3,}).*$/gm, "")
    .replaceAll(/^ {0,3}(?:#{1,6} +|> ?|[-*+] +(?:\[[ x]\] +)?)/gm, "")
    .replaceAll(/\*\*|~~/g, "")
    .replaceAll(/`([^`\n]+)`/g, "$1")
    .replaceAll(/(?<![\w*])([*_])(?![\s*_])([^*_\n]{0,500}[^\s*_])\1(?![\w*])/g, "$2")
    .replaceAll(/!?\[([^\][\n]{0,500})\]\(([^()\s]{1,2000})\)/g, addresses ? "$1 $2" : "$1")
    .trim();
}

const Point = z.object({ text: Written.trim().min(1).max(600), /** The message it was said in. */ messageId: z.string().nullable() });
/** What a side conversation came to. */
export const Outcome = z.object({
  decision: Written.trim().min(1, "Say what was decided").max(2000),
  /** The message it was decided in. */
  decisionMessageId: z.string().nullable().default(null),
  reasons: z.array(Point).max(12).default([]),
  openPoints: z.array(Point).max(12).default([]),
});
export type Outcome = z.infer<typeof Outcome>;

/** What a fork came to, posted where it branched off. */
export const OutcomeCard = z.object({ type: z.literal("outcome"), threadId: z.string(), title: z.string(), outcome: Outcome });
export type OutcomeCard = z.infer<typeof OutcomeCard>;

/** Where "always allow" holds. */
export const AllowanceScope = z.enum(["thread", "project", "workspace"]);
export type AllowanceScope = z.infer<typeof AllowanceScope>;

/** What an agent wants to do, for a person to allow or refuse. */
export const ApprovalCard = z.object({
  type: z.literal("approval"),
  /** `approvals.decideApproval` takes it. */
  approvalId: z.string(),
  agentId: z.string(),
  askedFor: z.string(),
  tool: z.string(),
  title: z.string(),
  /** Exactly what will happen, in plain words. */
  says: z.string(),
  /** The input in full, as JSON. */
  input: z.string(),
  effect: z.enum(["read", "write", "outside", "irreversible"]),
  /** Words from outside are in play. */
  tainted: z.boolean(),
  /** It can be allowed for a whole project. Not on cards from before this was told. */
  inProject: z.boolean().optional(),
  /** It is asked about each time: no word for good is taken. Not on cards from before this was told. */
  eachTime: z.boolean().optional(),
  state: z.enum(["pending", "approved", "denied", "expired", "withdrawn"]),
  decidedBy: z.string().nullable(),
  reason: z.string(),
  /** Allowed for more than this once: where, and until when; without an end where that is null. Not on cards from before this was told. */
  always: AllowanceScope.nullish(),
  alwaysUntil: z.string().nullish(),
  /** ISO 8601. */
  expiresAt: z.string(),
});
export type ApprovalCard = z.infer<typeof ApprovalCard>;

/** What agents are going to do, for a person to start, change or cancel. */
export const PlanCard = z.object({
  type: z.literal("plan"),
  /** `plans.approvePlan` takes it. */
  planId: z.string(),
  title: z.string(),
  /** Who starts and changes it, beside admins. */
  ownerId: z.string().nullable().default(null),
  /** What kept a language model from it, where rules made it instead. */
  whyRules: z.string().nullable().default(null),
  state: z.enum(["proposed", "running", "paused", "needs_model", "done", "failed", "cancelled"]),
  /** What it waits for from a person. */
  callsFor: z.enum(["decision", "go_on"]).nullable().default(null),
  estimate: z.object({ costMicros: z.number().int(), minutes: z.number() }),
  costMicros: z.number().int(),
  tasks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      agent: z.string(),
      state: z.enum(["waiting", "needs_model", "running", "replanning", "done", "failed", "skipped", "cancelled"]),
      after: z.array(z.string()),
      note: z.string(),
      mark: z.enum(["stopped", "in_doubt", "replaced", "instead"]).nullish(),
      /** The message that asks a person for a yes. */
      asksAt: z.string().nullable().default(null),
    }),
  ),
});
export type PlanCard = z.infer<typeof PlanCard>;

export const Card = z.discriminatedUnion("type", [
  SpecCard,
  ProgressCard,
  ChecksCard,
  AppCard,
  SuggestionsCard,
  OutcomeCard,
  ApprovalCard,
  PlanCard,
]);
export type Card = z.infer<typeof Card>;
