import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "pg";
import { addTasks } from "../src/runs/index.ts";
import { systemContext, type Context } from "../src/platform/index.ts";

const RUNNING = "select count(*) n from tasks where kind = 'crash-turn' and state = 'running'";
const DEADLINE_MS = 400_000;

export interface Killed {
  turns: number;
  kills: number;
  /** Kills of a worker that was in the middle of turns. */
  killsDuringWork: number;
  /** A task that too many workers died with is given up by the runtime. */
  ends: Record<string, number>;
  /** Steps that began again after their result was recorded. */
  repeated: unknown[];
  /** What cannot be taken back and happened twice. */
  sentTwice: unknown[];
  /** Writes that are there twice, or not as often as the journal says. */
  writtenWrong: unknown[];
  /** Turns that report that all went well, and did not send twice two things. */
  wrongReports: unknown[];
}

export const KILLER_TABLES = [
  "create table begun (task text not null, step text not null, at timestamptz not null)",
  "create table sent (task text not null, step text not null)",
  "create table written (task text not null, step text not null)",
  "grant select, insert on begun, sent, written to openvibe_app",
];

/** Turns of an agent by two workers, each killed at random moments, again and again; `client` looks at the database over our shoulders. */
export async function killTurns(of: {
  url: string;
  client: Client;
  asker: Context;
  threadId: string;
  turns: number;
  kills: number;
}): Promise<Killed> {
  const { client, asker, threadId } = of;
  const key = randomBytes(32).toString("hex");
  const children = new Set<ChildProcess>();
  const count = async (query: string) => Number((await client.query<{ n: string }>(query)).rows[0]?.n);

  async function start(): Promise<ChildProcess> {
    const quick = join(import.meta.dirname, "../../../tools/quick-imports.ts");
    const script = join(import.meta.dirname, "turn-worker.ts");
    const child = spawn(process.execPath, ["--import", quick, script, of.url, key], {
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

  try {
    const input = { threadId, askedFor: asker.actor.id };
    const system = systemContext(asker.platform, asker.workspaceId);
    const task = { kind: "crash-turn", input, maxAttempts: 1_000, backoffMs: 0 };
    await addTasks(
      system,
      Array.from({ length: of.turns }, () => task),
    );
    let kills = 0;
    let killsDuringWork = 0;
    const unfinished = "select count(*) n from tasks where kind = 'crash-turn' and state not in ('done', 'failed')";
    const killer = async () => {
      while (kills < of.kills) {
        kills += 1;
        const child = await start();
        for (const deadline = Date.now() + 30_000; (await count(RUNNING)) === 0 && Date.now() < deadline;) await pause(5);
        await pause(Math.random() * 300);
        if ((await count(RUNNING)) > 0) killsDuringWork += 1;
        await kill(child);
        // There is always something left to kill a worker at.
        if ((await count(unfinished)) < 8)
          await addTasks(
            system,
            Array.from({ length: 8 }, () => task),
          );
      }
    };
    await Promise.all([killer(), killer()]);
    await Promise.all([start(), start()]);
    for (const deadline = Date.now() + DEADLINE_MS; (await count(unfinished)) > 0; await pause(50))
      if (Date.now() > deadline) throw new Error(`${await count(unfinished)} turns did not end`);
    return {
      kills,
      killsDuringWork,
      turns: await count("select count(*) n from tasks where kind = 'crash-turn'"),
      ...(await found(client)),
    };
  } finally {
    for (const child of children) await kill(child);
  }
}

async function found(client: Client) {
  const rows = async (query: string) => (await client.query(query)).rows as unknown[];
  const ends = (await rows(
    "select coalesce(result ->> 'end', 'given_up') as end, count(*)::int n from tasks where kind = 'crash-turn' group by 1",
  )) as {
    end: string;
    n: number;
  }[];
  return {
    ends: Object.fromEntries(ends.map(({ end, n }) => [end, n])),
    repeated: await rows("select b.* from begun b join task_steps s on s.task_id = b.task and s.name = b.step where b.at > s.done_at"),
    sentTwice: await rows("select task, step, count(*) from sent group by 1, 2 having count(*) > 1"),
    writtenWrong: await rows(`select w.task, w.step from written w left join task_steps s on s.task_id = w.task and s.name = w.step
      group by 1, 2 having count(distinct w.ctid) > 1 or count(s.name) = 0`),
    wrongReports: await rows(`select t.id from tasks t where t.kind = 'crash-turn' and t.result ->> 'end' = 'answered'
      and (select count(*) from sent where task = t.id) + (select count(*) from written where task = t.id) <> 4`),
  };
}

/** A person has said once and for all that this agent may send. */
export async function allowSending(client: Client, agent: Context, person: Context): Promise<void> {
  await client.query(
    `insert into allowances (id, workspace_id, agent_id, tool, permission, scope, covers_tainted, granted_by, created_at)
     values ('alw_test', $1, $2, 'send_out', 'chat:write', 'workspace', false, $3, now())`,
    [agent.workspaceId, agent.actor.id, person.actor.id],
  );
}
