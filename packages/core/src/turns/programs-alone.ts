import { and, count, desc, eq, gt, gte, inArray, isNotNull, isNull, lte, or, sql, type SQL } from "drizzle-orm";
import { postMessage, type Message } from "../chat/index.ts";
import { messages } from "../chat/tables.ts";
import { agentActor, getMembers } from "../identity/index.ts";
import { members } from "../identity/tables.ts";
import { actAs, AppError, firstIdAt, type Tx } from "../platform/index.ts";
import { tasks } from "../runs/tables.ts";
import { settingOf } from "../settings/index.ts";

const HOUR_MS = 3_600_000;
/** How many threads full of questions a program may have asked in an hour, wherever. */
const THREADS_AN_HOUR = 10;

/**
 * Whether programs alone have asked here for so long that agents wait for a person: one that answers whatever agents say would keep them at it
 * without end. The agent that is asked says so, once. Where agents are asked by name, what names nobody was no question.
 */
export async function waitsForPerson(tx: Tx, asked: Message, { agent, isByName }: { agent: string; isByName: boolean }): Promise<boolean> {
  const { id: until, threadId, authorId, channelId, keyId } = asked;
  if (keyId === null) return false;
  const { most, here, last, everywhere } = await countAlone(tx, { threadId, channelId, keyId, isByName, until });
  const say = async (why: string, once: string) => {
    const handle = (await getMembers(tx, [authorId])).get(authorId)?.handle ?? authorId;
    const text = `@${handle} I wait for a person now: ${why} Write here yourself, and I go on.`;
    await postMessage(actAs(tx, await agentActor(tx, agent)), { threadId, text, clientKey: `waits/${once}` });
    return true;
  };
  if (here > most) return say(`the last ${here} questions here were all a program’s.`, last === "" ? threadId : last);
  if (everywhere <= most * THREADS_AN_HOUR) return false;
  const hour = Math.floor(tx.clockNow.getTime() / HOUR_MS);
  return say(`a program asked ${everywhere} questions in the last hour, here and elsewhere.`, `${keyId}/${hour}`);
}

/** Refuses a program that would have an agent go on, where programs alone have kept agents at it as long as they may: it asks nothing, and costs as much. */
export async function requireFewAlone(tx: Tx, place: { threadId: string; channelId: string }): Promise<void> {
  const { keyId } = tx.actor;
  if (keyId === undefined) return;
  const { most, here, everywhere } = await countAlone(tx, { ...place, keyId, isByName: true });
  if (here >= most || everywhere >= most * THREADS_AN_HOUR)
    throw new AppError(
      "too_many_requests",
      "Programs alone have kept agents at work for long enough here. Agents wait for a person now, who can write in the thread or press Go on.",
    );
}

interface Alone {
  threadId: string;
  channelId: string;
  keyId: string;
  isByName: boolean;
  /** The message that asks. */
  until?: string;
}

/** What agents did for programs: in the thread since a person last wrote there, which is `last`, and for this key in the last hour, wherever. */
async function countAlone(tx: Tx, { threadId, channelId, keyId, isByName, until }: Alone) {
  const told = and(
    eq(messages.workspaceId, tx.workspaceId),
    eq(messages.quiet, false),
    until === undefined ? undefined : lte(messages.id, until),
  );
  const ofPeople = and(told, eq(messages.threadId, threadId), eq(members.kind, "person"));
  const [last] = await tx.db
    .select({ id: messages.id, at: messages.createdAt })
    .from(messages)
    .innerJoin(members, eq(members.id, messages.authorId))
    .where(and(ofPeople, isNull(messages.keyId)))
    .orderBy(desc(messages.id))
    .limit(1);
  const names = sql`cardinality(${messages.mentions}) > 0`;
  const [{ asked } = { asked: 0 }] = await tx.db
    .select({ asked: count() })
    .from(messages)
    .innerJoin(members, eq(members.id, messages.authorId))
    .where(and(ofPeople, isNotNull(messages.keyId), gt(messages.id, last?.id ?? ""), isByName ? names : undefined));
  const inThread = tx.db.select({ id: messages.id }).from(messages).where(eq(messages.threadId, threadId));
  const here = await countContinued(
    tx,
    and(inArray(tasks.aboutMessageId, inThread), last && gt(tasks.createdAt, last.at), isNotNull(CONTINUED_BY)),
  );
  const hourAgo = new Date(tx.clockNow.getTime() - HOUR_MS);
  // NOTE: by one key, in all threads: one that opens ever new ones is bounded too.
  const recent = and(told, gte(messages.id, firstIdAt("msg", hourAgo)), eq(messages.keyId, keyId));
  const everywhere = await tx.db.$count(messages, and(recent, isByName ? names : or(names, eq(messages.channelId, channelId))));
  const continued = await countContinued(tx, and(gte(tasks.id, firstIdAt("tsk", hourAgo)), eq(CONTINUED_BY, keyId)));
  const most = await settingOf(tx, "agents.programQuestions");
  return { most, here: asked + here, last: last?.id ?? "", everywhere: everywhere + continued };
}

/** The key of the program that had an answer go on. */
const CONTINUED_BY = sql<string>`${tasks.input} -> 'continuedBy' -> -1 ->> 'keyId'`;

/** How often an answer went on; a turn that a module took up first has two tasks. */
async function countContinued(tx: Tx, which: SQL | undefined): Promise<number> {
  const times = sql<number>`count(distinct ${tasks.input} ->> 'after')::int`;
  const [{ continued } = { continued: 0 }] = await tx.db
    .select({ continued: times })
    .from(tasks)
    .where(and(eq(tasks.workspaceId, tx.workspaceId), which));
  return continued;
}
