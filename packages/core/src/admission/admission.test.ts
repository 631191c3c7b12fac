import { expect, test, vi } from "vitest";
import { testClock } from "../../test/world.ts";
import { createAccountHealth } from "./account-health.ts";
import type { UsableAccount } from "../keys/index.ts";
import { createAdmission, type AdmissionOptions, type Entrant } from "./admission.ts";
import { LONGEST_WAIT_MS, waitBefore } from "./backoff.ts";
import { createBreaker, type Breaker } from "./breaker.ts";
import { grantOf, refilled, type Amount, type Lease } from "./rate-bucket.ts";

const WIDE = { requestsPerMinute: 1_000_000, tokensPerMinute: 1_000_000_000 };
const signal = new AbortController().signal;
const log = { warn: () => undefined };
const openAdmission = (options: AdmissionOptions, lease = inMemory()) => createAdmission(options, lease, log);

/** A minute's bucket that only this test knows. */
function inMemory(): Lease {
  const buckets = new Map<string, Amount & { at: number }>();
  return async (workspaceId, provider, wanted, limits) => {
    const now = performance.now();
    const full = { requests: limits.requestsPerMinute, tokens: limits.tokensPerMinute, at: now };
    const before = buckets.get(`${workspaceId} ${provider}`) ?? full;
    const left = refilled(before, (now - before.at) / 1_000, limits);
    const grant = grantOf(left, wanted, limits);
    const rest = { requests: left.requests - grant.requests, tokens: left.tokens - grant.tokens, at: now };
    buckets.set(`${workspaceId} ${provider}`, rest);
    return grant;
  };
}

const entrant = (workspaceId: string, more: Partial<Entrant> = {}): Entrant => ({
  workspaceId,
  provider: "anthropic",
  tokens: 1,
  limits: WIDE,
  signal,
  ...more,
});

test("a provider that is full lets workspaces in by turns, however many calls one of them has waiting", async () => {
  const admission = openAdmission({ maxInFlight: 1, maxWaiting: 10, maxWaitMs: 600_000 });
  for (const workspaceId of ["one", "two", "three"]) (await admission.enter(entrant(workspaceId)))();
  const leave = await admission.enter(entrant("one"));
  const order: string[] = [];
  const enter = async (workspaceId: string) => {
    const out = await admission.enter(entrant(workspaceId));
    order.push(workspaceId);
    out();
  };
  const waiting = ["one", "one", "one", "two", "two", "three"].map(enter);
  expect(order).toEqual([]);
  leave();
  leave();
  await Promise.all(waiting);
  expect(order).toEqual(["one", "two", "three", "one", "two", "one"]);
});

test("a server that one workspace brought and that hangs takes no place of another's of the same name", async () => {
  const admission = openAdmission({ maxInFlight: 1, maxWaiting: 10, maxWaitMs: 600_000 });
  const at = (workspaceId: string, ownAddress = true) => entrant(workspaceId, { provider: "ollama", ownAddress });
  await admission.enter(at("one"));
  const stays = await admission.enter(at("two"));
  (await admission.enter(at("two", false)))();
  const waits = admission.enter(at("two"));
  const hangs = new AbortController();
  const stuck = admission.enter({ ...at("one"), signal: hangs.signal });
  stays();
  (await waits)();
  hangs.abort(new Error("still waiting"));
  await expect(stuck).rejects.toThrow("still waiting");
});

test("who does not go soon is told what it waits for, and when that is over; who goes soon hears nothing", async () => {
  const nothing: Lease = async () => ({ requests: 0, tokens: 0, moreInMs: 1_000 });
  const told: (string | null)[] = [];
  const giveUp = new AbortController();
  const limits = { requestsPerMinute: 5, tokensPerMinute: 1_000 };
  const onWait = (what: string | null) => void told.push(what);
  const kept = openAdmission({ maxInFlight: 9, maxWaiting: 9, maxWaitMs: 600_000 }, nothing).enter(
    entrant("one", { limits, onWait, signal: giveUp.signal }),
  );
  await expect.poll(() => told, { timeout: 10_000 }).toEqual(["waiting its turn: limit of 5 calls a minute"]);
  giveUp.abort(new Error("enough"));
  await expect(kept).rejects.toThrow("enough");
  expect(told.splice(0)).toEqual([expect.any(String), null]);

  const narrow = openAdmission({ maxInFlight: 1, maxWaiting: 9, maxWaitMs: 600_000 });
  const first = await narrow.enter(entrant("one", { onWait }));
  const second = narrow.enter(entrant("two", { onWait, provider: "anthropic" }));
  await expect.poll(() => told, { timeout: 10_000 }).toEqual(["waiting its turn: many calls to Anthropic at once"]);
  const third = narrow.enter(entrant("three", { onWait }));
  first();
  (await second)();
  (await third)();
  expect(told).toEqual([expect.any(String), null]);
});

