import { and, eq, lt, or } from "drizzle-orm";
import { withdrawApprovals } from "../approvals/index.ts";
import { addToChannel, ChatEvents, emitAbout, getChannel, holdMessage, type Channel, type Message } from "../chat/index.ts";
import { forgetAnswers } from "../gateway/index.ts";
import { IdentityEvents, listAgents } from "../identity/index.ts";
import { defineFollower, on, redactEvents, type Tx } from "../platform/index.ts";
import { addTasks, forgetTasksAbout } from "../runs/index.ts";
import { settingOf } from "../settings/index.ts";
import { forgetTranscripts } from "../turns/index.ts";
import { AgentEvents, AgentName } from "./model.ts";
import { addAgents, isOn, runtimeOf } from "../registry/index.ts";
import { answers, attendances, feedback } from "./tables.ts";
import { forgetSummaries } from "./context/forget-summaries.ts";
import { titling } from "./title-thread.ts";

/** Agents join every workspace, and take up what people say to them, as the channel wants it. */
export const agentsFollower = defineFollower("agents", [
  on(IdentityEvents.WorkspaceCreated, addAgents),
  on(ChatEvents.MessageSent, async (tx, { payload: message, actor }) => {
    // NOTE: what an agent says is never taken up, so that two of them cannot keep each other talking.
    if (actor.kind !== "person" || message.quiet) return;
    const channel = await getChannel(tx, message);
    if (channel.agentMode === "never") return;
    const [attendance] = await tx.db
      .select()
      .from(attendances)
      .where(and(eq(attendances.threadId, message.threadId), lt(attendances.afterMessageId, message.id)));
    const agents = await agentsById(tx);
    const named = message.mentions.flatMap((id) => agents.get(id) ?? [])[0];
    const mentioned = named !== undefined && (await isOn(tx, named, channel.id)) ? named : undefined;
    const turn = { messageId: message.id, threadId: message.threadId, text: message.text };
    const editsItself = mentioned !== undefined && attendance !== undefined && (await runtimeOf(tx, mentioned)).editsFiles;
    if (attendance && !editsItself) {
      if (!(await holdMessage(tx, message))) return;
      const requested = { ...turn, agent: mentioned ?? attendance.agent, attendedBy: attendance.attendedBy };
      return emitAbout(tx, channel.id, AgentEvents.TurnRequested, requested);
    }
    const usual = mentioned === undefined && channel.agentMode === "always" ? await defaultIn(tx, channel, agents) : undefined;
    const agent = mentioned ?? (usual !== undefined && (await isOn(tx, usual, channel.id)) ? usual : undefined);
    if (agent && !isEmpty(message) && (await holdMessage(tx, message)))
      await addTasks(tx, [
        {
          key: "answer",
          kind: "agents.turn",
          input: { ...turn, agent },
          priority: "high",
          uniqueKey: `answer/${message.id}`,
          channelId: channel.id,
          aboutMessageId: message.id,
        },
      ]);
  }),
  on(ChatEvents.WordsTakenBack, async (tx, { payload: words }) => {
    await redactEvents(tx, words);
    // An answer's words are in the steps of the task that wrote it, which is about the question.
    const answered = await tx.db.select({ id: answers.questionId }).from(answers).where(eq(answers.messageId, words.id));
    await tx.db.delete(feedback).where(eq(feedback.messageId, words.id));
    await forgetTasksAbout(tx, [words.id, ...answered.map(({ id }) => id)]);
    const isOfTurn = or(eq(answers.messageId, words.id), eq(answers.questionId, words.id));
    const turns = await tx.db.select({ taskId: answers.taskId }).from(answers).where(isOfTurn);
    const taskIds = turns.map(({ taskId }) => taskId).filter((taskId) => taskId !== "");
    await forgetTranscripts(tx, taskIds);
    for (const taskId of taskIds) await withdrawApprovals(tx, taskId);
    await forgetSummaries(tx, words.id);
    await forgetAnswers(tx);
  }),
  titling,
]);

/** In direct talk the first agent of those in it; elsewhere the workspace's default, which a private channel lets in for that. */
async function defaultIn(tx: Tx, channel: Channel, agents: ReadonlyMap<string, AgentName>): Promise<AgentName | undefined> {
  if (channel.kind === "direct") return channel.memberIds.flatMap((id) => agents.get(id) ?? [])[0];
  const chosen = await settingOf(tx, "agents.default");
  const [id] = [...agents].find(([, agent]) => agent === chosen) ?? [];
  if (id === undefined) return undefined;
  if (channel.kind === "private") await addToChannel(tx, { channelId: channel.id, memberIds: [id] });
  return chosen;
}

/** Files alone are nothing that an agent could answer. */
const isEmpty = (message: Message) => message.text === "";

async function agentsById(tx: Tx): Promise<Map<string, AgentName>> {
  const agents = await listAgents(tx);
  return new Map(agents.flatMap(({ id, agent }) => (AgentName.safeParse(agent).success ? [[id, AgentName.parse(agent)] as const] : [])));
}
