import { messageOf, newId, type Platform } from "../platform/index.ts";
import type { Allotment, Allowance, HandBack } from "./allowance.ts";
import { enter } from "./batches.ts";
import { budgetsOf, forgetBudgets } from "./budget-index.ts";
import { hold } from "./holds.ts";
import type { OpenCall } from "./lost.ts";
import { CREDIT } from "./model.ts";
import type { Payer } from "./payer.ts";
import { keepTicket } from "./tickets.ts";

/** Over so long calls are counted, to know what the next ones will need. */
const COUNTED_MS = 2_000;
/** With fewer calls than this nothing is held ahead: each asks the database. */
const BUSY_CALLS = 8;
const LEAST_CALLS = 2;
const IDLE_MS = 10_000;
const AGAIN_MS = 250;
/** After others needed what was held. */
const REST_MS = 2_000;
const CHANGED = "billing.budgets_changed";
const WANTED = "billing.allowance_wanted";

/** All calls that count against the same budgets. */
interface Pool {
  readonly workspaceId: string;
  readonly budgetIds: readonly string[];
  readonly onCredit: boolean;
  allowance: Allowance | undefined;
  since: number;
  calls: number;
  micros: number;
  before: { calls: number; micros: number };
  drawnAt: number;
  askAfter: number;
  /** How often others called it back. */
  calledBack: number;
  asking: Promise<void> | undefined;
}

interface Allowances {
  readonly pools: Map<string, Pool>;
  timer: NodeJS.Timeout | undefined;
}

const all = new WeakMap<Platform, Allowances>();

function allowancesOf(platform: Platform): Allowances {
  const before = all.get(platform);
  if (before) return before;
  const made: Allowances = { pools: new Map(), timer: undefined };
  all.set(platform, made);
  platform.signals.subscribe((signals) => {
    for (const { type, workspaceId, payload } of signals) {
      if (type === CHANGED) changed(platform, workspaceId);
      if (type === WANTED) void giveBack(platform, workspaceId, (payload as { ids: string[] }).ids);
    }
  });
  return made;
}

/**
 * Lets a call through from memory: where no budget counts, or from what this process holds ahead on those that do. Undefined: the database
 * must say.
 */
export function draw(platform: Platform, workspaceId: string, payer: Payer, amountMicros: number, onCredit: boolean, call?: OpenCall) {
  // A task's limit is small, and made at its first call.
  if (payer.taskId !== undefined) return undefined;
  const own = allowancesOf(platform);
  const budgetIds = budgetsOf(platform, workspaceId, payer);
  if (!budgetIds) return undefined;
  if (budgetIds.length === 0 && !onCredit) return newId("rsv");
  const pool = poolOf(own, workspaceId, budgetIds, onCredit);
  own.timer ??= setInterval(() => void tidy(platform, own), IDLE_MS / 2).unref();
  note(pool, amountMicros);
  const { allowance } = pool;
  const isGood = allowance && !allowance.closed && platform.clock.now().getTime() < allowance.goodUntil;
  const free = isGood ? allowance.heldMicros - allowance.takenMicros - amountMicros : -1;
  if (isGood && free >= 0) {
    allowance.takenMicros += amountMicros;
    const id = keepTicket(platform, { allowance, amountMicros, call });
    if (free < Math.min(wantedOf(pool), allowance.grantedMicros) / 2) ask(platform, pool, amountMicros);
    return id;
  }
  ask(platform, pool, amountMicros);
  return undefined;
}

function poolOf({ pools }: Allowances, workspaceId: string, budgetIds: readonly string[], onCredit: boolean): Pool {
  const name = `${workspaceId} ${onCredit} ${budgetIds.join(" ")}`;
  const known = pools.get(name);
  if (known) return known;
  const since = performance.now();
  const count = { since, calls: 0, micros: 0, before: { calls: 0, micros: 0 }, drawnAt: since, askAfter: 0, calledBack: 0 };
  const pool: Pool = { workspaceId, budgetIds, onCredit, allowance: undefined, asking: undefined, ...count };
  pools.set(name, pool);
  return pool;
}

function note(pool: Pool, amountMicros: number): void {
  const now = performance.now();
  const { calls, micros } = pool;
  if (now - pool.since > COUNTED_MS) {
    const before = now - pool.since > 2 * COUNTED_MS ? { calls: 0, micros: 0 } : { calls, micros };
    Object.assign(pool, { since: now, calls: 0, micros: 0, before });
  }
  pool.calls += 1;
  pool.micros += amountMicros;
  pool.drawnAt = now;
}

