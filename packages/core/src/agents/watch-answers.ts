import { eq } from "drizzle-orm";
import { changeAnswer, listBeingWritten } from "../chat/index.ts";
import { AppError, systemContext, write, type Platform } from "../platform/index.ts";
import { findTask } from "../runs/index.ts";
import { fetchAnswer } from "./internal.ts";
import { answers } from "./tables.ts";

const EVERY_MS = 15_000;
/** How long an answer that was asked for again may wait for its task. */
const PATIENCE_MS = 120_000;
const AT_ONCE = 500;
const OVER: ReadonlySet<string> = new Set(["done", "failed", "cancelled"]);

/** Marks answers as interrupted whose writer is gone for good, such as one that was killed and given up: no answer is being written for ever. */
export function watchAnswers(platform: Platform): { look(): Promise<void>; close(): Promise<void> } {
  let looking: Promise<void> = Promise.resolve();
  const look = () =>
    (looking = looking
      .then(() => markAbandoned(platform))
      .catch((error: unknown) => platform.log.warn({ err: error }, "unfinished answers could not be looked after and will be later")));
  const timer = setInterval(() => void look(), EVERY_MS).unref();
  void look();
  return {
    look,
    async close() {
      clearInterval(timer);
      await looking;
    },
  };
}

async function markAbandoned(platform: Platform): Promise<void> {
  for (const { id, workspaceId } of await listBeingWritten(systemContext(platform), AT_ONCE)) {
    await write(systemContext(platform, workspaceId), "agents:answer", async (tx) => {
      const [answer] = await tx.db.select().from(answers).where(eq(answers.messageId, id));
      if (!answer) return;
      const age = tx.clockNow.getTime() - answer.changedAt.getTime();
      const task = answer.taskId === "" ? "not begun" : await standingOf(platform, workspaceId, answer.taskId);
      if (task === "at work" || (task === "not begun" && age <= PATIENCE_MS)) return;
      const marked = await changeAnswer(tx, id, ({ text, answerState }) =>
        answerState === "writing" ? { text, answerState: "interrupted" } : undefined,
      );
      if (marked && (await fetchAnswer(tx, id)).run !== answer.run) throw new AppError("conflict", "Somebody writes this answer again.");
    });
  }
}

async function standingOf(platform: Platform, workspaceId: string, taskId: string): Promise<"not begun" | "at work" | "over"> {
  const task = await findTask(systemContext(platform, workspaceId), { taskId });
  if (!task || OVER.has(task.state)) return "over";
  return task.startedAt === null ? "not begun" : "at work";
}