test("who waits too long, or behind too many, is told so; who gives up leaves the queue", async () => {
  const short = openAdmission({ maxInFlight: 1, maxWaiting: 1, maxWaitMs: 5 });
  await short.enter(entrant("one"));
  const late = short.enter(entrant("one"));
  await expect(short.enter(entrant("one"))).rejects.toMatchObject({ code: "too_many_requests" });
  await expect(late).rejects.toMatchObject({ code: "too_many_requests", message: expect.stringContaining("Anthropic") });
  const patient = openAdmission({ maxInFlight: 1, maxWaiting: 1, maxWaitMs: 600_000 });
  const leave = await patient.enter(entrant("one"));
  const giving = new AbortController();
  const given = patient.enter(entrant("one", { signal: giving.signal }));
  giving.abort(new Error("gone"));
  await expect(given).rejects.toThrow("gone");
  const next = patient.enter(entrant("one"));
  leave();
  (await next)();
});

test("who could go elsewhere waits only briefly for a place, and is asked that only where there is none", async () => {
  const admission = openAdmission({ maxInFlight: 1, maxWaiting: 10, maxWaitMs: 600_000 });
  let asked = 0;
  const elsewhere = () => (asked += 1) > 0;
  const leave = await admission.enter(entrant("one"));
  leave();
  const stays = await admission.enter(entrant("one", { elsewhere }));
  expect(asked).toBe(0);
  vi.useFakeTimers();
  try {
    const goes = admission.enter(entrant("one", { elsewhere }));
    const over = Promise.allSettled([goes]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await over).toMatchObject([{ status: "rejected", reason: { code: "too_many_requests" } }]);
    const waits = admission.enter(entrant("one"));
    await vi.advanceTimersByTimeAsync(5_000);
    stays();
    (await waits)();
  } finally {
    vi.useRealTimers();
  }
});

test("a workspace that has used up its minute waits, and others go before it", async () => {
  const admission = openAdmission({ maxInFlight: 10, maxWaiting: 10, maxWaitMs: 600_000 });
  const limits = { requestsPerMinute: 1_200, tokensPerMinute: 1_000 };
  (await admission.enter(entrant("one", { limits, tokens: 1_003 })))();
  let entered = false;
  const waits = admission.enter(entrant("one", { limits, tokens: 1 })).then((leave) => {
    entered = true;
    leave();
  });
  (await admission.enter(entrant("two", { limits, tokens: 500 })))();
  expect(entered).toBe(false);
  await waits;
});

const FAULT = { kind: "unavailable", message: "Vendor could not be reached: The server had an error", status: 500 } as const;

/** Whether a call went; that of a half-open circuit is its probe. */
const goes = (breaker: Breaker, key: string) => breaker.enter(key) !== undefined;

test("a circuit opens after five failures, lets one probe through when it is time, and closes when that one succeeds", () => {
  const clock = testClock();
  const breaker = createBreaker(clock);
  const fail = (times: number) => Array.from({ length: times }, () => breaker.failed("one", FAULT));
  fail(4);
  expect(goes(breaker, "one")).toBe(true);
  fail(1);
  expect([goes(breaker, "one"), goes(breaker, "two")]).toEqual([false, true]);
  clock.pass(16_000);
  expect([breaker.admits("one"), breaker.admits("one")]).toEqual([true, true]);
  const probe = breaker.enter("one") ?? 0;
  expect([goes(breaker, "one"), breaker.admits("one")]).toEqual([false, false]);
  breaker.giveBack("one", probe - 1);
  expect(breaker.admits("one")).toBe(false);
  breaker.giveBack("one", probe);
  expect([goes(breaker, "one"), goes(breaker, "one")]).toEqual([true, false]);
  fail(1);
  clock.pass(16_000);
  expect(goes(breaker, "one")).toBe(false);
  expect(breaker.openUntil("one")).toBeGreaterThan(clock.now().getTime());
  clock.pass(16_000);
  expect([breaker.openUntil("one"), breaker.openUntil("two")]).toEqual([undefined, undefined]);
  expect(goes(breaker, "one")).toBe(true);
  breaker.succeeded("one");
  expect([goes(breaker, "one"), goes(breaker, "one")]).toEqual([true, true]);
});

