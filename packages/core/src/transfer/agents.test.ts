import { afterAll, expect, test } from "vitest";
import { anotherWorkspace } from "../../test/another-workspace.ts";
import { openTransferWorld, takenIn, toldIn, withList } from "../../test/carrier.ts";
import { hangingAgent } from "../../test/hanging-agent.ts";
import { recordsIn, unzip } from "../../test/unzip.ts";
import { sandboxedRuntime } from "../coding/index.ts";
import { PERMISSIONS } from "../identity/index.ts";
import { makeContext, type Context } from "../platform/index.ts";
import { AgentRecord, changeAgent, ensureAgents, importAgent, listProfiles, makeAgent } from "../registry/index.ts";
import { installedRuntimes } from "../turns/index.ts";

const { world, carrier, ada, close } = await openTransferWorld();
afterAll(close);
world.drivers.put(installedRuntimes, [sandboxedRuntime(hangingAgent(""))]);
await ensureAgents(ada);

async function newTeam(): Promise<Context> {
  const there = await anotherWorkspace(ada, "ada");
  await ensureAgents(there);
  return there;
}

async function broughtInto(there: Context): Promise<Record<string, { runtime: string; can: readonly string[]; enabled: boolean }>> {
  const own = (await listProfiles(there)).filter(({ builtIn }) => !builtIn);
  return Object.fromEntries(own.map(({ handle, runtime, can, enabled }) => [handle, { runtime, can, enabled }]));
}

test("rights and runtimes of agents that cannot come along are told one by one, and broken agents and schedules stop nothing", async () => {
  const named = (handle: string) => ({ name: handle, title: "Coder", handle, instructions: "Write code" });
  const can = ["search:read", "sandbox:run"];
  const coder = await makeAgent(ada, { ...named("coder"), runtime: "hanging", can });
  await makeAgent(ada, { ...named("dreamer"), can });
  await makeAgent(ada, named("giant"));
  const qa = (await listProfiles(ada)).find(({ agent }) => agent === "qa");
  await changeAgent(ada, { agent: "qa", can: qa?.can.filter((right) => right !== "sandbox:run") ?? [], runtime: "hanging" });
  const { bytes } = await carrier.exportOf(ada);
  const records = recordsIn(await unzip(bytes), "data/agents.jsonl");
  const changes: Record<string, object> = {
    dreamer: { runtime: "dream-engine", can: [...can, "rockets:launch"] },
    giant: { name: "x".repeat(41) },
  };
  const written = [...records.map((record) => ({ ...record, ...changes[String(record["handle"])] })), { agent: "agt_1" }];
  const schedule = { id: "sch_00000000000000000000000000", agent: coder.agent, title: "x".repeat(500), instructions: "Go", paused: false };
  const times = {
    cron: "0 6 * * *",
    timeZone: "UTC",
    nextAt: null,
    pausedBecause: "",
    lastRun: null,
    createdAt: new Date(),
    changedAt: new Date(),
  };
  const place = { threadId: "thr_00000000000000000000000000", channelId: "chn_00000000000000000000000000", ownerId: ada.actor.id };
  const archive = await withList(await withList(bytes, "data/agents.jsonl", written), "data/schedules.jsonl", [
    { ...schedule, ...times, ...place },
  ]);

  const there = await newTeam();
  const landed = await carrier.importInto(there, archive);
  expect(landed).toMatchObject({ state: "done", fault: "" });
  const brought = await broughtInto(there);
  expect(brought).toMatchObject({ coder: { runtime: "hanging", enabled: false }, dreamer: { runtime: "builtin", enabled: false } });
  expect(Object.keys(brought).toSorted()).toEqual(["coder", "dreamer"]);
  for (const { can: held } of Object.values(brought)) expect(held).toEqual(expect.arrayContaining(can));
  expect(brought["dreamer"]?.can).not.toContain("rockets:launch");
  expect(takenIn(landed)["agents, turned off until you turn them on"]).toBe(2);
  expect(toldIn(landed).toSorted()).toEqual(
    [
      "1 records of data/agents.jsonl: They are not valid JSON, or not of this kind.",
      "1 agents of one's own: They are not what they have to be: At most 40 characters",
      "1 rights of @dreamer: No agent holds them on this server: rockets:launch.",
      "1 runtime of @dreamer: “dream-engine” is not installed on this server. It works by the product's own.",
      `1 rights of @${qa?.handle}: They stay as they are here. Elsewhere it was without sandbox:run.`,
      `1 runtime of @${qa?.handle}: It stays “builtin” here. Elsewhere it was “hanging”.`,
      "1 schedules: They are not what they have to be: At most 100 characters",
    ].toSorted(),
  );
});

test("who brings an agent gives it no right that they do not hold themselves, and is told which", async () => {
  const made = await makeAgent(ada, {
    name: "Cook",
    title: "Cook",
    handle: "cook",
    instructions: "Cook",
    can: ["search:read", "sandbox:run"],
  });
  const record = AgentRecord.parse({ ...made, agent: "agt_11111111111111111111111111", versions: [] });
  const there = await newTeam();
  const rights = [...(PERMISSIONS.admin as ReadonlySet<string>)].filter((right) => right !== "sandbox:run");
  const narrow = makeContext(there.platform, { workspaceId: there.workspaceId, actor: { ...there.actor, can: new Set(rights) } });
  expect(await importAgent(narrow, record)).toEqual({
    isTaken: true,
    left: [{ what: "rights of @cook", reason: "You do not hold them, so you cannot give them: sandbox:run." }],
  });
  const { cook } = await broughtInto(there);
  expect(cook?.can).toContain("search:read");
  expect(cook?.can).not.toContain("sandbox:run");
  expect(await importAgent(narrow, record)).toEqual({ isTaken: false, left: [] });
});
