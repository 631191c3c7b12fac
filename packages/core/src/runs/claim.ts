import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { expireHoldsOf } from "../billing/index.ts";
import { write, type Context, type Tx } from "../platform/index.ts";
import { settleDependants } from "./dependants.ts";
import { announce, orderAtNow, planByIndex, textArray, time, type Change, type TaskRow } from "./internal.ts";
import type { Pool } from "./pools.ts";
import { tasks } from "./tables.ts";

const SPACES_PER_CLAIM = 64;
const DUE_PER_LOOK = 1_000;
/** A task that ended so many workers is taken to be the cause. */
const MOST_LOST = 20;

export interface Worker {
  readonly id: string;
  readonly leaseMs: number;
}

export interface Claimed {
  readonly row: TaskRow;
  /** Finished steps as JSON text, by name. */
  readonly steps: Map<string, string>;
}

/** Whether a claim may find something. Most wake-ups are for others, and this costs a tenth of a claim. */
export async function hasReady(system: Context, { kinds }: Pool): Promise<boolean> {
  const rows = await system.db
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(eq(tasks.state, "ready"), inArray(tasks.kind, [...kinds])))
    .limit(1);
  return rows.length > 0;
}

/**
 * Takes up to `count` ready tasks of a pool: of each workspace as many as it has fewest running, then those that waited longest for their priority.
 * `after` makes the workspaces take turns where there are more than one look can see.
 */
export function claimTasks(system: Context, worker: Worker, pool: Pool, count: number, after: string): Promise<Claimed[]> {
  return write(system, "runs:work", async (tx) => {
    const now = tx.clockNow;
    const kinds = textArray(pool.kinds);
    await planByIndex(tx);
    const chosen = sql`
      with recursive ahead(workspace_id, n) as (
        (select workspace_id, 1 from tasks where state = 'ready' and workspace_id > ${after} order by workspace_id, order_at limit 1)
        union all
        select (select t.workspace_id from tasks t where t.state = 'ready' and t.workspace_id > s.workspace_id
                order by t.workspace_id, t.order_at limit 1), s.n + 1
        from ahead s where s.workspace_id is not null and s.n < ${SPACES_PER_CLAIM}
      ),
      behind(workspace_id, n) as (
        (select workspace_id, (select count(*) from ahead) from tasks where state = 'ready' and workspace_id <= ${after}
         order by workspace_id, order_at limit 1)
        union all
        select (select t.workspace_id from tasks t where t.state = 'ready' and t.workspace_id > s.workspace_id and t.workspace_id <= ${after}
                order by t.workspace_id, t.order_at limit 1), s.n + 1
        from behind s where s.workspace_id is not null and s.n < ${SPACES_PER_CLAIM}
      ),
      spaces as (
        select workspace_id from ahead where workspace_id is not null
        union all
        select workspace_id from behind where workspace_id is not null and n <= ${SPACES_PER_CLAIM}
      ),
      busy as (
        select workspace_id, count(*) as everywhere, count(*) filter (where lease_owner = ${worker.id} and kind = any(${kinds})) as here
        from tasks where state = 'running' group by workspace_id
      ),
      shares as (
        select s.workspace_id, coalesce(b.everywhere, 0) as everywhere,
          least(${pool.placesPerWorkspace} - coalesce(b.here, 0), ceil(2.0 * ${count} / count(*) over ()), ${count})::int as share
        from spaces s left join busy b using (workspace_id)
      ),
      candidates as (
        select c.id, c.order_at, s.everywhere + row_number() over (partition by s.workspace_id order by c.order_at) as turn
        from shares s cross join lateral (
          select t.id, t.order_at from tasks t
          where t.workspace_id = s.workspace_id and t.state = 'ready' and t.kind = any(${kinds})
          order by t.order_at limit greatest(s.share, 0) for update skip locked
        ) c
      )
      select id from candidates order by turn, order_at limit ${count}`;
    // NOTE: as an array the choice is made once; joined, the planner may run it again for each row.
    const rows = await tx.db
      .update(tasks)
      .set({
        state: "running",
        leaseOwner: worker.id,
        leaseUntil: new Date(now.getTime() + worker.leaseMs),
        attempt: sql`${tasks.attempt} + 1`,
        fence: sql`${tasks.fence} + 1`,
        startedAt: sql`coalesce(${tasks.startedAt}, ${time(now)})`,
      })
      .where(sql`${tasks.id} = any(array(${chosen}))`)
      .returning()
      .prepare("runs_claim")
      .execute();
    const steps = await loadSteps(tx, rows);
    await announce(tx, rows);
    return rows.map((row) => ({ row, steps: steps.get(row.id) ?? new Map<string, string>() }));
  });
}

