import { z } from "zod";
import { defineEvent, Time } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";

/** Millionths of a US dollar, the unit of all money here. */
export const MICROS_PER_DOLLAR = 1_000_000;
const CENT = MICROS_PER_DOLLAR / 100;

/** Micro-USD as people read them; small amounts with as many digits as they need. */
export function dollars(micros: number): string {
  const small = micros !== 0 && Math.abs(micros) < CENT;
  const written = new Intl.NumberFormat("en", { style: "currency", currency: "USD", maximumFractionDigits: small ? 6 : 2 });
  return written.format(micros / MICROS_PER_DOLLAR);
}

/** `operator` is what the workspace may spend on the keys of who runs the server, who alone says how much. */
export const BudgetScope = z.enum(["workspace", "person", "agent", "project", "task", "key", "operator"]);
export type BudgetScope = z.infer<typeof BudgetScope>;
/** `total` never begins anew; days and months begin at midnight in the workspace's time zone. */
export const BudgetPeriod = z.enum(["total", "day", "month"]);
export type BudgetPeriod = z.infer<typeof BudgetPeriod>;
export const CallOutcome = z.enum(["ok", "failed", "cancelled", "refused"]);
export type CallOutcome = z.infer<typeof CallOutcome>;
/** `grants` is where credit comes from, `usage` where it goes. */
export type LedgerAccountKind = "grants" | "credit" | "usage";
/** A correction gives back what was taken for more than a call really used. */
export const LedgerEntryKind = z.enum(["grant", "usage", "correction"]);
export type LedgerEntryKind = z.infer<typeof LedgerEntryKind>;

const AN_AMOUNT = "Write an amount in US dollars, such as 5 or 0.50";
/** What somebody wrote as dollars, in micro-USD. */
export const GivenMicros = z.number(AN_AMOUNT).min(0, AN_AMOUNT).max(1_000_000_000_000, "At most a million dollars").int(AN_AMOUNT);
const plainText = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `At most ${most} characters`)
    .regex(/^[^\p{Cc}\p{Cs}\p{Bidi_C}]*$/u, "No control characters");

export const Budget = z.object({
  id: z.string(),
  scope: BudgetScope,
  /** A member, agent, project, task or virtual key; empty for the workspace and the operator. */
  subjectId: z.string(),
  period: BudgetPeriod,
  name: z.string(),
  limitMicros: z.number().int(),
  /** Refuses calls that could go beyond it; otherwise it only alerts. */
  hard: z.boolean(),
  /** In the present window. */
  spentMicros: z.number().int(),
  /** What calls under way may still cost. */
  reservedMicros: z.number().int(),
  /** When the present window ends; null for one that never does. */
  resetsAt: Time.nullable(),
  createdAt: Time,
});
export type Budget = z.infer<typeof Budget>;

/** Sets the one budget of its scope, subject and period, or changes it. */
export const SetBudget = z
  .object({
    scope: BudgetScope.exclude(["operator"]),
    subjectId: z.string().max(100).default(""),
    period: BudgetPeriod,
    limitMicros: GivenMicros,
    hard: z.boolean().default(true),
    name: plainText(80).optional(),
  })
  .refine(({ scope, subjectId }) => (scope === "workspace") === (subjectId === ""), {
    path: ["subjectId"],
    error: "Say whose budget it is; the workspace's own names nobody",
  });
export type SetBudget = z.input<typeof SetBudget>;
export const ByBudget = z.object({ budgetId: z.string() });
export type ByBudget = z.infer<typeof ByBudget>;
/** Those of tasks are shown to who names the task. */
export const ListBudgets = PageInput.extend({ scope: BudgetScope.optional(), subjectId: z.string().optional() });
export type ListBudgets = z.input<typeof ListBudgets> & PageInput;

