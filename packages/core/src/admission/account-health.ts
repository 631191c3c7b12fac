import type { Clock } from "../platform/index.ts";
import type { Breaker } from "./breaker.ts";
import type { ModelFault, UsableAccount } from "../keys/index.ts";

/** A key that was refused or has no credit is left alone for so long. */
const REFUSED_MS = 5 * 60_000;
const LIMITED_MS = 2_000;
const TELLS_OF_PROVIDER = new Set<ModelFault["kind"]>(["overloaded", "unavailable", "timeout", "malformed"]);

interface State {
  inFlight: number;
  /** Which call of all it carried last. */
  turn: number;
  awayUntil: number;
  why: "limited" | "refused";
  /** With which key: a new one in its place has not been refused. */
  key: string | undefined;
}

/** An account that nothing is sent to at the moment. */
export interface Resting {
  why: State["why"] | "failing";
  until: Date;
}

/** What is known of the accounts: how much each carries, which are limited, refused, or behind an open circuit. */
export interface AccountHealth {
  /** The one that carries least among those that can take a call, of several the one that has waited longest; else in how many ms one could, if that is known. */
  pick(accounts: readonly UsableAccount[], model: string): { account: UsableAccount } | { freeInMs: number | undefined };
  /** Why none of this model's calls go to it now, and for how long; it takes no turn of a probe. */
  resting(account: UsableAccount, model: string): Resting | undefined;
  started(account: UsableAccount): () => void;
  succeeded(account: UsableAccount, model: string): void;
  failed(account: UsableAccount, model: string, fault: ModelFault): void;
}

export function createAccountHealth(clock: Clock, breaker: Breaker): AccountHealth {
  const states = new Map<string, State>();
  let turn = 0;
  const stateOf = (account: UsableAccount): State => {
    const state = states.get(account.id) ?? { inFlight: 0, turn: 0, awayUntil: 0, why: "limited", key: undefined };
    if (state.why === "refused" && state.key !== account.account.key) state.awayUntil = 0;
    states.set(account.id, state);
    return state;
  };
  const circuit = (account: UsableAccount, model: string) => `${account.id} ${model}`;
  return {
    pick(accounts, model) {
      const now = clock.now().getTime();
      const present = accounts.filter((account) => stateOf(account).awayUntil <= now).map((account) => ({ account, ...stateOf(account) }));
      for (const { account } of present.toSorted((one, other) => one.inFlight - other.inFlight || one.turn - other.turn)) {
        if (breaker.admits(circuit(account, model))) return { account };
      }
      const limited = accounts.map(stateOf).filter(({ why, awayUntil }) => why === "limited" && awayUntil > now);
      return { freeInMs: limited.length > 0 ? Math.min(...limited.map(({ awayUntil }) => awayUntil - now)) : undefined };
    },
    resting(account, model) {
      const { awayUntil, why } = stateOf(account);
      if (awayUntil > clock.now().getTime()) return { why, until: new Date(awayUntil) };
      const until = breaker.openUntil(circuit(account, model));
      return until === undefined ? undefined : { why: "failing", until: new Date(until) };
    },
    started(account) {
      const state = stateOf(account);
      state.inFlight += 1;
      state.turn = turn += 1;
      return () => void (state.inFlight -= 1);
    },
    succeeded: (account, model) => breaker.succeeded(circuit(account, model)),
    failed(account, model, { kind, retryAfterMs }) {
      const state = stateOf(account);
      const { key } = account.account;
      const away = (ms: number, why: State["why"]) => Object.assign(state, { awayUntil: clock.now().getTime() + ms, why, key });
      if (kind === "rate_limited") away(retryAfterMs ?? LIMITED_MS, "limited");
      if (kind === "bad_key" || kind === "out_of_credit") away(REFUSED_MS, "refused");
      if (TELLS_OF_PROVIDER.has(kind)) breaker.failed(circuit(account, model));
    },
  };
}
