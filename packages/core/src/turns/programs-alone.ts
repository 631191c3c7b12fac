import { and, count, desc, eq, gt, gte, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import { postMessage, type Message } from "../chat/index.ts";
import { messages } from "../chat/tables.ts";
import { agentActor, getMembers } from "../identity/index.ts";
import { members } from "../identity/tables.ts";
import { actAs, firstIdAt, type Tx } from "../platform/index.ts";
import { settingOf } from "../settings/index.ts";

const HOUR_MS = 3_600_000;
/** How many threads full of questions a program may have asked in an hour, wherever. */
const THREADS_AN_HOUR = 10;

/**
 * Whether programs alone have asked here for so long that agents wait for a person: one that answers whatever agents say would keep them at it
 * without end. The agent that is asked says so, once. Where agents are asked by name, what names nobody was no question.
 */
export async function waitsForPerson(tx: Tx, asked: Message, { agent, isByName }: { agent: string; isByName: boolean }): Promise<boolean> {
  if (asked.keyId === null) return false;
  const { id, threadId, authorId } = asked;
  const ofPeople = and(eq(messages.threadId, threadId), eq(messages.quiet, false), lte(messages.id, id), eq(members.kind, "person"));
  const [last = { id: "" }] = await tx.db
    .select({ id: messages.id })
    .from(messages)
    .innerJoin(members, eq(members.id, messages.authorId))
    .where(and(ofPeople, isNull(messages.keyId)))
    .orderBy(desc(messages.id))
    .limit(1);
  const [{ questions } = { questions: 0 }] = await tx.db
    .select({ questions: count() })
    .from(messages)
    .innerJoin(members, eq(members.id, messages.authorId))
    .where(
      and(ofPeople, isNotNull(messages.keyId), gt(messages.id, last.id), isByName ? sql`cardinality(${messages.mentions}) > 0` : undefined),
    );
  const most = await settingOf(tx, "agents.programQuestions");
  const say = async (why: string, once: string) => {
    const handle = (await getMembers(tx, [authorId])).get(authorId)?.handle ?? authorId;
    const text = `@${handle} I wait for a person now: ${why} Write here yourself, and I go on.`;
    await postMessage(actAs(tx, await agentActor(tx, agent)), { threadId, text, clientKey: `waits/${once}` });
    return true;
  };
  if (questions > most) return say(`the last ${questions} questions here were all a program’s.`, last.id === "" ? threadId : last.id);
  const everywhere = await askedInAnHour(tx, asked, isByName);
  if (everywhere <= most * THREADS_AN_HOUR) return false;
  const hour = Math.floor(tx.clockNow.getTime() / HOUR_MS);
  return say(`a program asked ${everywhere} questions in the last hour, here and elsewhere.`, `${asked.keyId}/${hour}`);
}

/** By one key, in all threads: one that opens ever new ones is bounded too. */
async function askedInAnHour(tx: Tx, { id, keyId, channelId }: Message, isByName: boolean): Promise<number> {
  const since = firstIdAt("msg", new Date(tx.clockNow.getTime() - HOUR_MS));
  const recent = and(eq(messages.workspaceId, tx.workspaceId), gte(messages.id, since), lte(messages.id, id), eq(messages.quiet, false));
  const names = sql`cardinality(${messages.mentions}) > 0`;
  return tx.db.$count(
    messages,
    and(recent, eq(messages.keyId, keyId ?? ""), isByName ? names : or(names, eq(messages.channelId, channelId))),
  );
}
