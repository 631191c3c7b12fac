import { and, eq } from "drizzle-orm";
import { sayLive, startShowing, type LiveAnswer } from "../activity/index.ts";
import {
  changeAnswer,
  emitAbout,
  getMessage,
  keepAnswer,
  MESSAGE_LIMIT,
  placeOf,
  postMessage,
  type AnswerState,
  type ThreadPlace,
} from "../chat/index.ts";
import { settled, stream, type Writer } from "../gateway/index.ts";
import { AppError, messageOf, write, type Context } from "../platform/index.ts";
import { TaskSuspended, type Run } from "../runs/index.ts";
import { asAgent } from "./act-as-agent.ts";
import { givenBrief } from "./context/project-brief.ts";
import { fetchAnswer } from "./internal.ts";
import { asRow, inTurn, startKeeping, type Turn, type Written } from "./keep-writing.ts";
import { knownHere } from "./known-here.ts";
import { AgentEvents, type AgentName } from "./model.ts";
import { preferOf, requireOn, selfOf } from "../registry/index.ts";
import { answerSkill } from "./skills.ts";
import { answers } from "./tables.ts";

const END_ATTEMPTS = 5;
const END_AGAIN_MS = 200;

export interface AnswerRequest {
  threadId: string;
  /** The message that is answered. */
  questionId: string;
  text: string;
  agent: AgentName;
  /** The `run` of an answer that waits for its next turn, and for no other. */
  claims?: number | undefined;
}

/** What stands between the question and the end of its answer. */
export interface Speaker {
  /** The text that is there already and stays; what was said so far, unless it says otherwise. */
  from?(soFar: string): Promise<string>;
  /** Says the rest; returns the model that wrote it, and the one that should have, where it was not told them, and whether it could go on. */
  speak(speech: Speech): Promise<Partial<Writer> & { tainted?: boolean; answerState?: AnswerState }>;
}

export interface Speech {
  run: Run;
  agent: Context;
  request: AnswerRequest;
  soFar: string;
  soFarBy: Writer | undefined;
  live: LiveAnswer;
  place: ThreadPlace;
  signal: AbortSignal;
  onText: () => void;
  /** Whose words come from now on. */
  onWriter: (writer: Writer) => void;
  /** The row has all that was said so far. */
  keep: () => Promise<void>;
  /** Aborts `signal` where somebody has stopped it, or writes it in our place by now. */
  check: () => Promise<void>;
}

/**
 * Answers in the thread, word by word: the message is there at once, readers get its text by signals, and the row follows. An attempt after
 * a broken one goes on where that one was; nothing is written any more once a person has stopped it.
 */
export async function writeAnswer(run: Run, request: AnswerRequest, speaker: Speaker = plainly): Promise<void> {
  const agent = await asAgent(run.ctx, request.agent);
  const begun = await begin(run, agent, request);
  if (!begun) return;
  const turn = { ...begun, soFar: (await speaker.from?.(begun.soFar)) ?? begun.soFar };
  const stop = new AbortController();
  const { channel } = turn.place;
  const channelId = channel.kind === "public" ? null : channel.id;
  const { messageId, run: number } = turn;
  const live = sayLive(
    run.ctx.platform,
    { workspaceId: agent.workspaceId, channelId, threadId: request.threadId, messageId, run: number },
    turn.soFar,
    () => stop.abort(),
  );
  let writer: Partial<Writer> = {};
  const written = (): Written => ({ text: live.text, ...(live.text.length > turn.soFar.length ? writer : {}) });
  const keeper = startKeeping(agent, turn, written, () => stop.abort());
  const onWriter = (next: Writer) => void (writer = next);
  try {
    const { soFar, soFarBy, place } = turn;
    // Whoever stopped it before anybody listened for that was heard by nobody.
    await keeper.check();
    const signal = AbortSignal.any([run.signal, stop.signal]);
    signal.throwIfAborted();
    const { look: onText, keep, check } = keeper;
    const said = await speaker.speak({ run, agent, request, soFar, soFarBy, live, place, signal, onText, onWriter, keep, check });
    await keeper.close();
    if (!stop.signal.aborted) await end(agent, turn, { ...written(), answerState: null, ...said });
  } catch (error) {
    await keeper.close();
    if (stop.signal.aborted) return;
    if (error instanceof TaskSuspended || run.isTriedAgain(error)) {
      await inTurn(agent, turn, (tx) => keepAnswer(tx, turn.messageId, asRow(written())));
      throw error;
    }
    await end(agent, turn, { ...written(), answerState: "interrupted" }).catch((fault: unknown) =>
      agent.log.error({ err: fault, messageId }, "an answer that broke off could not be marked as such"),
    );
    throw error;
  } finally {
    live.close();
    if (stop.signal.aborted) await tellAtRest(agent, turn);
  }
}

