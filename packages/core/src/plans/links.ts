import { oneLine } from "../chat/index.ts";
import type { PlanRow, PlanTaskRow } from "./internal.ts";

export const linkToPlan = ({ id, title, workspaceId }: PlanRow): string => link(title, `/w/${workspaceId}/agents?tab=plans&plan=${id}`);

export const linkToModels = ({ workspaceId }: PlanRow): string => link("Settings → Models", `/w/${workspaceId}/settings?tab=models`);

/** Its title, which leads to its answer once there is one. */
export function linkToAnswer({ workspaceId, threadId }: PlanRow, { title, answerId }: PlanTaskRow): string {
  return answerId === null ? oneLine(title) : link(title, `/w/${workspaceId}/t/${threadId}?m=${answerId}`);
}

const link = (title: string, path: string) => `[${oneLine(title).replaceAll(/[[\]\\]/g, "\\$&")}](${path})`;
