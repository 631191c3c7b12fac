import { messageOf, type Logger } from "../platform/index.ts";
import type { Entrant, RateLimits } from "./admission.ts";
import type { Amount, Grant, Lease } from "./rate-bucket.ts";

const SECOND_MS = 1_000;
/** A share that nobody used for so long goes back. */
const IDLE_MS = 3_000;

/** What this process may let through of a workspace's minute at a provider. */
interface Share extends Amount {
  readonly workspaceId: string;
  readonly provider: string;
  limits: RateLimits;
  /** In this second and in the one before. */
  used: Amount;
  before: Amount;
  since: number;
  touchedAt: number;
  asking: boolean;
  askAfter: number;
}

const lacks = (share: Share, tokens: number) => (share.requests < 1 ? "requests" : share.tokens < tokens ? "tokens" : undefined);

export interface RateShares {
  /** 0 when the call may go now, and then it is counted; else in how many ms to ask again at the latest. */
  take(entrant: Omit<Entrant, "signal">): number;
  /** Which of the limits keeps such a call back. */
  shortOf(entrant: Omit<Entrant, "signal">): keyof Amount | undefined;
  /** Asks for a share ahead of a call that is being prepared. */
  prepare(entrant: Omit<Entrant, "signal">): void;
}

const NOTHING: Amount = { requests: 0, tokens: 0 };

/** Calls are let through from shares of the limits that are leased ahead, a second or two at a time; `onShare` is told when one grew. */
export function createRateShares(
  lease: Lease,
  onShare: (of: { workspaceId: string; provider: string }) => void,
  log: Pick<Logger, "warn">,
): RateShares {
  const shares = new Map<string, Share>();

  function shareOf({ workspaceId, provider, limits }: Omit<Entrant, "signal">): Share {
    const key = `${workspaceId} ${provider}`;
    const share = shares.get(key) ?? open(key, { workspaceId, provider, limits });
    share.limits = limits;
    share.touchedAt = performance.now();
    return share;
  }

  function open(key: string, of: Pick<Share, "workspaceId" | "provider" | "limits">): Share {
    const since = performance.now();
    const share: Share = { ...of, ...NOTHING, used: NOTHING, before: NOTHING, since, touchedAt: since, asking: false, askAfter: 0 };
    shares.set(key, share);
    watch(key, share);
    return share;
  }

  function count(share: Share, tokens: number): void {
    const now = performance.now();
    if (now - share.since > SECOND_MS) {
      const before = now - share.since > 2 * SECOND_MS ? NOTHING : share.used;
      Object.assign(share, { before, used: NOTHING, since: now });
    }
    share.used = { requests: share.used.requests + 1, tokens: share.used.tokens + tokens };
  }

  const aheadOf = ({ used, before }: Share): Amount => ({
    requests: 2 * Math.max(used.requests, before.requests),
    tokens: 2 * Math.max(used.tokens, before.tokens),
  });

  async function ask(share: Share, wanted: Amount): Promise<void> {
    if (share.asking || performance.now() < share.askAfter) return;
    share.asking = true;
    const granted = await leased(share, wanted);
    share.asking = false;
    share.requests += granted.requests;
    share.tokens += granted.tokens;
    share.askAfter = performance.now() + Math.min(granted.moreInMs, SECOND_MS);
    onShare({ workspaceId: share.workspaceId, provider: share.provider });
  }

  async function leased({ workspaceId, provider, limits }: Share, wanted: Amount): Promise<Grant> {
    try {
      return await lease(workspaceId, provider, wanted, limits);
    } catch (error) {
      log.warn({ provider, fault: messageOf(error) }, "the limits of a provider could not be read");
      return { ...NOTHING, moreInMs: SECOND_MS };
    }
  }

  /** What is needed for one more call, and what is likely to be needed soon. */
  function wantedBy(share: Share, needed: number): Amount {
    const ahead = aheadOf(share);
    const { requestsPerMinute, tokensPerMinute } = share.limits;
    return {
      requests: Math.max(1, ahead.requests, Math.floor(requestsPerMinute / 60)),
      tokens: Math.ceil(Math.max(needed - share.tokens, ahead.tokens, tokensPerMinute / 60)),
    };
  }

  function watch(key: string, share: Share): void {
    const timer = setInterval(() => {
      if (performance.now() - share.touchedAt < IDLE_MS || share.asking) return;
      clearInterval(timer);
      shares.delete(key);
      const { requests, tokens } = share;
      if (requests > 0 || tokens !== 0) void leased(share, { requests: -requests, tokens: -tokens });
    }, SECOND_MS).unref();
  }

  return {
    take(entrant) {
      const { tokens, limits } = entrant;
      const share = shareOf(entrant);
      // NOTE: what is larger than a whole minute's tokens goes when those are there, and leaves a debt.
      const needed = Math.min(tokens, limits.tokensPerMinute);
      if (lacks(share, needed)) {
        void ask(share, wantedBy(share, needed));
        return share.asking ? SECOND_MS : Math.max(1, Math.ceil(share.askAfter - performance.now()));
      }
      share.requests -= 1;
      share.tokens -= tokens;
      count(share, tokens);
      const ahead = aheadOf(share);
      if (share.requests < ahead.requests / 2 || share.tokens < ahead.tokens / 2) void ask(share, ahead);
      return 0;
    },
    shortOf: (entrant) => lacks(shareOf(entrant), Math.min(entrant.tokens, entrant.limits.tokensPerMinute)),
    prepare(entrant) {
      const share = shareOf(entrant);
      if (share.requests < 1 || share.tokens < entrant.tokens)
        void ask(share, wantedBy(share, Math.min(entrant.tokens, entrant.limits.tokensPerMinute)));
    },
  };
}
