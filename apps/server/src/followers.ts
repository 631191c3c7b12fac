import { agentsFollower } from "@openvibe/core/agents";
import { approvalsFollower } from "@openvibe/core/approvals";
import { briefingFollower } from "@openvibe/core/briefing";
import { builderFollower } from "@openvibe/core/builder";
import { chatFollower } from "@openvibe/core/chat";
import { inboxFollower } from "@openvibe/core/inbox";
import { insightsFollower } from "@openvibe/core/insights";
import { knowledgeFollower } from "@openvibe/core/knowledge";
import { memoryFollower } from "@openvibe/core/memory";
import type { Follower } from "@openvibe/core/platform";
import { plansFollower } from "@openvibe/core/plans";
import { projectsFollower } from "@openvibe/core/projects";
import { schedulesFollower } from "@openvibe/core/schedules";
import { searchFollower } from "@openvibe/core/search";
import { transcriptsFollower } from "@openvibe/core/turns";
import { transferFollower } from "@openvibe/core/transfer";
import { webhooksFollower } from "@openvibe/core/webhooks";

/** What takes in events, lowest module first. */
export const FOLLOWERS: readonly Follower[] = [
  chatFollower,
  knowledgeFollower,
  memoryFollower,
  inboxFollower,
  approvalsFollower,
  transcriptsFollower,
  agentsFollower,
  schedulesFollower,
  plansFollower,
  projectsFollower,
  builderFollower,
  insightsFollower,
  briefingFollower,
  searchFollower,
  transferFollower,
  webhooksFollower,
];
