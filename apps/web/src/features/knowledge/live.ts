import { KnowledgeEvents } from "@openvibe/core/knowledge/model";
import { type Cache, onEvent } from "../../data/live-event.ts";

/** Where an item stands depends on scopes that the server knows: what was read is read anew. */
function readAgain({ client, queries }: Cache): void {
  void client.invalidateQueries({ queryKey: queries.knowledge.key() });
}

export const knowledgeEvents = [
  onEvent(KnowledgeEvents.ContextItemAdded, readAgain),
  onEvent(KnowledgeEvents.ContextItemChanged, readAgain),
  onEvent(KnowledgeEvents.ContextItemRemoved, readAgain),
];