/** Posts the message, or takes it up where it is; undefined when it is not this task's to write. */
async function begin(run: Run, agent: Context, request: AnswerRequest): Promise<Turn | undefined> {
  const { threadId, questionId } = request;
  return write(agent, "chat:write", async (tx) => {
    const place = await placeOf(tx, { threadId });
    const ofQuestion = and(eq(answers.questionId, questionId), eq(answers.agent, request.agent));
    const [known] = await tx.db.select().from(answers).where(ofQuestion);
    if (!known) {
      await requireOn(tx, request.agent, place.channel.id);
      // Which model writes is not known before one answers.
      const post = { threadId, text: "", answerState: "writing" as const, clientKey: `answer/${questionId}/${request.agent}` };
      const { id } = await postMessage(tx, post);
      const row = { messageId: id, workspaceId: tx.workspaceId, questionId, agent: request.agent, taskId: run.taskId, run: 1 };
      await tx.db.insert(answers).values({ ...row, changedAt: tx.clockNow });
      await run.requireHold(tx);
      return { messageId: id, run: 1, soFar: "", place };
    }
    if (known.taskId === "" ? known.run !== request.claims : known.taskId !== run.taskId) return undefined;
    const message = await changeAnswer(tx, known.messageId, ({ text, answerState }) =>
      answerState === "writing" || answerState === "interrupted" ? { text, answerState: "writing" } : undefined,
    );
    if (!message) return undefined;
    const held = await fetchAnswer(tx, known.messageId);
    if (held.run !== known.run) throw new AppError("conflict", "Somebody else writes this answer by now.");
    await run.requireHold(tx);
    const next = { taskId: run.taskId, run: known.run + 1, changedAt: tx.clockNow };
    await tx.db.update(answers).set(next).where(eq(answers.messageId, known.messageId));
    const { text: soFar, writtenBy, insteadOf } = message;
    const soFarBy = writtenBy === null ? undefined : { writtenBy, insteadOf: insteadOf ?? undefined };
    return { messageId: known.messageId, run: next.run, soFar, soFarBy, place };
  });
}

/** Once the calls that were stopped are in the books. */
async function tellAtRest(agent: Context, { messageId, place }: Turn): Promise<void> {
  try {
    await settled(agent.platform);
    await write(agent, "chat:write", (tx) => emitAbout(tx, place.channel.id, AgentEvents.AnswerAtRest, { messageId }));
  } catch (error) {
    agent.log.warn({ fault: messageOf(error), messageId }, "nobody was told that an answer is at rest");
  }
}

/** One model call that streams, without tools. */
const plainly: Speaker = {
  async speak({ run, agent, request, soFar, live, place, signal, onText, onWriter }) {
    const self = await selfOf(agent, request.agent);
    const { instructions } = self;
    const { text, threadId, questionId } = request;
    const project = await givenBrief(agent, request);
    const { projectId, spec = null, facts = {} } = project ?? {};
    const { authorId: onBehalfOf } = await getMessage(run.ctx, { messageId: questionId });
    const showing = startShowing(agent, place);
    const onWait = (what: string | null) => showing.doing(what ?? "thinking");
    const purpose = { onBehalfOf, projectId, threadId, taskId: run.taskId, prefer: preferOf(self, "normal"), onWait };
    try {
      const { lines: context } = await knownHere(agent, { ...request, projectId, onBehalfOf, taskId: run.taskId });
      const input = { instructions, text, spec, facts, context, ...(soFar === "" ? {} : { soFar }) };
      for await (const part of stream(agent, { skill: answerSkill, input, signal, onWriter, purpose })) {
        signal.throwIfAborted();
        showing.spoke();
        appendTo(live, part);
        onText();
        if (live.text.length >= MESSAGE_LIMIT) break;
      }
    } finally {
      showing.end();
    }
    signal.throwIfAborted();
    if (live.text.trim() === "") throw new AppError("unavailable", "The model gave no answer.");
    return { tainted: false };
  },
};

/** As much of it as a message holds, beside the `room` that is kept for what comes after. */
export function appendTo(live: LiveAnswer, text: string, room = 0): void {
  live.append(text.replaceAll("\u0000", "").slice(0, Math.max(0, MESSAGE_LIMIT - room - live.text.length)));
}

interface Ending extends Written {
  answerState: AnswerState | null;
  tainted?: boolean;
}

async function end(agent: Context, turn: Turn, { answerState, tainted, ...written }: Ending): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await inTurn(agent, turn, async (tx) => {
        await changeAnswer(tx, turn.messageId, (message) =>
          message.answerState === "writing" ? { ...asRow(written), answerState } : undefined,
        );
        if (tainted !== undefined) await tx.db.update(answers).set({ tainted }).where(eq(answers.messageId, turn.messageId));
      });
      return;
    } catch (error) {
      if (error instanceof AppError && ["conflict", "not_found"].includes(error.code)) return;
      if (attempt >= END_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, END_AGAIN_MS * attempt));
    }
  }
}
