import type { Clock } from "../platform/index.ts";
import type { Breaker } from "./breaker.ts";
import type { ModelFault, UsableAccount } from "../keys/index.ts";

/** A key that was refused or has no credit is left alone for so long. */
const REFUSED_MS = 5 * 60_000;
const LIMITED_MS = 2_000;
const TELLS_OF_PROVIDER = new Set<ModelFault["kind"]>(["overloaded", "unavailable", "timeout", "malformed"]);

interface State {
  inFlight: number;
  awayUntil: number;
  why: "limited" | "refused";
}

/** What is known of the accounts: how much each carries, which are limited, refused, or behind an open circuit. */
export interface AccountHealth {
  /** The one that carries least among those that can take a call; else in how many ms one could, if that is known. */
  pick(accounts: readonly UsableAccount[], model: string): { account: UsableAccount } | { freeInMs: number | undefined };
  started(account: UsableAccount): () => void;
  succeeded(account: UsableAccount, model: string): void;
  failed(account: UsableAccount, model: string, fault: ModelFault): void;
}

export function createAccountHealth(clock: Clock, breaker: Breaker): AccountHealth {
  const states = new Map<string, State>();
  const stateOf = (account: UsableAccount): State => {
    const state = states.get(account.id) ?? { inFlight: 0, awayUntil: 0, why: "limited" };
    states.set(account.id, state);
    return state;
  };
  const circuit = (account: UsableAccount, model: string) => `${account.id} ${model}`;
  return {
    pick(accounts, model) {
      const now = clock.now().getTime();
      const present = accounts.filter((account) => stateOf(account).awayUntil <= now);
      for (const account of present.toSorted((one, other) => stateOf(one).inFlight - stateOf(other).inFlight)) {
        if (breaker.admits(circuit(account, model))) return { account };
      }
      const limited = accounts.map(stateOf).filter(({ why, awayUntil }) => why === "limited" && awayUntil > now);
      return { freeInMs: limited.length > 0 ? Math.min(...limited.map(({ awayUntil }) => awayUntil - now)) : undefined };
    },
    started(account) {
      const state = stateOf(account);
      state.inFlight += 1;
      return () => void (state.inFlight -= 1);
    },
    succeeded: (account, model) => breaker.succeeded(circuit(account, model)),
    failed(account, model, { kind, retryAfterMs }) {
      const state = stateOf(account);
      const away = (ms: number, why: State["why"]) => Object.assign(state, { awayUntil: clock.now().getTime() + ms, why });
      if (kind === "rate_limited") away(retryAfterMs ?? LIMITED_MS, "limited");
      if (kind === "bad_key" || kind === "out_of_credit") away(REFUSED_MS, "refused");
      if (TELLS_OF_PROVIDER.has(kind)) breaker.failed(circuit(account, model));
    },
  };
}
