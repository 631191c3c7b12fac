import { eq } from "drizzle-orm";
import { changeAnswer, getMessage, type Message } from "../chat/index.ts";
import { actAs, AppError, emit, newId, SYSTEM, write, type Context, type Tx } from "../platform/index.ts";
import { requireOn } from "../registry/index.ts";
import { addTasks, getTask } from "../runs/index.ts";
import { closedChannelOf, fetchAnswer } from "./internal.ts";
import { AgentEvents, type ContinueAnswer } from "./model.ts";
import { answers, attendances } from "./tables.ts";

/** Has the agent go on where its answer broke off, or write it afresh. */
export function continueAnswer(ctx: Context, { messageId, afresh = false }: ContinueAnswer): Promise<Message> {
  return write(ctx, "chat:write", async (tx) => {
    const changed = await changeAnswer(tx, messageId, ({ text, answerState }) => {
      if (answerState === "writing") throw new AppError("conflict", "This answer is being written. Stop it first.");
      if (answerState === null) throw new AppError("conflict", "This answer is whole. Ask again to get another one.");
      return afresh ? { text: "", answerState: "writing", writtenBy: null, insteadOf: null } : { text, answerState: "writing" };
    });
    if (!changed) throw new AppError("conflict", "This answer is deleted. Ask again to get another one.");
    const answer = await fetchAnswer(tx, messageId);
    const question = await getMessage(tx, { messageId: answer.questionId });
    if (question.deletedAt) throw new AppError("conflict", "The question is deleted. Ask it again.");
    await requireOn(tx, answer.agent, question.channelId);
    // Raised, so that whoever wrote it before writes no more.
    const next = { taskId: "", run: answer.run + 1, changedAt: tx.clockNow };
    await tx.db.update(answers).set(next).where(eq(answers.messageId, messageId));
    const turn = { messageId: question.id, threadId: changed.threadId, text: question.text, agent: answer.agent };
    const [attendance] = await tx.db.select().from(attendances).where(eq(attendances.threadId, changed.threadId));
    const system = actAs(tx, SYSTEM);
    if (attendance) {
      const channelId = await closedChannelOf(tx, changed.threadId);
      const again = { ...turn, attendedBy: attendance.attendedBy, again: newId("turn"), after: answer.taskId };
      await emit(system, AgentEvents.TurnRequested, again, channelId === null ? {} : { channelId });
    } else {
      const about = { channelId: question.channelId, aboutMessageId: question.id };
      const input = { ...turn, after: answer.taskId };
      const dependsOn = await whileAtWork(system, answer.taskId);
      const [taskId = ""] = await addTasks(system, [{ kind: "agents.turn", input, priority: "high", dependsOn, ...about }]);
      // NOTE: one that was stopped while it waited may wake yet: it is not its answer any more.
      await tx.db.update(answers).set({ taskId }).where(eq(answers.messageId, messageId));
    }
    return changed;
  });
}

/** What the turn before has done is in its transcript once nobody works at it: until then the next one waits. */
async function whileAtWork(system: Tx, taskId: string): Promise<{ task: string; allowFailure: true }[]> {
  const before = await getTask(system, { taskId }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return undefined;
    throw error;
  });
  return before?.state === "running" ? [{ task: taskId, allowFailure: true }] : [];
}
