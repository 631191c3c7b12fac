import { findModel, type CallPurpose, type CallReport, type Difficulty, type ModelAnswer } from "@openvibe/core/gateway";
import { findVirtualKey, type KeyBearer } from "@openvibe/core/keys";
import { AppError, makeContext, messageOf, takeTurn, type Context, type Platform } from "@openvibe/core/platform";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import { bearerOf } from "./bearer.ts";

export const MODELS_DOOR = "/v1/";
const MOST_BYTES = 16 * 1024 * 1024;
const PER_MINUTE = 600;
/** Guesses at keys from one address. */
const REFUSED_PER_MINUTE = 60;
/** Names that leave the choice to the workspace's routes. */
export const ROUTES: ReadonlyMap<string, Difficulty> = new Map([
  ["auto", "normal"],
  ["routine", "routine"],
  ["normal", "normal"],
  ["hard", "hard"],
]);

export interface Entered {
  ctx: Context;
  bearer: KeyBearer;
}

const atTheDoor = new WeakMap<FastifyRequest, Entered>();

/** For each route here: the key is looked at before the body, of which nothing is read for who has none. Clients of Anthropic look for the request's number. */
export function routeOptions(platform: Platform) {
  return {
    bodyLimit: MOST_BYTES,
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      reply.header("request-id", request.id);
      atTheDoor.set(request, await enter(platform, request));
    },
  };
}

/** Who came in by a route that has the options above. */
export function enteredBy(request: FastifyRequest): Entered {
  const entered = atTheDoor.get(request);
  if (!entered) throw new Error("a route of the models' door without its options");
  return entered;
}

/** Whom the model key of a request stands for. A key that cannot be looked up is a fault of ours, 503, and never a wrong key. */
async function enter(platform: Platform, request: FastifyRequest): Promise<Entered> {
  const token = bearerOf(request.headers) ?? anthropicKeyOf(request);
  const bearer = token === undefined ? undefined : await lookUp(platform, token);
  if (!bearer) {
    if (!takeTurn(platform, `models/refused/${request.ip}`, REFUSED_PER_MINUTE))
      throw new AppError("too_many_requests", "Too many wrong keys came from this address. Wait a minute.");
    throw new AppError(
      "unauthenticated",
      "This key is not valid. Send a model key as “Authorization: Bearer ovm_…”; an admin makes one in the settings.",
    );
  }
  if (!takeTurn(platform, `models/${bearer.keyId}`, PER_MINUTE))
    throw new AppError("too_many_requests", `This key makes more than ${PER_MINUTE} requests a minute. Wait a moment.`, {
      details: { retryAfterMs: 60_000 / PER_MINUTE },
    });
  const { workspaceId, actor } = bearer;
  return { ctx: makeContext(platform, { workspaceId, actor, requestId: request.id }), bearer };
}

/** Whether the client is one of Anthropic's format, at a path that several formats share. */
export const speaksAnthropic = ({ headers }: FastifyRequest): boolean => headers["anthropic-version"] !== undefined;

/** Clients of Anthropic send theirs so. */
function anthropicKeyOf({ headers }: FastifyRequest): string | undefined {
  const key = headers["x-api-key"];
  return typeof key === "string" ? key : undefined;
}

async function lookUp(platform: Platform, token: string): Promise<KeyBearer | undefined> {
  try {
    return await findVirtualKey(platform, token);
  } catch (cause) {
    platform.log.warn({ fault: messageOf(cause) }, "a model key could not be looked up");
    throw new AppError("unavailable", "The key could not be checked just now. Try again in a moment.", { cause });
  }
}

export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const { path, message } = innermost(read.error);
  throw new AppError("bad_request", `${path.join(".") || "body"}: ${message}`);
}

/** Where several forms would do, what is wrong by the one that it came nearest to. */
function innermost({ issues: [issue] }: Pick<z.ZodError, "issues">): { path: PropertyKey[]; message: string } {
  if (!issue) return { path: [], message: "cannot be read" };
  if (issue.code !== "invalid_union") return issue;
  const tried = issue.errors.map((issues) => innermost({ issues })).toSorted((a, b) => b.path.length - a.path.length);
  const [nearest] = tried;
  return nearest && nearest.path.length > 0 ? { ...nearest, path: [...issue.path, ...nearest.path] } : issue;
}

export async function purposeOf(entered: Entered, model: string, skill: string): Promise<CallPurpose> {
  return { ...(await askedFor(entered, model, skill)), answerFirst: true };
}

async function askedFor({ ctx, bearer }: Entered, model: string, skill: string): Promise<CallPurpose> {
  const { keyId, models, purpose } = bearer;
  const name = model.replace(/^openvibe\/?/, "") || "auto";
  // NOTE: a program that works for an agent is given the agent's models, whatever names it has for its own.
  if (purpose) return { ...purpose, skill: "turn", keyId, difficulty: ROUTES.get(name) ?? "normal" };
  const difficulty = ROUTES.get(name);
  if (difficulty) return { skill, keyId, difficulty, ...(models.length > 0 ? { models } : {}) };
  return { skill, keyId, models: [await findModel(ctx, name, models)] };
}

/** "provider/model" that answered. */
export function refOf(metadata: ModelAnswer["providerMetadata"]): string | undefined {
  const report = metadata?.["openvibe"] as unknown as CallReport | undefined;
  return report && `${report.provider}/${report.model}`;
}
