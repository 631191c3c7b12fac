import type { EventStore } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";

const MOST = 200;
/** Of a session. Exports are long, and thousands of sessions stand side by side. */
const MOST_CHARACTERS = 1_000_000;

interface Kept {
  id: string;
  stream: string;
  message: JSONRPCMessage;
  characters: number;
}

/** What was sent last in a session, so that a client whose stream broke gets what it missed; what is too long to be kept it has to ask for again. */
export function createEventStore(): EventStore {
  const kept: Kept[] = [];
  let count = 0;
  let characters = 0;
  return {
    storeEvent(stream, message) {
      const id = `${stream}:${(count += 1)}`;
      const event = { id, stream, message, characters: JSON.stringify(message).length };
      kept.push(event);
      characters += event.characters;
      while (kept.length > MOST || characters > MOST_CHARACTERS) characters -= kept.shift()?.characters ?? 0;
      return Promise.resolve(id);
    },
    getStreamIdForEventId: (id) => Promise.resolve(kept.find((event) => event.id === id)?.stream),
    async replayEventsAfter(lastId, { send }) {
      const from = kept.findIndex(({ id }) => id === lastId);
      const stream = kept[from]?.stream ?? lastId.slice(0, lastId.lastIndexOf(":"));
      for (const event of kept.slice(from + 1)) {
        // The first event of a stream carries nothing; it only gives the client a place to come back to.
        if (event.stream === stream && Object.keys(event.message).length > 0) await send(event.id, event.message);
      }
      return stream;
    },
  };
}
