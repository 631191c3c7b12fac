import { inArray } from "drizzle-orm";
import type { Voice } from "../chat/index.ts";
import { getMembers, mayAll } from "../identity/index.ts";
import { isProgram, may, type Context, type Tool } from "../platform/index.ts";
import { answers, ownWords } from "./tables.ts";

/** Whether somebody's words are in it who could not do themselves what the agent could be made to do. */
export async function isTainted(
  agent: Context,
  talk: readonly Voice[],
  { askedFor, tools }: { askedFor: string; tools: readonly Tool[] },
): Promise<boolean> {
  // What a program has read nobody knows: its words may be those of whoever wrote that.
  if (talk.some(isProgram)) return true;
  const others = talk.filter(({ authorId }) => authorId !== askedFor);
  const members = await getMembers(
    agent,
    others.map(({ authorId }) => authorId),
  );
  const isPerson = ({ authorId }: Voice) => members.get(authorId)?.kind === "person";
  // What an agent wrote down outside of talk was decided upon as it did.
  const ids = others.flatMap((voice) => (isPerson(voice) ? [] : (voice.id ?? [])));
  if (ids.length > 0) {
    const known = await agent.db
      .select({ id: answers.messageId, tainted: answers.tainted })
      .from(answers)
      .where(inArray(answers.messageId, ids));
    if (known.some(({ tainted }) => tainted)) return true;
    const unknown = ids.filter((id) => !known.some((answer) => answer.id === id));
    if (unknown.length > 0 && (await countOwn(agent, unknown)) < new Set(unknown).size) return true;
  }
  const people = others.filter(isPerson).map(({ authorId }) => authorId);
  const permissions = tools.map(({ permission }) => permission).filter((permission) => may(agent.actor, permission));
  return !(await mayAll(agent, people, permissions));
}

function countOwn(agent: Context, ids: readonly string[]): Promise<number> {
  return agent.db.$count(ownWords, inArray(ownWords.messageId, [...ids]));
}
