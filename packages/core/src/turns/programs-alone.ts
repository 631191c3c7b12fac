import { and, count, desc, eq, gt, isNotNull, isNull, lte, sql } from "drizzle-orm";
import { postMessage, type Message } from "../chat/index.ts";
import { messages } from "../chat/tables.ts";
import { agentActor, getMembers } from "../identity/index.ts";
import { members } from "../identity/tables.ts";
import { actAs, type Tx } from "../platform/index.ts";
import { settingOf } from "../settings/index.ts";

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
  if (questions <= most) return false;
  const owner = (await getMembers(tx, [authorId])).get(authorId);
  const text = `@${owner?.handle ?? authorId} I wait for a person now: the last ${questions} questions here were all a program’s. Write here yourself, and I go on.`;
  await postMessage(actAs(tx, await agentActor(tx, agent)), { threadId, text, clientKey: `waits/${last.id === "" ? threadId : last.id}` });
  return true;
}