const wantedOf = ({ micros, before }: Pool) => 2 * Math.max(micros, before.micros);

/** In the background; calls go on drawing from the one before until the new one is there. */
function ask(platform: Platform, pool: Pool, amountMicros: number): void {
  const now = performance.now();
  if (pool.asking || now < pool.askAfter || pool.calls + pool.before.calls < BUSY_CALLS) return;
  pool.askAfter = now + AGAIN_MS;
  pool.asking = replace(platform, pool, amountMicros).finally(() => (pool.asking = undefined));
}

async function replace(platform: Platform, pool: Pool, amountMicros: number): Promise<void> {
  const { budgetIds, onCredit, workspaceId, calledBack } = pool;
  const about = { budgetIds, onCredit, wantedMicros: wantedOf(pool), leastMicros: LEAST_CALLS * amountMicros };
  const allotment: Allotment = { kind: "allotment", ...about, granted: undefined };
  const isWritten = await written(platform, workspaceId, allotment);
  // NOTE: where it was rolled back nothing is held.
  const granted = isWritten ? allotment.granted : undefined;
  if (granted) hold(platform, granted.id);
  const old = pool.allowance;
  // NOTE: what was granted while somebody called it back is not used.
  pool.allowance = granted && pool.calledBack === calledBack ? granted : undefined;
  if (isWritten && !granted) pool.askAfter = performance.now() + REST_MS;
  const unused = [old, granted].flatMap((each) => (each && each !== pool.allowance ? [each] : []));
  await Promise.all(unused.map((each) => handBack(platform, each)));
}

async function handBack(platform: Platform, allowance: Allowance): Promise<void> {
  if (allowance.closed) return;
  allowance.closed = true;
  await written(platform, allowance.workspaceId, { kind: "hand_back", allowance });
}

async function written(platform: Platform, workspaceId: string, entry: Allotment | HandBack): Promise<boolean> {
  try {
    await enter(platform, workspaceId, entry);
    return true;
  } catch (error) {
    platform.log.warn({ fault: messageOf(error) }, "an allowance could not be written; its calls ask the database");
    return false;
  }
}

/** Those that count against one of these, or on credit when `credit` is among them; all without `ids`. */
export async function giveBack(platform: Platform, workspaceId?: string, ids?: readonly string[]): Promise<void> {
  const { pools } = allowancesOf(platform);
  const meant = [...pools.values()].filter(
    (pool) =>
      (workspaceId === undefined || pool.workspaceId === workspaceId) &&
      (ids === undefined || pool.budgetIds.some((id) => ids.includes(id)) || (pool.onCredit && ids.includes(CREDIT))),
  );
  for (const pool of meant) {
    pool.calledBack += 1;
    pool.askAfter = performance.now() + REST_MS;
  }
  await Promise.all(
    meant.map(async (pool) => {
      const { allowance } = pool;
      pool.allowance = undefined;
      if (allowance) await handBack(platform, allowance);
      await pool.asking;
    }),
  );
}

/** What nobody drew from for a while goes back. */
async function tidy(platform: Platform, own: Allowances): Promise<void> {
  const idle = [...own.pools].filter(([, pool]) => performance.now() - pool.drawnAt > IDLE_MS && !pool.asking);
  for (const [name, pool] of idle) {
    own.pools.delete(name);
    if (pool.allowance) await handBack(platform, pool.allowance);
  }
  if (own.pools.size > 0) return;
  clearInterval(own.timer);
  own.timer = undefined;
}

/** Tells every process, this one at once, that budgets are no longer as it knows them. */
export function budgetsChanged(platform: Platform, workspaceId: string): void {
  changed(platform, workspaceId);
  platform.signals.publish({ type: CHANGED, workspaceId, channelId: null, payload: null, key: `${CHANGED}/${workspaceId}` });
}

function changed(platform: Platform, workspaceId: string): void {
  forgetBudgets(platform, workspaceId);
  void giveBack(platform, workspaceId);
}

/** Other processes are asked for what they hold ahead on these. */
export function wantBack(platform: Platform, workspaceId: string, ids: readonly string[]): void {
  platform.signals.publish({ type: WANTED, workspaceId, channelId: null, payload: { ids } });
}
