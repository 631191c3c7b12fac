import { eq, or } from "drizzle-orm";
import { withdrawApprovals } from "../approvals/index.ts";
import { ChatEvents } from "../chat/index.ts";
import { forgetAnswers } from "../gateway/index.ts";
import { IdentityEvents } from "../identity/index.ts";
import { MemoryEvents } from "../memory/index.ts";
import { defineFollower, on, onMany, redactEvents } from "../platform/index.ts";
import { forgetTasksAbout } from "../runs/index.ts";
import { forgetTranscripts } from "../turns/index.ts";
import { addAgents } from "../registry/index.ts";
import { answers, feedback } from "./tables.ts";
import { forgetSummaries } from "./context/forget-summaries.ts";
import { lookAround, takeUp } from "./take-up.ts";
import { titling } from "./title-thread.ts";

/** Agents join every workspace, and take up what people say to them, as the channel wants it. */
export const agentsFollower = defineFollower({ name: "agents", gatherMs: 50 }, [
  on(IdentityEvents.WorkspaceCreated, addAgents),
  onMany(ChatEvents.MessageSent, async (tx, sent) => {
    const around = lookAround(tx);
    // NOTE: what an agent says is never taken up, so that two of them cannot keep each other talking.
    const spoken = sent.filter(({ payload, actor }) => actor.kind === "person" && !payload.quiet).map(({ payload }) => payload);
    await Promise.all(spoken.flatMap(({ channelId, threadId }) => [around.channel(channelId), around.attendance(threadId)]));
    for (const message of spoken) await takeUp(tx, message, around);
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
  on(MemoryEvents.MemoryForgotten, forgetAnswers),
  titling,
]);
