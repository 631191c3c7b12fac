import { eq } from "drizzle-orm";
import { getMessage, keepAnswer, type ThreadPlace } from "../chat/index.ts";
import type { Writer } from "../gateway/index.ts";
import { AppError, messageOf, write, type Context, type Tx } from "../platform/index.ts";
import { fetchAnswer } from "./internal.ts";
import { answers } from "./tables.ts";

const KEEP_MS = 1_000;
const KEEP_CHARACTERS = 500;
/** A signal that it was stopped may be lost: so long at most nobody looks. */
const LOOK_MS = 5_000;

/** The right to write an answer: of the one task it is given to, until somebody else starts or goes on writing it. */
export interface Turn {
  messageId: string;
  run: number;
  soFar: string;
  soFarBy?: Writer | undefined;
  place: ThreadPlace;
}

/** A transaction that is refused when somebody else writes the answer by now. */
export function inTurn<T>(agent: Context, turn: Turn, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return write(agent, "chat:write", async (tx) => {
    const done = await fn(tx);
    const { run } = await fetchAnswer(tx, turn.messageId);
    if (run !== turn.run) throw new AppError("conflict", "Somebody else writes this answer by now.");
    return done;
  });
}

/** Whether nobody has stopped it, and nobody else writes it by now. */
async function isOurs(agent: Context, { messageId, run }: Turn): Promise<boolean> {
  try {
    const [answer] = await agent.db.select({ run: answers.run }).from(answers).where(eq(answers.messageId, messageId));
    return answer?.run === run && (await getMessage(agent, { messageId })).answerState === "writing";
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return false;
    throw error;
  }
}

/** Keeps the row behind the text by a second or a paragraph at most, one write at a time and beside the stream. */
export function startKeeping(agent: Context, turn: Turn, written: () => Written, onLost: () => void) {
  let kept: Written = { text: turn.soFar };
  let keptAt = performance.now();
  let lookedAt = keptAt;
  let saving: Promise<void> | undefined;

  async function check(): Promise<void> {
    lookedAt = performance.now();
    if (!(await isOurs(agent, turn))) onLost();
  }

  async function keep(): Promise<void> {
    const now = written();
    try {
      await inTurn(agent, turn, async (tx) => keepAnswer(tx, turn.messageId, asRow(now)));
      kept = now;
    } catch (error) {
      if (error instanceof AppError && ["conflict", "not_found"].includes(error.code)) onLost();
      else agent.log.warn({ fault: messageOf(error), messageId: turn.messageId }, "an answer could not be kept and will be later");
    } finally {
      keptAt = performance.now();
      saving = undefined;
    }
  }

  const look = () => {
    const now = written();
    const news = now.text.length - kept.text.length;
    const isDue = now.writtenBy !== kept.writtenBy || performance.now() - keptAt >= KEEP_MS;
    if (news >= KEEP_CHARACTERS || (news > 0 && isDue)) saving ??= keep();
    else if (performance.now() - Math.max(keptAt, lookedAt) >= LOOK_MS)
      check().catch((error: unknown) =>
        agent.log.warn({ fault: messageOf(error) }, "an answer could not be looked after and will be later"),
      );
  };
  const timer = setInterval(look, KEEP_MS / 4);
  return {
    look,
    check,
    keep: async () => {
      await saving;
      if (written().text.length > kept.text.length) await (saving ??= keep());
    },
    async close() {
      clearInterval(timer);
      await saving;
    },
  };
}

/** The text so far; without a writer as long as all of it was there before. */
export interface Written extends Partial<Writer> {
  text: string;
}

export const asRow = ({ text, writtenBy, insteadOf }: Written) => ({
  text: text.toWellFormed(),
  ...(writtenBy === undefined ? {} : { writtenBy, insteadOf: insteadOf ?? null }),
});
