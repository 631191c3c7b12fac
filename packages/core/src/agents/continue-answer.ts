import { eq } from "drizzle-orm";
import { z } from "zod";
import { changeAnswer, emitAbout, getMessage, type Message } from "../chat/index.ts";
import { actAs, AppError, emit, isProgram, newId, personOf, SYSTEM, write, type Actor, type Context } from "../platform/index.ts";
import { requireOn } from "../registry/index.ts";
import { addTasks, findTask, tasksAbout } from "../runs/index.ts";
import { requireFewAlone, turnsAtWork, whoPays, type Asker } from "../turns/index.ts";
import { answerTask, Delegation } from "./answer.ts";
import { closedChannelOf, fetchAnswer, type AnswerRow } from "./internal.ts";
import { AgentEvents, AgentName, type ContinueAnswer } from "./model.ts";
import { answers, attendances } from "./tables.ts";

const Asked = z.object({ agent: AgentName.optional(), delegation: Delegation.optional() });

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
    await requireFewAlone(tx, question);
    // Raised, so that whoever wrote it before writes no more.
    const next = { taskId: "", run: answer.run + 1, changedAt: tx.clockNow };
    await tx.db.update(answers).set(next).where(eq(answers.messageId, messageId));
    const [attendance] = await tx.db.select().from(attendances).where(eq(attendances.threadId, changed.threadId));
    const system = actAs(tx, SYSTEM);
    const before = await newestTurn(system, answer);
    const after = before?.id ?? answer.taskId;
    const { delegation } = Asked.parse(before?.input ?? {});
    const continuedBy = continuing(tx.actor, delegation ?? { askedFor: question.authorId });
    const turn = { messageId: question.id, threadId: changed.threadId, text: question.text, agent: answer.agent, continuedBy };
    const groupId = before?.kind === "agents.turn" ? before.groupId : null;
    if (attendance && groupId === null) {
      const channelId = await closedChannelOf(tx, changed.threadId);
      const again = { ...turn, attendedBy: attendance.attendedBy, again: newId("turn"), claims: next.run, after };
      await emit(system, AgentEvents.TurnRequested, again, channelId === null ? {} : { channelId });
    } else {
      const about = { channelId: question.channelId, aboutMessageId: question.id };
      // NOTE: what another agent asked for is done for the person for whom that one worked, as before.
      const input = { ...turn, delegation, after };
      const dependsOn = await turnsAtWork(system, after);
      const again = { kind: "agents.turn", input, priority: "high", dependsOn, ...about } as const;
      const [taskId = ""] = await addTasks(system, [groupId === null ? again : { ...again, groupId }]);
      // NOTE: one that was stopped while it waited may wake yet: it is not its answer any more.
      await tx.db.update(answers).set({ taskId }).where(eq(answers.messageId, messageId));
      const said = { messageId, questionId: question.id, taskId, byProgram: isProgram(tx.actor) };
      if (groupId !== null) await emitAbout(tx, question.channelId, AgentEvents.AnswerContinued, { ...said, groupId });
    }
    return changed;
  });
}

/** That of its own task; where the next one is asked for and does not write yet, the newest there is. */
async function newestTurn(system: Context, { taskId, questionId, agent }: AnswerRow): ReturnType<typeof findTask> {
  if (taskId !== "") return findTask(system, { taskId });
  const known = await tasksAbout(system, { kind: answerTask.kind, messageId: questionId });
  for (const { id } of known.toReversed()) {
    const turn = await findTask(system, { taskId: id });
    if (Asked.safeParse(turn?.input).data?.agent === agent) return turn;
  }
  return undefined;
}

/** Whose rights it takes beside those of whoever asked, and who pays from here on; nobody else where it is gone on with by who paid before. */
function continuing(actor: Actor, before: Asker): Asker[] | undefined {
  const { keyId } = actor;
  return personOf(actor) === whoPays(before) && keyId === undefined ? undefined : [{ askedFor: personOf(actor), keyId }];
}
