import { embed, modelDriver } from "../gateway/index.ts";
import { AppError, messageOf, systemContext, type Context } from "../platform/index.ts";
import { shrink, type SmallVector } from "./small-vector.ts";

export interface Meaning {
  model: string;
  dimensions: number;
  offline: boolean;
  vectors: SmallVector[];
}

/** For what it is asked, where that is more than the actor tells. */
export interface PaidBy {
  /** A person; the one for whom an agent works, when left out. */
  onBehalfOf?: string | undefined;
  projectId?: string | undefined;
  /** The turn in which it is asked: it counts within its limit. */
  taskId?: string | undefined;
  costLimitMicros?: number | undefined;
}

/** By these models alone where some are named; what an agent has embedded counts with the person it works for. Undefined where no embedding is to be had now: what asks then works by word, and asks again later. */
export async function meaningsOf(
  ctx: Context,
  texts: string[],
  models?: readonly string[],
  { onBehalfOf = ctx.actor.forMember, ...paidBy }: PaidBy = {},
): Promise<Meaning | undefined> {
  const { platform, workspaceId, actor } = ctx;
  if (!platform.drivers.find(modelDriver)) return undefined;
  const payer = actor.kind === "person" ? { onBehalfOf: actor.id } : actor.kind === "agent" ? { agentId: actor.id, onBehalfOf } : {};
  try {
    // NOTE: who may remember need not hold the right to call models for other things.
    const purpose = { skill: "embed", difficulty: "routine", models, ...paidBy, ...payer } as const;
    const { vectors, model, dimensions, offline } = await embed(systemContext(platform, workspaceId), purpose, texts);
    return { model, dimensions, offline, vectors: vectors.map(shrink) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    ctx.log.warn({ fault: messageOf(error) }, "a text could not be embedded; it goes by words");
    return undefined;
  }
}
