import { z } from "zod";
import { getThread, postMessage } from "../chat/index.ts";
import { listAgents } from "../identity/index.ts";
import { actAs, AppError, defineTool, SYSTEM, write, type Context, type Tool } from "../platform/index.ts";
import { requireOn } from "../registry/index.ts";
import { addTasks, listTasks } from "../runs/index.ts";
import type { AgentProfile } from "./model.ts";
import type { Asked } from "./with-tools.ts";

/** An agent that was asked by one that was asked asks nobody more. */
const DEEPEST = 2;
/** Of one question of a person, whoever asks them. */
const MOST = 6;

const TOO_DEEP = "You were asked by an agent yourself. Do it, or report to the person.";
const ENOUGH = "Enough agents work on this question. Report to the person.";
const TOLD = new Map([
  [
    TOO_DEEP,
    "I was asked by another agent, and so I ask no further one: agents do not keep each other busy. Write here if it is to go on.",
  ],
  [ENOUGH, `I asked no further agent: ${MOST} were asked for this question already. Write here if it is to go on.`],
]);

/** Tells people that agents stopped asking each other, where the answer does not. */
export function whereAskingEnded(results: readonly { output: string }[], text: string): string {
  const ended = results.map(({ output }) => output).findLast((output) => TOLD.has(output));
  return ended === undefined || text.includes(ended) ? "" : (TOLD.get(ended) ?? "");
}

/** Lets an agent ask another one in the thread; bounded, so that two of them cannot keep each other busy. */
export function delegateTools(
  agent: Context,
  { request, askedFor, keyId, continuedBy, delegation }: Asked,
  others: readonly AgentProfile[],
): Tool[] {
  const called = new Map(others.map((each) => [each.builtIn ? each.agent : each.handle, each]));
  const [first, ...rest] = called.keys();
  if (first === undefined) return [];
  const depth = (delegation?.depth ?? 0) + 1;
  const tool = defineTool({
    name: "agents_ask",
    title: "Ask another agent",
    description: `Hands a part of the work to another agent. It answers in this thread, not to you: do not wait for it. There are: ${others.map(({ title, ...each }) => `${each.builtIn ? each.agent : each.handle} (${title})`).join(", ")}.`,
    input: z.object({ agent: z.enum([first, ...rest]), request: z.string().trim().min(1).max(4_000) }),
    permission: "chat:write",
    // Nobody is asked for a yes to what is refused afterwards.
    effect: depth > DEEPEST ? "read" : "write",
    says: ({ agent: other, request: text }) => `Asks ${called.get(other)?.name ?? other}: ${text}`,
    run: (ctx, { agent: asked, request: text }) =>
      write(ctx, "chat:write", async (tx) => {
        const rootId = delegation?.rootId ?? request.questionId;
        const other = called.get(asked)?.agent;
        if (other === request.agent) throw new AppError("bad_request", "That is you. Do it yourself, or say that you cannot.");
        if (depth > DEEPEST) throw new AppError("conflict", TOO_DEEP);
        const hands = actAs(tx, agent.actor);
        const system = actAs(tx, SYSTEM);
        const groupId = `talk/${rootId}`;
        const { items } = await listTasks(system, { groupId, limit: MOST });
        if (items.length >= MOST) throw new AppError("conflict", ENOUGH);
        const [member] = (await listAgents(hands)).filter((each) => each.agent === other);
        if (other === undefined || !member) throw new AppError("not_found", "This agent is not in the workspace.");
        const { channelId } = await getThread(hands, { threadId: request.threadId });
        await requireOn(tx, other, channelId);
        const message = await postMessage(hands, { threadId: request.threadId, text: `@${member.handle} ${text}`, quiet: true });
        const turn = { messageId: message.id, threadId: request.threadId, text, agent: other };
        await addTasks(system, [
          {
            kind: "agents.turn",
            input: { ...turn, delegation: { rootId, depth, askedFor, keyId, continuedBy } },
            groupId,
            channelId,
            aboutMessageId: message.id,
            announce: false,
          },
        ]);
        return `@${member.handle} was asked and answers in the thread.`;
      }),
  });
  return [tool];
}
