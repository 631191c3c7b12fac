import { AgentEvents } from "@openvibe/core/agents/model";
import { ChatEvents, type Message } from "@openvibe/core/chat/model";
import { RegistryEvents } from "@openvibe/core/registry/model";
import { type Cache, onEvent } from "../../data/live-event.ts";

/** What is told says who changed, not how: it is read anew. */
const readAgents = ({ client, queries }: Cache) => {
  void client.invalidateQueries({ queryKey: queries.agents.key() });
  void client.invalidateQueries({ queryKey: queries.identity.listMembers.key() });
};
const readFeedback = ({ client, queries }: Cache) => {
  for (const query of [queries.agents.listFeedback, queries.agents.listTrackRecords, queries.agents.getTrackRecord])
    void client.invalidateQueries({ queryKey: query.key() });
};

const readSilence = ({ client, queries }: Cache) => {
  void client.invalidateQueries({ queryKey: queries.agents.listSilentAgents.key() });
};

/** What was told of an answer while it was written is not all there is to tell. */
const readHow = ({ client, queries }: Cache, { messageId }: { messageId: string }) =>
  void client.invalidateQueries({ queryKey: queries.agents.explainAnswer.key({ input: { messageId } }) });
const readHowItWent = (cache: Cache, { id: messageId, writtenBy, answerState }: Message) => {
  if (writtenBy !== null || answerState !== null) readHow(cache, { messageId });
};

export const agentEvents = [
  onEvent(RegistryEvents.AgentMade, readAgents),
  onEvent(RegistryEvents.AgentChanged, readAgents),
  onEvent(RegistryEvents.AgentRemoved, readAgents),
  onEvent(RegistryEvents.InstructionsWritten, readAgents),
  onEvent(AgentEvents.MessageRated, readFeedback),
  onEvent(ChatEvents.ChannelChanged, readSilence),
  onEvent(ChatEvents.MessageChanged, readSilence),
  onEvent(ChatEvents.MessageChanged, readHowItWent),
  onEvent(AgentEvents.AnswerAtRest, readHow),
];
