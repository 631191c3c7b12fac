import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";

interface Asked {
  authorization: string | undefined;
  path: string | undefined;
  body: { messages: { role: string; content: string }[]; openvibe: { rules: { skill: string } } };
}

export interface Answer {
  status?: number;
  body: unknown;
}

/** Stands where the platform's models answer, and says what the test wants. */
export async function openModelDoor() {
  const folder = mkdtempSync(path.join(tmpdir(), "models-"));
  const socket = path.join(folder, "models.sock");
  const asked: Asked[] = [];
  let next: Answer = says("Nothing was set.");
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push({ authorization: request.headers.authorization, path: request.url, body: JSON.parse(body) as Asked["body"] });
      return response.writeHead(next.status ?? 200, { "content-type": "application/json" }).end(JSON.stringify(next.body));
    });
  });
  await once(server.listen(socket), "listening");
  return {
    socket,
    asked,
    answers: (answer: Answer) => {
      next = answer;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function says(content: string, offline = false): Answer {
  return { body: { choices: [{ message: { role: "assistant", content } }], openvibe: { offline } } };
}
