import { z } from "zod";
import { AllowanceScope } from "../cards/model.ts";
import { Written } from "../chat/model.ts";
import { defineEvent, Time, type Quotes } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";

export const ApprovalState = z.enum(["pending", "approved", "denied", "expired", "withdrawn"]);
export type ApprovalState = z.infer<typeof ApprovalState>;
export const ApprovalEffect = z.enum(["read", "write", "outside", "irreversible"]);

/** What an agent wants to do and may not do unless a person says so. */
export const Approval = z.object({
  id: z.string(),
  threadId: z.string(),
  channelId: z.string(),
  /** The message that carries its card. */
  messageId: z.string(),
  /** The agent's member. */
  agentId: z.string(),
  /** On whose behalf it acts. */
  askedFor: z.string(),
  tool: z.string(),
  title: z.string(),
  /** Exactly what will happen, in plain words. */
  says: z.string(),
  /** The input in full, as JSON: this and nothing else runs. */
  input: z.string(),
  effect: ApprovalEffect,
  /** Words from outside are in play: whoever wrote them may want this to happen. */
  tainted: z.boolean(),
  state: ApprovalState,
  decidedBy: z.string().nullable(),
  decidedAt: Time.nullable(),
  reason: z.string(),
  /** Allowed for more than this once: where, and until when; without an end where that is null. */
  always: AllowanceScope.nullable().default(null),
  alwaysUntil: Time.nullable().default(null),
  expiresAt: Time,
  createdAt: Time,
});
export type Approval = z.infer<typeof Approval>;

export { AllowanceScope };

/** One tool of one agent that no longer asks. */
export const Allowance = z.object({
  id: z.string(),
  agentId: z.string(),
  tool: z.string(),
  scope: AllowanceScope,
  /** Of the thread or project; null for the workspace. */
  scopeId: z.string().nullable(),
  /** Given while words from outside were in play: it holds for such turns too. */
  coversTainted: z.boolean(),
  grantedBy: z.string(),
  createdAt: Time,
  /** Null: until somebody takes it back. */
  endsAt: Time.nullable().default(null),
});
export type Allowance = z.infer<typeof Allowance>;

export const DecideApproval = z.object({
  approvalId: z.string(),
  decision: z.enum(["approve", "deny"]),
  /** The agent is told it. */
  reason: Written.trim().max(500, "A reason has at most 500 characters").default(""),
  /** With an approval: the same tool of the same agent asks no more here. */
  always: AllowanceScope.optional(),
  /** For so many days; null: until somebody takes it back, which what cannot be undone is never allowed. */
  alwaysForDays: z.number().int().min(1, "At least a day").max(365, "At most 365 days").nullable().default(30),
});
export type DecideApproval = z.input<typeof DecideApproval>;
export const ByApproval = z.object({ approvalId: z.string() });
export type ByApproval = z.infer<typeof ByApproval>;
/** Newest first. */
export const ListApprovals = PageInput.extend({ state: ApprovalState.optional(), threadId: z.string().optional() });
export type ListApprovals = z.infer<typeof ListApprovals>;
export const ListAllowances = PageInput;
export const RevokeAllowance = z.object({ allowanceId: z.string() });
export type RevokeAllowance = z.infer<typeof RevokeAllowance>;

/** What is left of a request whose message is deleted: who decided what of which tool. */
export const WORDLESS = { says: "", input: "{}", reason: "" };
const ofRequest: Quotes<Approval> = {
  subjectOf: ({ messageId }) => messageId,
  without: (approval, { id }) => (approval.messageId === id ? { ...approval, ...WORDLESS } : approval),
};

export const ApprovalEvents = {
  ApprovalRequested: defineEvent("approvals.approval_requested", Approval, ofRequest),
  ApprovalChanged: defineEvent("approvals.approval_changed", Approval, ofRequest),
  AllowanceGranted: defineEvent("approvals.allowance_granted", Allowance),
  AllowanceRevoked: defineEvent("approvals.allowance_revoked", Allowance),
};
