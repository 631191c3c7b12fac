import { and, eq, sql } from "drizzle-orm";
import { systemContext, write, type Platform } from "../platform/index.ts";
import type { RateLimits } from "./admission.ts";
import { rateBuckets } from "./tables.ts";

/** Calls and tokens: what is left of a minute, wanted, or granted of it. */
export interface Amount {
  requests: number;
  tokens: number;
}

export interface Grant extends Amount {
  /** Where less was granted than wanted: in so many ms there is more. */
  moreInMs: number;
}

/** Takes from the minute of a workspace at a provider what one process may let through by itself; less than nothing gives back. */
export type Lease = (workspaceId: string, provider: string, wanted: Amount, limits: RateLimits) => Promise<Grant>;

export function refilled(left: Amount, seconds: number, { requestsPerMinute, tokensPerMinute }: RateLimits): Amount {
  const minutes = seconds / 60;
  return {
    requests: Math.min(requestsPerMinute, left.requests + minutes * requestsPerMinute),
    tokens: Math.min(tokensPerMinute, left.tokens + minutes * tokensPerMinute),
  };
}

/** As much of what is wanted as there is, in whole calls. */
export function grantOf(left: Amount, wanted: Amount, { requestsPerMinute, tokensPerMinute }: RateLimits): Grant {
  const requests = Math.min(wanted.requests, Math.max(0, Math.floor(left.requests)));
  const tokens = Math.min(wanted.tokens, Math.max(0, Math.floor(left.tokens)));
  const lacks = Math.max(
    requests < Math.min(1, wanted.requests) ? (1 - left.requests) / requestsPerMinute : 0,
    tokens < wanted.tokens ? (wanted.tokens - tokens) / tokensPerMinute : 0,
  );
  return { requests, tokens, moreInMs: Math.ceil(Math.min(1, lacks) * 60_000) };
}

/** From the database, whose clock counts: so the limits hold over all processes. */
export function leaseFrom(platform: Platform): Lease {
  return (workspaceId, provider, wanted, limits) =>
    write(systemContext(platform, workspaceId), "gateway:call", async (tx) => {
      const full = { requests: limits.requestsPerMinute, tokens: limits.tokensPerMinute };
      const seconds = sql<number>`extract(epoch from clock_timestamp() - ${rateBuckets.at})`.mapWith(Number);
      const own = and(eq(rateBuckets.workspaceId, workspaceId), eq(rateBuckets.provider, provider));
      await tx.db
        .insert(rateBuckets)
        .values({ workspaceId, provider, ...full, at: sql`clock_timestamp()` })
        .onConflictDoNothing();
      const { requests, tokens } = rateBuckets;
      const [row] = await tx.db.select({ requests, tokens, seconds }).from(rateBuckets).where(own).for("update");
      if (!row) throw new Error("the limits of a provider are gone");
      const left = refilled(row, Math.max(0, row.seconds), limits);
      const grant = grantOf(left, wanted, limits);
      const rest = { requests: left.requests - grant.requests, tokens: left.tokens - grant.tokens };
      await tx.db
        .update(rateBuckets)
        .set({ ...rest, at: sql`clock_timestamp()` })
        .where(own);
      return grant;
    });
}
