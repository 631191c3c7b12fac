import type { IncomingHttpHeaders } from "node:http";
import { AppError, type Context, type ErrorCode, type Platform } from "@openvibe/core/platform";
import { contextFor, contextForKey, type KeyHolder, type SignedIn } from "@openvibe/core/identity";
import { os } from "@orpc/server";
import { z } from "zod";

/** One request as the procedures see it; what they find out about it ends up in the request log. */
export interface RequestScope {
  readonly platform: Platform;
  readonly requestId: string;
  readonly headers: IncomingHttpHeaders;
  /** Asked for by `?workspace=`; the header `x-workspace-id` goes first. */
  readonly workspaceQuery: string | undefined;
  authenticate(): Promise<SignedIn | undefined>;
  /** Whom an API key stands for, where the request brings one. */
  keyHolder(): Promise<KeyHolder | undefined>;
  workspaceId?: string;
  actorId?: string;
}

/** The HTTP status of every expected failure. */
export const STATUS: Readonly<Record<ErrorCode, number>> = {
  bad_request: 400,
  unauthenticated: 401,
  over_budget: 402,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  too_many_requests: 429,
  unavailable: 503,
};

const data = z.record(z.string(), z.unknown()).optional();
const expected = {
  bad_request: { status: STATUS.bad_request, data },
  unauthenticated: { status: STATUS.unauthenticated, data },
  over_budget: { status: STATUS.over_budget, data },
  forbidden: { status: STATUS.forbidden, data },
  not_found: { status: STATUS.not_found, data },
  conflict: { status: STATUS.conflict, data },
  too_large: { status: STATUS.too_large, data },
  too_many_requests: { status: STATUS.too_many_requests, data },
  unavailable: { status: STATUS.unavailable, data },
};

/** For everybody. */
const publicProcedure = os.$context<{ scope: RequestScope }>().errors(expected);

/** For whoever is signed in: gives `me`. */
export const signedIn = publicProcedure.use(async ({ context, next }) => {
  return next({ context: { me: await requireMe(context.scope) } });
});

/** For members of the workspace that the request names, or of their first one, and for API keys: the context is a verb's `ctx`. */
export const member = publicProcedure.use(async ({ context: { scope }, next }) => next({ context: whole(await memberContext(scope)) }));

/** The same for answers that are often the very same frozen object: the handler has them checked by `checkedOnce`, not oRPC every time. */
export const memberReads = os
  .$context<{ scope: RequestScope }>()
  .$config({ initialOutputValidationIndex: Number.NaN })
  .errors(expected)
  .use(async ({ context: { scope }, next }) => next({ context: whole(await memberContext(scope)) }));

/** oRPC copies a context for the next step, and a copy has nothing of its class: without this a verb that logs would break. */
function whole(ctx: Context): Context {
  return { ...ctx, log: ctx.log };
}

const checked = new WeakMap<object, unknown>();

/** The answer as its schema has it; that of a frozen one is frozen, and kept as long as it lives. */
export function checkedOnce<Answer>(schema: z.ZodType<Answer>, answer: Answer & object): Answer {
  if (!Object.isFrozen(answer)) return schema.parse(answer);
  const known = checked.get(answer);
  if (known !== undefined) return known as Answer;
  const fresh = Object.freeze(schema.parse(answer));
  checked.set(answer, fresh);
  return fresh;
}

/** What `member` gives a procedure, for the doors that take and give bytes. */
export async function memberContext(scope: RequestScope): Promise<Context> {
  const holder = await scope.keyHolder();
  const named = scope.headers["x-workspace-id"];
  const workspaceId = typeof named === "string" && named ? named : scope.workspaceQuery;
  const ctx = holder
    ? contextForKey(scope.platform, holder, workspaceId, scope.requestId)
    : contextFor(scope.platform, await requireMe(scope), workspaceId, scope.requestId);
  scope.workspaceId = ctx.workspaceId;
  scope.actorId = ctx.actor.id;
  return ctx;
}

async function requireMe(scope: RequestScope): Promise<SignedIn> {
  if (await scope.keyHolder()) throw new AppError("forbidden", "An API key acts inside its workspace alone. Sign in for this.");
  const me = await scope.authenticate();
  if (!me) throw new AppError("unauthenticated", "Sign in first.");
  return me;
}

export const pageOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), nextCursor: z.string().optional() });