test("of several processes the one that opened a circuit probes it; another does where that one asks nothing, and only one at a time", () => {
  const clock = testClock();
  const all: Breaker[] = [];
  const join = () => {
    const one = createBreaker(clock, (turned) => all.forEach((each) => each !== one && each.learn(turned)));
    all.push(one);
    return one;
  };
  const [first, second, third] = [join(), join(), join()];
  for (let times = 0; times < 5; times += 1) first.failed("one", FAULT);
  expect(all.map((each) => goes(each, "one"))).toEqual([false, false, false]);
  expect(all.map((each) => each.because("one"))).toEqual([FAULT, FAULT, FAULT]);
  clock.pass(15_000);
  expect([goes(second, "one"), goes(third, "one"), goes(first, "one")]).toEqual([false, false, true]);
  // Long after the others might have asked: the probe is still on its way.
  clock.pass(30_000);
  expect(all.map((each) => goes(each, "one"))).toEqual([false, false, false]);
  first.failed("one", FAULT);
  clock.pass(40_000);
  expect([goes(second, "one"), goes(first, "one"), goes(third, "one")]).toEqual([true, false, false]);
  second.succeeded("one");
  expect(all.map((each) => goes(each, "one"))).toEqual([true, true, true]);
});

test("the account that carries least is taken, each in its turn where they carry the same; limited and refused ones come back in their time", () => {
  const clock = testClock();
  const health = createAccountHealth(clock, createBreaker(clock));
  const [one, two] = ["one", "two"].map((id): UsableAccount => ({
    id,
    account: { kind: "openai", name: "openai" },
    ownKey: false,
    local: false,
    models: [],
  }));
  if (!one || !two) throw new Error("two accounts");
  const start = (account: UsableAccount) => {
    const ended = health.started(account, "openai/gpt");
    if (!ended) throw new Error("it may not go");
    return ended;
  };
  const picked = (model = "openai/gpt") => {
    const found = health.pick([one, two], model);
    return "account" in found ? found.account.id : found.freeInMs;
  };
  const why = (model = "openai/gpt") => [one, two].map((account) => health.resting(account, model)?.why);
  start(one)();
  expect(picked()).toBe("two");
  start(two)();
  const done = start(one);
  expect(picked()).toBe("two");
  health.failed(two, "openai/gpt", { kind: "rate_limited", retryAfterMs: 4_000, message: "" });
  expect(picked()).toBe("one");
  health.failed(one, "openai/gpt", { kind: "bad_key", message: "" });
  expect(why()).toEqual(["refused", "limited"]);
  expect(picked()).toBeLessThanOrEqual(4_000);
  // A provider limits each model for itself; a key that was refused is refused for all of them.
  expect([why("openai/other"), picked("openai/other")]).toEqual([["refused", undefined], "two"]);
  clock.pass(4_001);
  expect(picked()).toBe("two");
  done();
  clock.pass(300_000);
  expect(health.resting(one, "openai/gpt")).toBeUndefined();
  start(two)();
  expect(picked()).toBe("one");
  // The server's own key, of many workspaces: what one of them was told is not kept, but for its number.
  const fault = { kind: "unavailable", message: "Trouble with your “launch” prompt", status: 502 } as const;
  for (let times = 0; times < 5; times += 1) health.failed(one, "openai/gpt", fault);
  expect([picked(), why(), why("openai/other")]).toEqual(["two", ["failing", undefined], [undefined, undefined]]);
  expect([one, two].map((each) => health.leftAlone(each, "openai/gpt"))).toEqual([
    { kind: "unavailable", message: "", status: 502, isLeftAlone: true, retryAfterMs: expect.closeTo(15_000, -3) as number },
    undefined,
  ]);
  health.failed(two, "openai/gpt", { kind: "bad_key", message: "" });
  expect(why()).toEqual(["failing", "refused"]);
  expect(health.resting({ ...two, account: { ...two.account, key: "a new one in its place" } }, "openai/gpt")).toBeUndefined();
});

