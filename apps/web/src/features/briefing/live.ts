import { BriefingEvents } from "@openvibe/core/briefing/model";
import { type Cache, onEvent } from "../../data/live-event.ts";

/** What is told names the handoff, without its words: the list is read anew. */
const readAgain = ({ client, queries }: Cache) => void client.invalidateQueries({ queryKey: queries.briefing.listHandoffs.key() });

export const briefingEvents = [onEvent(BriefingEvents.HandoffWritten, readAgain), onEvent(BriefingEvents.HandoffTakenBack, readAgain)];
