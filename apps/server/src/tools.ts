import { handoffTool } from "@openvibe/core/briefing";
import { builderTools } from "@openvibe/core/builder";
import { connectorsTools } from "@openvibe/core/connectors";
import { hostingTools } from "@openvibe/core/hosting";
import { knowledgeTools } from "@openvibe/core/knowledge";
import { memoryTools } from "@openvibe/core/memory";
import type { Tool } from "@openvibe/core/platform";
import { plansTools } from "@openvibe/core/plans";
import { projectsTools } from "@openvibe/core/projects";
import { runsTools } from "@openvibe/core/runs";
import { sandboxTools } from "@openvibe/core/sandbox";
import { schedulesTools } from "@openvibe/core/schedules";
import { searchTools } from "@openvibe/core/search";
import { settingsTools } from "@openvibe/core/settings";
import { talkTools } from "@openvibe/core/turns";

/** What agents and MCP clients may call, lowest module first. */
export const TOOLS: readonly Tool[] = [
  ...settingsTools,
  ...memoryTools,
  ...talkTools,
  ...knowledgeTools,
  ...runsTools,
  ...connectorsTools,
  ...schedulesTools,
  ...plansTools,
  ...projectsTools,
  ...sandboxTools,
  ...hostingTools,
  ...builderTools,
  handoffTool,
  ...searchTools,
];