test("models that nobody has keep no memory without end: what was said of them first is forgotten", () => {
  const clock = testClock();
  const health = createAccountHealth(clock, createBreaker(clock));
  const one: UsableAccount = { id: "one", account: { kind: "compatible", name: "local" }, ownKey: true, local: true, models: [] };
  const names = Array.from({ length: 5_001 }, (_, number) => `local/model-${number}`);
  const resting = () => [names[0], names[1], names.at(-1)].map((name = "") => health.resting(one, name)?.why);
  for (const name of names) health.failed(one, name, { kind: "no_access", message: "" });
  expect(resting()).toEqual([undefined, "no_access", "no_access"]);
  clock.pass(300_000);
  for (const name of names) for (let times = 0; times < 5; times += 1) health.failed(one, name, { kind: "unavailable", message: "" });
  expect(resting()).toEqual([undefined, "failing", "failing"]);
});

test("what one answer says of a model with a key keeps that one away for five minutes at most, and no other model; what was said is known meanwhile", () => {
  const clock = testClock();
  const health = createAccountHealth(clock, createBreaker(clock));
  const one: UsableAccount = { id: "one", account: { kind: "openai", name: "openai" }, ownKey: true, local: false, models: [] };
  const pick = (model: string) => health.pick([one], model);
  health.failed(one, "openai/large", { kind: "rate_limited", retryAfterMs: 3_600_000, message: "" });
  // It was under way too, and told less.
  health.failed(one, "openai/large", { kind: "rate_limited", retryAfterMs: 1_000, message: "" });
  const fault = { kind: "no_access", message: "The project does not have access to it." } as const;
  health.failed(one, "openai/closed", fault);
  expect(pick("openai/large")).toEqual({ freeInMs: expect.closeTo(300_000, -3) as number, because: undefined });
  expect(pick("openai/closed")).toEqual({ freeInMs: undefined, because: fault });
  expect(["large", "closed", "small"].map((id) => health.resting(one, `openai/${id}`)?.why)).toEqual(["limited", "no_access", undefined]);
  expect(pick("openai/small")).toMatchObject({ account: one });
  clock.pass(300_001);
  for (const id of ["large", "closed"]) expect(pick(`openai/${id}`)).toMatchObject({ account: one });
});

test("a probe is taken when it is sent, not when it is chosen; one that says nothing of the provider is given back at its end", () => {
  const clock = testClock();
  const health = createAccountHealth(clock, createBreaker(clock));
  const one: UsableAccount = { id: "one", account: { kind: "openai", name: "openai" }, ownKey: false, local: false, models: [] };
  const isFree = () => "account" in health.pick([one], "openai/gpt");
  for (let times = 0; times < 5; times += 1) health.failed(one, "openai/gpt", { kind: "unavailable", message: "" });
  expect(isFree()).toBe(false);
  clock.pass(16_000);
  // Chosen by a call that then did not go, for want of money or a place.
  expect([isFree(), isFree()]).toEqual([true, true]);
  const ended = health.started(one, "openai/gpt");
  expect([isFree(), health.started(one, "openai/gpt")]).toEqual([false, undefined]);
  health.failed(one, "openai/gpt", { kind: "too_long", message: "" });
  ended?.();
  expect(isFree()).toBe(true);
  const next = health.started(one, "openai/gpt");
  health.failed(one, "openai/gpt", { kind: "unavailable", message: "" });
  next?.();
  expect([isFree(), health.resting(one, "openai/gpt")?.why]).toEqual([false, "failing"]);
});

test("waiting grows with each attempt up to a bound, is spread, and keeps to what the provider asks for unless that is too long", () => {
  const waits = [0, 1, 2, 10].map((attempt) => waitBefore(attempt, undefined, () => 1));
  expect(waits).toEqual([250, 500, 1_000, 8_000]);
  expect(waitBefore(3, undefined, () => 0)).toBe(0);
  expect(waitBefore(0, 5_000, () => 0.5)).toBeGreaterThanOrEqual(5_000);
  expect(waitBefore(0, LONGEST_WAIT_MS + 1)).toBeUndefined();
});
