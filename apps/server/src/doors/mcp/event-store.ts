import type { EventStore } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";

const MOST = 200;
/** Of a session: exports are long. */
const MOST_CHARACTERS = 1_000_000;
/** Of all sessions together, as thousands stand side by side: what was sent first goes first. */
const MOST_OF_ALL = 32_000_000;

interface Kept {
  id: string;
  stream: string;
  message: JSONRPCMessage;
  characters: number;
  letGo(): void;
}

export interface SessionEvents extends EventStore {
  /** The session is over: nothing of it is kept any more. */
  end(): void;
}

/** What was sent last in each session, so that a client whose stream broke gets what it missed; what is too long to be kept it has to ask for again. */
export function createEventStores(): () => SessionEvents {
  /** The oldest first. */
  const all = new Set<Kept>();
  let charactersOfAll = 0;
  return () => {
    const kept: Kept[] = [];
    let count = 0;
    let characters = 0;
    let isOver = false;
    const letGo = () => {
      const oldest = kept.shift();
      if (!oldest) return;
      all.delete(oldest);
      characters -= oldest.characters;
      charactersOfAll -= oldest.characters;
    };
    return {
      storeEvent(stream, message) {
        const id = `${stream}:${(count += 1)}`;
        if (isOver) return Promise.resolve(id);
        const event = { id, stream, message, characters: JSON.stringify(message).length, letGo };
        kept.push(event);
        all.add(event);
        characters += event.characters;
        charactersOfAll += event.characters;
        while (kept.length > MOST || characters > MOST_CHARACTERS) letGo();
        for (const oldest of all) {
          if (charactersOfAll <= MOST_OF_ALL) break;
          oldest.letGo();
        }
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
      end() {
        isOver = true;
        while (kept.length > 0) letGo();
      },
    };
  };
}
