import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { makeWorld, type World } from "../../test/world.ts";
import { getCredit, getUsage, grantCredit, listBudgets, setBudget } from "./index.ts";

const CALLERS = 50;
const AMOUNT = 1_000;
const LIMIT = 300 * AMOUNT + 500;
const Result = z.object({ spent: z.number(), calls: z.number(), refusals: z.number() });

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

async function startRacer() {
  const quick = join(import.meta.dirname, "../../../../tools/quick-imports.ts");
  const script = join(import.meta.dirname, "../../test/race-worker.ts");
  const args = ["--import", quick, script, world.url, world.workspaceId, String(CALLERS), String(AMOUNT)];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe("ready");
  return {
    go: () => child.stdin.write("go\n"),
    async result() {
      const { value } = await lines.next();
      if (child.exitCode === null) await once(child, "exit");
      return Result.parse(JSON.parse(String(value)));
    },
  };
}

test("a hundred callers in two processes spend what they may and not a micro-USD more", { timeout: 300_000 }, async () => {
  await setBudget(world.owner, { scope: "workspace", period: "total", limitMicros: LIMIT });
  await setBudget(world.owner, { scope: "project", subjectId: "project-1", period: "month", limitMicros: 50 * AMOUNT });
  await setBudget(world.owner, { scope: "agent", subjectId: "agent-2", period: "day", limitMicros: 40 * AMOUNT });
  await grantCredit(world.owner, { amountMicros: 10 * LIMIT });
  const racers = await Promise.all([startRacer(), startRacer()]);
  for (const racer of racers) racer.go();
  const results = await Promise.all(racers.map((racer) => racer.result()));
  const spent = results.reduce((all, each) => all + each.spent, 0);
  const calls = results.reduce((all, each) => all + each.calls, 0);
  expect(results.reduce((all, each) => all + each.refusals, 0)).toBe(2 * CALLERS);

  const { items } = await listBudgets(world.owner, { limit: 10 });
  for (const budget of items) {
    expect(budget.spentMicros, budget.name).toBeLessThanOrEqual(budget.limitMicros);
    expect(budget.reservedMicros).toBe(0);
  }
  const [workspace] = items.filter(({ scope }) => scope === "workspace");
  expect(workspace?.spentMicros).toBe(spent);
  // The last were refused because less than one call's amount was left.
  expect(LIMIT - spent).toBeLessThan(AMOUNT);
  expect((await getUsage(world.owner, { by: "model" })).total).toMatchObject({ calls, costMicros: spent, chargedMicros: spent });
  expect(await getCredit(world.owner)).toMatchObject({ balanceMicros: 10 * LIMIT - spent, reservedMicros: 0 });

  const client = new Client({ connectionString: world.url });
  await client.connect();
  await client.query("set openvibe.workspace = '*'");
  const { rows } = await client.query<{ entries: string; balances: string; left: string }>(
    `select (select sum(debit_micros + credit_micros) from ledger_entries) entries, (select count(*) from reservations) "left",
      (select count(*) from ledger_accounts a where balance_micros <> (select coalesce(sum(case when a.id = e.debit_account_id then debit_micros
        else credit_micros end), 0) from ledger_entries e where a.id in (e.debit_account_id, e.credit_account_id))) balances`,
  );
  await client.end();
  expect(rows).toEqual([{ entries: "0", balances: "0", left: "0" }]);
});
