import { ensureAgents, pruneContexts } from "@openvibe/core/agents";
import { emptyDecided, expireApprovals } from "@openvibe/core/approvals";
import { pruneTaskBudgets, releaseExpired } from "@openvibe/core/billing";
import { expireMessages } from "@openvibe/core/chat";
import { removeStaleUploads } from "@openvibe/core/files";
import { forgetLearnt, shareCounts } from "@openvibe/core/insights";
import { forgetToolSignIns } from "@openvibe/core/identity";
import { forgetExpired, forgetFormer } from "@openvibe/core/memory";
import { pruneAnswers } from "@openvibe/core/gateway";
import type { Chore } from "@openvibe/core/runs";
import { planOverdue } from "@openvibe/core/schedules";
import { pruneTranscripts } from "@openvibe/core/turns";
import { pruneDeliveries } from "@openvibe/core/webhooks";

/** What somebody waits for: a question that is over, and the agent that asked it. */
export const PROMPT_CHORES: readonly Chore[] = [{ name: "refuse what nobody allowed in time", run: expireApprovals }];
export const PROMPT_MS = 15_000;

/** What is done over all workspaces every hour: old messages first, so that their files go in the same round. */
export const CHORES: readonly Chore[] = [
  { name: "bring agents up to date", run: ensureAgents },
  { name: "plan anew what is overdue", run: planOverdue },
  { name: "expire messages", run: expireMessages },
  { name: "remove stale uploads", run: removeStaleUploads },
  { name: "forget what has expired", run: forgetExpired },
  { name: "forget what was theirs of people who left", run: forgetFormer },
  { name: "forget what was learnt of people who left", run: forgetLearnt },
  { name: "prune transcripts of agents", run: pruneTranscripts },
  { name: "empty requests that were decided long ago", run: emptyDecided },
  { name: "count insights over workspaces that agreed", run: shareCounts },
  { name: "prune what turns were given", run: pruneContexts },
  { name: "forget what tools signed in with and can use no more", run: forgetToolSignIns },
  { name: "prune the log of webhooks", run: pruneDeliveries },
  { name: "release reservations of ended processes", run: releaseExpired },
  { name: "prune the limits of ended tasks", run: pruneTaskBudgets },
  { name: "prune kept answers of models", run: ({ platform }) => pruneAnswers(platform) },
];