/** `key` is the virtual key that a call came with, `account` the provider's key that it went with. */
export const UsageGroup = z.enum(["agent", "model", "person", "project", "key", "account", "skill", "day"]);
export type UsageGroup = z.infer<typeof UsageGroup>;
const Moment = Time.refine((time) => time.getUTCFullYear() > 0 && time.getUTCFullYear() < 10_000, "Choose a day that a calendar has");
/** Calls that ended from `from` on and before `to`. */
export const GetUsage = z.object({
  by: UsageGroup,
  agentId: z.string().max(100).optional(),
  projectId: z.string().max(100).optional(),
  taskId: z.string().max(100).optional(),
  keyId: z.string().max(100).optional(),
  from: Moment.optional(),
  to: Moment.optional(),
  /** The last so many days of the workspace's calendar, today included. */
  days: z.number().int().min(1).max(400).optional(),
  limit: z.number().int().min(1).max(400).default(100),
  /** What the page before said comes next. */
  after: z.string().max(300).optional(),
});
export type GetUsage = z.input<typeof GetUsage>;
const Sums = {
  calls: z.number().int(),
  failed: z.number().int(),
  /** What rules answered in the place of a model that did not. */
  byRules: z.number().int(),
  /** Answered from memory, without asking a model: they cost nothing. */
  cached: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  cacheReadTokens: z.number().int(),
  costMicros: z.number().int(),
  /** What of the cost was taken from the workspace's credit; calls with its own keys are not. */
  chargedMicros: z.number().int(),
};
/** `key` is an id, a model's name, or a day such as 2026-11-21; empty where a call has none. */
export const UsageRow = z.object({ key: z.string(), ...Sums });
export type UsageRow = z.infer<typeof UsageRow>;
/** `total` is over all pages. */
export const Usage = z.object({ rows: z.array(UsageRow), total: z.object(Sums), next: z.string().optional() });
export type Usage = z.infer<typeof Usage>;

export const GrantCredit = z.object({ amountMicros: GivenMicros.min(1, "Say how much"), note: plainText(200).default("") });
export type GrantCredit = z.input<typeof GrantCredit>;
export const LedgerEntry = z.object({
  id: z.string(),
  kind: LedgerEntryKind,
  /** Above zero for what was granted or given back, below for what was used. */
  amountMicros: z.number().int(),
  note: z.string(),
  createdBy: z.string(),
  createdAt: Time,
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;
export const Credit = z.object({
  balanceMicros: z.number().int(),
  reservedMicros: z.number().int(),
  /** Whether calls are refused when the credit is used up. */
  prepaid: z.boolean(),
  /** Where whoever runs the server says what the workspace may spend on its keys, that holds, and no credit can be added. */
  isLimited: z.boolean(),
});
export type Credit = z.infer<typeof Credit>;

export const PredictCost = z.object({ skill: z.string().optional(), agentId: z.string().optional(), model: z.string().optional() });
export type PredictCost = z.infer<typeof PredictCost>;
const Spread = z.object({ p50: z.number(), p90: z.number() });
/** Of at most the last thousand calls of the last 90 days that went well; undefined where there is none. */
export const PastCalls = z.object({
  calls: z.number().int(),
  costMicros: Spread,
  inputTokens: Spread,
  outputTokens: Spread,
  durationMs: Spread,
  /** Of whole tasks. */
  tasks: z.object({ count: z.number().int(), costMicros: Spread }).optional(),
});
export type PastCalls = z.infer<typeof PastCalls>;

/** By this id credit is told of as budgets are. */
export const CREDIT = "credit";
/** Told of once in each window, in percent of the limit; of credit once after each grant. */
export const ALERT_PERCENTS = [50, 80, 100] as const;

export const BillingEvents = {
  /** How much of how much is looked up by those who may. */
  BudgetAlert: defineEvent("billing.budget_alert", z.object({ budgetId: z.string(), percent: z.number().int() })),
  BudgetSet: defineEvent("billing.budget_set", Budget),
  BudgetRemoved: defineEvent("billing.budget_removed", z.object({ budgetId: z.string() })),
  CreditGranted: defineEvent("billing.credit_granted", LedgerEntry),
};
