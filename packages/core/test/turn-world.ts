import type { LanguageModelV4 } from "@ai-sdk/provider";
import { z } from "zod";
import { wakingTask } from "../src/approvals/index.ts";
import { createChannel, startThread } from "../src/chat/index.ts";
import { addAgent, agentActor } from "../src/identity/index.ts";
import { makeContext, newId, systemContext, type Context, type Tool } from "../src/platform/index.ts";
import { addTasks, defineTask, startWorker, type RunningWorker } from "../src/runs/index.ts";
import { handsFor, takeTurn, TURN_LIMITS, type TurnLimits, type TurnPlan, type TurnReport } from "../src/turns/index.ts";
import { addPerson } from "./people.ts";
import { makeWorld, type World } from "./world.ts";

const RIGHTS = ["chat:read", "chat:write", "projects:read", "projects:write", "runs:read", "runs:write", "gateway:call"];

interface TurnSetup {
  model: LanguageModelV4;
  tools: readonly Tool[];
  askedFor?: Context;
  tainted?: boolean;
  limits?: Partial<TurnLimits>;
  asksForWrites?: boolean;
}

export interface TurnWorld extends World {
  ada: Context;
  agent: Context;
  threadId: string;
  channelId: string;
  /** Adds the task of a turn; its id. */
  begin(setup: TurnSetup): Promise<string>;
  /** Lets a worker do all that is due. */
  work(): RunningWorker;
  stopWork(): Promise<void>;
  reports: Map<string, TurnReport>;
  texts: Map<string, string>;
}

/** A workspace with people, agents and a thread, in which turns with scripted models are taken. */
export async function makeTurnWorld(closeMs = 50): Promise<TurnWorld> {
  const world = await makeWorld();
  const ada = await addPerson(world, "ada");
  await addAgent(world.owner, { agent: "tester", name: "Vibe", handle: "vibe", can: RIGHTS });
  const { id: channelId } = await createChannel(ada, { name: "work" });
  const { thread } = await startThread(ada, { channelId, text: "@vibe please help" });
  const system = systemContext(world.platform, world.workspaceId);
  const actor = await agentActor(system, "tester");
  const agent = makeContext(world.platform, { workspaceId: world.workspaceId, actor });
  const setups = new Map<string, TurnSetup>();
  const reports = new Map<string, TurnReport>();
  const texts = new Map<string, string>();
  const turn = defineTask({
    kind: "test.turn",
    input: z.object({ setup: z.string() }),
    async run(run, { setup: key }) {
      const setup = setups.get(key);
      if (!setup) throw new Error("no such setup");
      const person = setup.askedFor ?? ada;
      texts.set(run.taskId, "");
      const handsNow = () => handsFor(agent, { askedFor: person.actor.id }, thread.id);
      const plan: TurnPlan = {
        agent,
        hands: await handsNow(),
        handsNow,
        askedFor: person.actor.id,
        threadId: thread.id,
        modelFor: () => setup.model,
        instructions: "You are a test.",
        said: [{ role: "user", text: "@ada: please help" }],
        quotes: [],
        tainted: setup.tainted ?? false,
        tools: setup.tools,
        limits: { ...TURN_LIMITS, ...setup.limits },
        asksForWrites: setup.asksForWrites ?? false,
        approvalHours: 24,
        offline: {},
        onText: (text) => void texts.set(run.taskId, (texts.get(run.taskId) ?? "") + text),
        signal: run.signal,
      };
      const report = await takeTurn(run, plan);
      reports.set(run.taskId, report);
      return report;
    },
  });
  let worker: RunningWorker | undefined;
  const stopWork = async () => {
    const ending = worker;
    worker = undefined;
    await ending?.close();
  };
  return {
    ...world,
    ada,
    agent,
    channelId,
    threadId: thread.id,
    reports,
    texts,
    stopWork,
    async begin(setup) {
      const key = newId("set");
      setups.set(key, setup);
      const [id = ""] = await addTasks(system, [{ kind: "test.turn", input: { setup: key }, backoffMs: 0 }]);
      return id;
    },
    work: () =>
      (worker ??= startWorker(world.platform, {
        tasks: [turn, wakingTask],
        closeMs,
        random: () => 0,
      })),
    async close() {
      await stopWork();
      await world.close();
    },
  };
}
