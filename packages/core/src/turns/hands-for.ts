import { placeOf } from "../chat/index.ts";
import { actorOf, agentActor, rightsThroughKey } from "../identity/index.ts";
import { makeContext, may, withKey, type Actor, type Context } from "../platform/index.ts";

/** Who is worked for. */
export interface Asker {
  /** The person's member. */
  askedFor: string;
  /** Through which key or connected tool a program asked in their name. */
  keyId?: string | null | undefined;
}

/**
 * The agent as its tools act: with no right that it lacks now, or the person it works for, or the program that asked in their name, and with eyes
 * only for what all may read who read its answer: every member where the thread is public or there is none; elsewhere the readers of the thread's
 * channel, each of them. What it writes for a program is a program's.
 */
export async function handsFor(agent: Context, { askedFor, keyId }: Asker, threadId: string | null): Promise<Context> {
  const person = await actorOf(agent, { kind: "person", id: askedFor });
  const asker = keyId ? { ...person, can: await rightsThroughKey(agent, person, keyId) } : person;
  const { can } = await agentActor(agent, agent.actor);
  const { platform, workspaceId, requestId, actor } = await forReadersOf(agent, threadId);
  const hands = { ...actor, can: cut(can, asker), forMember: askedFor };
  return makeContext(platform, { workspaceId, requestId, actor: withKey(hands, keyId) });
}

/** The same actor, who sees of talk only what all readers of the thread may read: for what is told there, or kept there. */
export async function forReadersOf(ctx: Context, threadId: string | null): Promise<Context> {
  const { platform, workspaceId, requestId, actor } = ctx;
  return makeContext(platform, { workspaceId, requestId, actor: { ...actor, ...(await eyesIn(ctx, threadId)) } });
}

async function eyesIn(ctx: Context, threadId: string | null): Promise<Pick<Actor, "openOnly" | "audienceOf">> {
  if (threadId === null) return { openOnly: true };
  const { channel } = await placeOf(ctx, { threadId });
  return channel.kind === "public" ? { openOnly: true } : { audienceOf: channel.id };
}

function cut(can: Actor["can"], to: Actor): Actor["can"] {
  return can === "everything" ? to.can : new Set([...can].filter((permission) => may(to, permission)));
}
