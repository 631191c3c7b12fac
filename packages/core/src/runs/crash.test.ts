import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeWorld, type World } from "../../test/world.ts";
import { addTasks } from "./index.ts";

const TASKS = 500;
const ENOUGH = 250;
const KILLS = 50;
const LEASE_MS = 800;

let world: World;
let client: Client;
const children = new Set<ChildProcess>();
beforeAll(async () => {
  world = await makeWorld();
  client = new Client({ connectionString: world.url });
  await client.connect();
  await client.query("set openvibe.workspace = '*'");
  await client.query("create table effects (task text not null, step text not null)");
  await client.query("grant select, insert on effects to openvibe_app");
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await client.end();
  await world.close();
});

async function startChild(): Promise<ChildProcess> {
  const quick = join(import.meta.dirname, "../../../../tools/quick-imports.ts");
  const script = join(import.meta.dirname, "../../test/crash-worker.ts");
  const child = spawn(process.execPath, ["--import", quick, script, world.url, String(LEASE_MS)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.add(child);
  await once(child.stdout, "data");
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
  children.delete(child);
}

async function count(query: string): Promise<number> {
  const { rows } = await client.query<{ n: string }>(query);
  return Number(rows[0]?.n);
}

const unfinished = () => count("select count(*) n from tasks where state <> 'done'");
const running = () => count("select count(*) n from tasks where state = 'running'");

test("two workers, killed at random fifty times: nothing is lost, nothing finishes twice", { timeout: 400_000 }, async () => {
  const ids: string[] = [];
  const addMore = async () => {
    const more = Array.from({ length: TASKS }, () => ({ kind: "crash-three-steps", input: {}, announce: true }));
    ids.push(...(await addTasks(world.owner, more)));
  };
  await addMore();
  let kills = 0;
  let killsDuringWork = 0;
  const killer = async () => {
    while (kills < KILLS) {
      kills += 1;
      const turn = kills;
      // On a busy machine a worker lives longer than it was meant to, and would leave nothing to be killed at.
      if ((await unfinished()) < ENOUGH) await addMore();
      const child = await startChild();
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 500));
      // One in four may be killed before it has begun; the others are at work, however long a busy machine takes until then.
      while (turn % 4 > 0 && (await running()) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      if ((await running()) > 0) killsDuringWork += 1;
      await kill(child);
    }
  };
  await Promise.all([killer(), killer()]);
  const left = await unfinished();
  await Promise.all([startChild(), startChild()]);
  await vi.waitFor(async () => expect(await unfinished()).toBe(0), { timeout: 200_000, interval: 50 });
  for (const child of children) await kill(child);

  expect(kills).toBe(KILLS);
  expect(killsDuringWork).toBeGreaterThan(KILLS / 2);
  expect(left).toBeGreaterThan(0);
  expect(await count("select count(*) n from effects")).toBe(2 * ids.length);
  expect(await count("select count(*) n from (select distinct task, step from effects) e")).toBe(2 * ids.length);
  expect(await count("select count(*) n from task_steps")).toBe(3 * ids.length);
  expect(
    await count("select count(*) n from tasks t join task_steps s on s.task_id = t.id where t.result ->> s.name = s.result #>> '{}'"),
  ).toBe(3 * ids.length);
  const { rows } = await client.query<{ id: string; n: string }>(
    "select payload ->> 'id' as id, count(*) n from events where type = 'runs.task_changed' and payload ->> 'state' = 'done' group by 1",
  );
  expect(rows.map((row) => row.id).toSorted()).toEqual(ids.toSorted());
  expect(rows.every((row) => row.n === "1")).toBe(true);
  expect(await count("select max(lost) n from tasks")).toBeGreaterThan(0);
});
