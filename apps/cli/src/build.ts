import { randomUUID } from "node:crypto";
import { request } from "node:http";
import colors from "picocolors";
import type { Client } from "./connect.ts";
import { pause } from "./connect.ts";
import { createDisplay } from "./display.ts";

const LOOK_MS = 120;
const ANSWER_MS = 10_000;

/** From a sentence to an app that answers and whose checks pass: 0; anything else: 1. */
export async function build(client: Client, idea: string, print: (line: string) => void): Promise<number> {
  const startedAt = performance.now();
  const project = await client.projects.startProject({ idea, clientKey: randomUUID() });
  return follow(client, { projectId: project.id, threadId: project.threadId, startedAt }, print);
}

async function follow(
  client: Client,
  { projectId, threadId, startedAt }: { projectId: string; threadId: string; startedAt: number },
  print: (line: string) => void,
): Promise<number> {
  const display = createDisplay(print);
  const names = new Map<string, string>();
  for (;;) {
    const outcome = await client.builder.getBuild({ projectId });
    const { items } = await client.chat.listMessages({ threadId, limit: 100 });
    if (items.some((message) => !names.has(message.authorId))) {
      for (const member of (await client.identity.listMembers({ limit: 100 })).items) names.set(member.id, member.name);
    }
    display.show(items.slice(1), names);
    if (outcome.state === "running") {
      await pause(LOOK_MS);
      continue;
    }
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    if (outcome.state !== "passed" || !outcome.url) {
      print(`\n${colors.red("Not done")} after ${seconds} s: ${outcome.message}`);
      return 1;
    }
    const answers = await answersAt(outcome.url);
    print(
      answers
        ? `\n${colors.green("Live")} after ${seconds} s: ${colors.bold(outcome.url)}`
        : `\n${colors.red("The checks passed but the app does not answer")} at ${outcome.url}`,
    );
    return answers ? 0 : 1;
  }
}

/** Whether the app answers under its own host name; names below localhost are dialled as this machine, whatever its resolver says. */
function answersAt(url: string): Promise<boolean> {
  const { hostname, host, port, protocol } = new URL(url);
  if (protocol === "https:")
    return fetch(`${url}/health`, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
      (response) => response.ok,
      () => false,
    );
  const dialled = hostname.endsWith(".localhost") ? "127.0.0.1" : hostname;
  return new Promise((resolve) => {
    const asked = request({ host: dialled, port: port || 80, path: "/health", headers: { host }, timeout: ANSWER_MS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.once("timeout", () => asked.destroy());
    asked.once("error", () => resolve(false));
    asked.end();
  });
}
