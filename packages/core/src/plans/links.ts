import { oneLine } from "../chat/index.ts";
import type { PlanRow, PlanTaskRow } from "./internal.ts";

export const linkToPlan = ({ id, title, workspaceId }: PlanRow): string => link(title, `/w/${workspaceId}/agents?tab=plans&plan=${id}`);

export const linkToModels = ({ workspaceId }: PlanRow): string => link("Settings → Models", `/w/${workspaceId}/settings?tab=models`);

/** Its title, which leads to its answer once there is one. */
export function linkToAnswer(plan: PlanRow, { title, answerId }: PlanTaskRow): string {
  return answerId === null ? oneLine(title) : linkToMessage(plan, title, answerId);
}

/** To a message of the plan's thread; `more` names, for agents, what is meant of it. */
export const linkToMessage = ({ workspaceId, threadId }: PlanRow, title: string, messageId: string, more = ""): string =>
  link(title, `/w/${workspaceId}/t/${threadId}?m=${messageId}${more}`);

const link = (title: string, path: string) => `[${oneLine(title).replaceAll(/[[\]\\]/g, "\\$&")}](${path})`;