/** A task that is claimed for the first time has no steps. */
async function loadSteps(tx: Tx, rows: readonly TaskRow[]): Promise<Map<string, Map<string, string>>> {
  const seenBefore = rows.filter((row) => row.fence > 1).map((row) => row.id);
  const steps = new Map<string, Map<string, string>>();
  if (seenBefore.length === 0) return steps;
  const found = await tx.db.execute<{ task_id: string; name: string; result: string }>(sql`
    select task_id, name, coalesce(result::text, 'null') as result from task_steps where task_id = any(${textArray(seenBefore)})`);
  for (const row of found.rows) {
    const own = steps.get(row.task_id) ?? new Map<string, string>();
    steps.set(row.task_id, own.set(row.name, row.result));
  }
  return steps;
}

type ChangeRow = Change & { [key: string]: unknown };

/** Makes ready what is due and what silent workers, and the `gone` ones, held. Returns when the next waiting task is due. */
export function lookAfter(system: Context, gone: readonly string[] = []): Promise<Date | undefined> {
  return write(system, "runs:work", async (tx) => {
    const now = tx.clockNow;
    const due = await tx.db.execute<ChangeRow>(sql`
      update tasks t set state = 'ready', order_at = ${orderAtNow(now)}
      where t.id = any(array(
        select id from tasks where state = 'waiting' and run_at is not null and run_at <= ${time(now)}
        order by run_at limit ${DUE_PER_LOOK} for update skip locked))
      returning t.id, t.announce`);
    const lost = await tx.db.execute<ChangeRow & { failed: boolean }>(sql`
      update tasks t set lost = t.lost + 1, fence = t.fence + 1, attempt = t.attempt - 1, lease_owner = null, lease_until = null,
        state = case when t.lost + 1 >= ${MOST_LOST} then 'failed' else 'ready' end,
        ended_at = case when t.lost + 1 >= ${MOST_LOST} then ${time(now)} end,
        error = case when t.lost + 1 >= ${MOST_LOST} then ${LOST_ERROR}::jsonb else t.error end
      where t.id = any(array(
        select id from tasks where state = 'running' and (lease_until < ${time(now)} or lease_owner = any(${textArray(gone)}))
        order by lease_until limit ${DUE_PER_LOOK} for update skip locked))
      returning t.id, t.announce, t.state = 'failed' as failed`);
    if (lost.rows.length > 0) {
      const ids = lost.rows.map((row) => row.id);
      tx.log.warn({ tasks: ids }, "took tasks back from a worker that ended or fell silent");
      // The call that ended with the worker may have held all that the task may cost.
      await expireHoldsOf(tx, ids);
    }
    const ended = lost.rows.filter((row) => row.failed).map((row) => ({ id: row.id, done: false }));
    const dependants = ended.length > 0 ? await settleDependants(tx, ended) : [];
    await announce(tx, [...due.rows, ...lost.rows, ...dependants]);
    const { rows } = await tx.db.execute<{ ms: string | null }>(sql`
      select extract(epoch from min(run_at)) * 1000 as ms from tasks where state = 'waiting' and run_at is not null`);
    const ms = rows[0]?.ms;
    return ms ? new Date(Math.ceil(Number(ms))) : undefined;
  });
}

const LOST_ERROR = JSON.stringify({
  code: "worker_lost",
  message: `The worker that ran this task ended ${MOST_LOST} times in the middle of it. See the log of the workers, then retry it.`,
});

/** The other workers that hold tasks at the moment. */
export async function otherOwners(system: Context, worker: Worker): Promise<string[]> {
  const others = and(eq(tasks.state, "running"), ne(tasks.leaseOwner, worker.id));
  const rows = await system.db.selectDistinct({ owner: tasks.leaseOwner }).from(tasks).where(others);
  return rows.flatMap((row) => row.owner ?? []);
}

/** Gives back what a claim took whose answer never came, so that it need not wait for the end of its lease. */
export async function releaseStray(system: Context, worker: Worker, activeIds: readonly string[]): Promise<void> {
  await write(system, "runs:work", async (tx) => {
    await tx.db.execute(sql`
      update tasks t set state = 'ready', fence = t.fence + 1, attempt = t.attempt - 1, lease_owner = null, lease_until = null
      where t.state = 'running' and t.lease_owner = ${worker.id} and t.id <> all(${textArray(activeIds)})`);
  });
}

/** Prolongs the leases a worker still has. Rows that a transaction holds right now are left for the next time. */
export async function renewLeases(system: Context, worker: Worker, taskIds: readonly string[]): Promise<void> {
  await write(system, "runs:work", async (tx) => {
    await tx.db.execute(sql`
      update tasks t set lease_until = ${time(new Date(tx.clockNow.getTime() + worker.leaseMs))}
      where t.id = any(array(
        select id from tasks where id = any(${textArray(taskIds)}) and lease_owner = ${worker.id} for update skip locked))`);
  });
}

/** The fence of each of these tasks that this worker holds. */
export async function heldFences(system: Context, worker: Worker, taskIds: string[]): Promise<Map<string, number>> {
  const rows = await system.db
    .select({ id: tasks.id, fence: tasks.fence })
    .from(tasks)
    .where(and(inArray(tasks.id, taskIds), eq(tasks.leaseOwner, worker.id)));
  return new Map(rows.map((row) => [row.id, row.fence]));
}
