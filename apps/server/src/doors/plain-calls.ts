import { createProcedureClient, ORPCError, type AnyProcedure } from "@orpc/server";
import type { StandardHandlerOptions } from "@orpc/server/standard";
import type { RequestScope } from "../api/base.ts";
import { mapProcedureErrors } from "./errors.ts";

export type Interceptor = NonNullable<StandardHandlerOptions<{ scope: RequestScope }>["clientInterceptors"]>[number];

export type Call = (input: unknown, options: { context: { scope: RequestScope } }) => Promise<unknown>;

interface Outcome {
  output: unknown;
  error?: ORPCError<string, unknown>;
}

/**
 * Calls of procedures without oRPC's adapters for HTTP, which cost more than most procedures. What cannot be written plainly afterwards goes
 * through the adapter, whose handler takes `interceptors` too: they give it the outcome, and the procedure is not called again.
 */
export function makePlainCalls(...first: Interceptor[]) {
  const outcomes = new WeakMap<RequestScope, Outcome>();
  const replay: Interceptor = async (asked) => {
    const outcome = outcomes.get(asked.context.scope);
    if (outcome?.error) throw outcome.error;
    return outcome ? outcome.output : asked.next();
  };
  const interceptors: readonly Interceptor[] = [...first, mapProcedureErrors, replay];

  return {
    interceptors,
    callOf(procedure: AnyProcedure, path: readonly string[]): Call {
      return createProcedureClient(procedure, {
        path: [...path],
        context: (given: { scope: RequestScope }) => given,
        interceptors: [...interceptors],
      }) as Call;
    },
    /** The status and body to reply with; undefined where the adapter must write it. */
    async reply(call: Call, input: unknown, scope: RequestScope, write: (output: unknown) => string | Buffer | undefined) {
      const outcome = await outcomeOf(call, input, scope);
      const body = write(outcome.error ? outcome.error.toJSON() : outcome.output);
      if (body === undefined) outcomes.set(scope, outcome);
      return body === undefined ? undefined : { status: outcome.error?.status, body };
    },
  };
}

async function outcomeOf(call: Call, input: unknown, scope: RequestScope): Promise<Outcome> {
  try {
    return { output: await call(input, { context: { scope } }) };
  } catch (error) {
    if (error instanceof ORPCError) return { output: undefined, error };
    throw error;
  }
}
