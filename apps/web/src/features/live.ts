import type { FollowedCache, LiveEvent } from "../data/live-event.ts";
import { agentEvents } from "./agents/live.ts";
import { approvalEvents } from "./approvals/live.ts";
import { moneyEvents } from "./billing/live.ts";
import { briefingEvents } from "./briefing/live.ts";
import { builderEvents } from "./builder/live.ts";
import { chatEvents } from "./chat/live.ts";
import { connectorEvents } from "./connectors/live.ts";
import { insightEvents } from "./insights/live.ts";
import { hostingEvents } from "./hosting/live.ts";
import { identityEvents } from "./identity/live.ts";
import { inboxEvents } from "./inbox/live.ts";
import { knowledgeEvents } from "./knowledge/live.ts";
import { memoryEvents } from "./memory/live.ts";
import { planEvents } from "./plans/live.ts";
import { projectEvents } from "./projects/live.ts";
import { scheduleEvents } from "./schedules/live.ts";
import { settingsEvents } from "./settings/live.ts";
import { transferEvents } from "./transfer/live.ts";

const HANDLERS = Map.groupBy(
  [
    ...chatEvents,
    ...inboxEvents,
    ...knowledgeEvents,
    ...briefingEvents,
    ...projectEvents,
    ...hostingEvents,
    ...builderEvents,
    ...identityEvents,
    ...settingsEvents,
    ...transferEvents,
    ...agentEvents,
    ...planEvents,
    ...scheduleEvents,
    ...approvalEvents,
    ...memoryEvents,
    ...moneyEvents,
    ...connectorEvents,
    ...insightEvents,
  ],
  ({ type }) => type,
);

/** What an event changes in what a tab shows. */
export function applyEvent(cache: FollowedCache, event: Pick<LiveEvent, "type" | "payload">): void {
  for (const handler of HANDLERS.get(event.type) ?? []) handler.apply(cache, event.payload);
}
