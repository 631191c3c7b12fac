import { remember, type Clock } from "../platform/index.ts";
import { OPENING, type Breaker, type Opening } from "./breaker.ts";
import type { ModelFault, UsableAccount } from "../keys/index.ts";

/** What one answer says of a key or a model of it counts for so long at most, and then it is asked again. */
const MOST_AWAY_MS = 5 * 60_000;
const LIMITED_MS = 2_000;
/** Of what a provider said: other processes are told of it, in little room. */
const MOST_WORDS = 300;
/** Names of models are whatever a program asks for: the oldest rest is forgotten. */
const MOST_RESTS = 5_000;

interface Load {
  inFlight: number;
  /** Which call of all it carried last. */
  turn: number;
}

/** Of a key with all its models where it was refused or has no credit, else of one model with it. */
interface Rest {
  until: number;
  why: "limited" | "refused" | "no_access";
  /** With which key: a new one in its place is another matter. */
  key: string | undefined;
  fault: ModelFault;
}

/** An account that nothing is sent to at the moment. */
export interface Resting {
  why: Rest["why"] | "failing";
  until: Date;
}

export interface NoneFree {
  /** Where one is only limited for a while. */
  freeInMs: number | undefined;
  /** What was said of one that is left alone, where waiting for it does not help. */
  because: ModelFault | undefined;
}

/** What is known of the accounts: how much each carries, which are limited, refused, or behind an open circuit. */
export interface AccountHealth {
  /** The one that carries least among those that could take a call, of several the one that has waited longest; it is not taken yet. */
  pick(accounts: readonly UsableAccount[], model: string): { account: UsableAccount } | NoneFree;
  /** Why none of this model's calls go to it now, and for how long. */
  resting(account: UsableAccount, model: string): Resting | undefined;
  /** What it answered to the calls after which it is left alone now. */
  leftAlone(account: UsableAccount, model: string): ModelFault | undefined;
  /** A call goes, and ends with what this gives; undefined where it may not go any more, as another one is probing meanwhile. */
  started(account: UsableAccount, model: string): (() => void) | undefined;
  succeeded(account: UsableAccount, model: string): void;
  failed(account: UsableAccount, model: string, fault: ModelFault): void;
}

export function createAccountHealth(clock: Clock, breaker: Breaker): AccountHealth {
  const loads = new Map<string, Load>();
  /** By account, and by account and model. */
  const rests = new Map<string, Rest>();
  let turn = 0;
  const now = () => clock.now().getTime();
  const loadOf = (account: UsableAccount): Load => {
    const load = loads.get(account.id) ?? { inFlight: 0, turn: 0 };
    loads.set(account.id, load);
    return load;
  };
  const pair = (account: UsableAccount, model: string) => `${account.id} ${model}`;
  const restAt = (place: string, { account }: UsableAccount): Rest | undefined => {
    const rest = rests.get(place);
    if (rest && (rest.until <= now() || rest.key !== account.key)) rests.delete(place);
    return rests.get(place);
  };
  const restOf = (account: UsableAccount, model: string): Rest | undefined =>
    rests.size === 0 ? undefined : (restAt(account.id, account) ?? restAt(pair(account, model), account));
  const leftAlone = (account: UsableAccount, model: string): ModelFault | undefined => {
    const because = breaker.because(pair(account, model));
    const until = breaker.openUntil(pair(account, model));
    return because && { ...because, isLeftAlone: true, ...(until === undefined ? {} : { retryAfterMs: until - now() }) };
  };
  return {
    pick(accounts, model) {
      let least: { account: UsableAccount; load: Load } | undefined;
      for (const account of accounts) {
        if (restOf(account, model) || !breaker.admits(pair(account, model))) continue;
        const load = loadOf(account);
        const isLess =
          !least || load.inFlight < least.load.inFlight || (load.inFlight === least.load.inFlight && load.turn < least.load.turn);
        if (isLess) least = { account, load };
      }
      if (least) return least;
      const all = accounts.flatMap((account) => restOf(account, model) ?? []);
      const limited = all.filter(({ why }) => why === "limited");
      return {
        freeInMs: limited.length > 0 ? Math.min(...limited.map(({ until }) => until - now())) : undefined,
        because: all.find(({ why }) => why !== "limited")?.fault ?? accounts.flatMap((each) => leftAlone(each, model) ?? [])[0],
      };
    },
    resting(account, model) {
      const rest = restOf(account, model);
      if (rest) return { why: rest.why, until: new Date(rest.until) };
      const until = breaker.openUntil(pair(account, model));
      return until === undefined ? undefined : { why: "failing", until: new Date(until) };
    },
    leftAlone,
    started(account, model) {
      const probe = breaker.enter(pair(account, model));
      if (probe === undefined) return undefined;
      const load = loadOf(account);
      load.inFlight += 1;
      load.turn = turn += 1;
      return () => {
        load.inFlight -= 1;
        if (probe > 0) breaker.giveBack(pair(account, model), probe);
      };
    },
    succeeded: (account, model) => breaker.succeeded(pair(account, model)),
    failed(account, model, fault) {
      const { kind, retryAfterMs = LIMITED_MS } = fault;
      const { key } = account.account;
      // NOTE: an operator's key is of many workspaces: the words that one of them was told are not said to the others.
      const told = account.ownKey ? fault : { ...fault, message: "" };
      const leave = (place: string, why: Rest["why"], ms = MOST_AWAY_MS) => {
        const until = now() + Math.min(ms, MOST_AWAY_MS);
        const before = restAt(place, account);
        // NOTE: calls were under way together; what the last of them was told may be the shortest.
        if (before && before.until >= until) return;
        remember(rests, place, { until, why, key, fault: told }, MOST_RESTS);
      };
      if (kind === "rate_limited") leave(pair(account, model), "limited", retryAfterMs);
      if (kind === "no_access") leave(pair(account, model), "no_access");
      if (kind === "bad_key" || kind === "out_of_credit") leave(account.id, "refused");
      const { message, status } = told;
      if (isOpening(kind)) breaker.failed(pair(account, model), { kind, message: message.slice(0, MOST_WORDS), status });
    },
  };
}

const isOpening = (kind: ModelFault["kind"]): kind is Opening["kind"] => OPENING.some((each) => each === kind);
