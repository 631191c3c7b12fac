import type { LanguageModelV4 } from "@ai-sdk/provider";
import { offlineLanguageModel, offlineModel } from "@openvibe/drivers/models";
import { AGENTS, agentsFollower, answerTask } from "../src/agents/index.ts";
import { wakingTask } from "../src/approvals/index.ts";
import { createChannel, listMessages, startThread, type Message } from "../src/chat/index.ts";
import { modelDriver, modelProvider, operatorAccounts } from "../src/gateway/index.ts";
import { addAgent } from "../src/identity/index.ts";
import { AppError, toolCatalog, type Context, type Tool } from "../src/platform/index.ts";
import { listTasks, startWorker, type RunningWorker, type Task } from "../src/runs/index.ts";
import { addPerson } from "./people.ts";
import { makeWorld, type World } from "./world.ts";

export interface AgentsWorld extends World {
  ada: Context;
  channelId: string;
  followers: { settled(): Promise<void> };
  work(): RunningWorker;
  stopWork(): Promise<void>;
  /** A thread that begins with these words of the person's. */
  begin(person: Context, text: string): Promise<string>;
  said(threadId: string): Promise<Message[]>;
  turns(): Promise<Task[]>;
}

/** Everything between a mention and an agent's answer, on a world's database: the real gateway and rules, over the model that the test gives. */
export async function makeAgentsWorld(model: LanguageModelV4, tools: readonly Tool[]): Promise<AgentsWorld> {
  const world = await makeWorld();
  world.drivers
    .put(modelProvider, offlineModel())
    .put(modelDriver, {
      languageModel: ({ kind }) => (kind === "offline" ? offlineLanguageModel() : model),
      embeddingModel: () => undefined,
      test: () => Promise.resolve({ models: [] }),
      faultOf: (error) => ({ kind: "bad_request", message: error instanceof AppError ? error.message : String(error) }),
    })
    .put(operatorAccounts, [
      { id: "operator", account: { kind: "anthropic", name: "anthropic", key: "key" }, ownKey: false, local: false, models: [] },
    ])
    .put(toolCatalog, tools);
  const ada = await addPerson(world, "ada");
  for (const { agent, name, handle, can } of AGENTS) await addAgent(world.owner, { agent, name, handle, can });
  const { id: channelId } = await createChannel(ada, { name: "work" });
  const followers = world.follow([agentsFollower]);
  let worker: RunningWorker | undefined;
  const stopWork = async () => {
    const ending = worker;
    worker = undefined;
    await ending?.close();
  };
  return {
    ...world,
    ada,
    channelId,
    followers,
    work: () => (worker ??= startWorker(world.platform, { tasks: [answerTask, wakingTask], closeMs: 50, random: () => 0 })),
    stopWork,
    begin: async (person, text) => (await startThread(person, { channelId, text })).thread.id,
    said: async (threadId) => (await listMessages(world.owner, { threadId, limit: 50 })).items,
    async turns() {
      const found: Task[] = [];
      let cursor: string | undefined;
      do {
        const page = await listTasks(world.owner, { limit: 100, cursor });
        found.push(...page.items.filter(({ kind }) => kind === answerTask.kind));
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      return found;
    },
    async close() {
      await stopWork();
      await world.close();
    },
  };
}
