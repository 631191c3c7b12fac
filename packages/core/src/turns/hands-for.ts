import { placeOf } from "../chat/index.ts";
import { actorOf, agentActor, rightsThroughKey } from "../identity/index.ts";
import { isProgram, makeContext, may, withKey, type Actor, type Context } from "../platform/index.ts";
import type { Asker } from "./model.ts";

/**
 * The agent as its tools act: with no right that it lacks now, or the person it works for, the program that asked in their name, or who had it go on, and with eyes
 * only for what all may read who read its answer: every member where the thread is public or there is none; elsewhere the readers of the thread's
 * channel, each of them. What it writes for a program is a program's.
 */
export async function handsFor(agent: Context, asker: Asker, threadId: string | null): Promise<Context> {
  let { can } = await agentActor(agent, agent.actor);
  for (const each of askersOf(asker)) can = cut(can, { can: await rightsOfAsker(agent, each) });
  const { platform, workspaceId, requestId, actor } = await forReadersOf(agent, threadId);
  const hands = { ...actor, can, forMember: asker.askedFor };
  return makeContext(platform, { workspaceId, requestId, actor: withKey(hands, keyOf(asker)) });
}

/** What they may do now, and what the program may that asked in their name. */
export async function rightsOfAsker(ctx: Context, { askedFor, keyId }: Asker): Promise<Actor["can"]> {
  const person = await actorOf(ctx, { kind: "person", id: askedFor });
  return keyId ? rightsThroughKey(ctx, person, keyId) : person.can;
}

/** All whose rights it takes. */
export const askersOf = (asker: Asker): Asker[] => [asker, ...(asker.continuedBy ?? [])];

/** The person on whose budgets and keys it counts: who had it go on last, else who asked. */
export const whoPays = (asker: Asker): string => (askersOf(asker).at(-1) ?? asker).askedFor;

/** Whose is what it makes that works on by itself, as a plan does: of the program that asked last, as its key is good for that person alone, else of who pays. */
export const whoOwns = (asker: Asker): string => askersOf(asker).findLast(isProgram)?.askedFor ?? whoPays(asker);

/** Of the program that asked last, where one did. */
export const keyOf = (asker: Asker): string | undefined => askersOf(asker).findLast(isProgram)?.keyId ?? undefined;

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

function cut(can: Actor["can"], to: Pick<Actor, "can">): Actor["can"] {
  return can === "everything" ? to.can : new Set([...can].filter((permission) => may(to, permission)));
}
