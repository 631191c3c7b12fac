/**
 * Turns of agents by two workers that are killed at random moments, again and again: which finished steps ran once more, and what cannot be
 * taken back and happened twice. Both are to be none. Run: node benchmarks/turn-kills.ts [kills]
 */
import { createChannel, startThread } from "@openvibe/core/chat";
import { addAgent, agentActor, PERMISSIONS } from "@openvibe/core/identity";
import { makeContext, newId, systemContext } from "@openvibe/core/platform";
import pg from "pg";
import { allowSending, KILLER_TABLES, killTurns } from "../packages/core/test/turn-killer.ts";
import { startBarePlatform } from "./bare-platform.ts";

const KILLS = Number(process.argv[2] ?? 200);
const RIGHTS = ["chat:read", "chat:write"];

const { platform, databaseUrl, close } = await startBarePlatform(6);
const client = new pg.Client({ connectionString: databaseUrl });
await client.connect();
try {
  await client.query("set openvibe.workspace = '*'");
  for (const statement of KILLER_TABLES) await client.query(statement);
  const workspaceId = newId("wsp");
  const system = systemContext(platform, workspaceId);
  const [personId, memberId] = [newId("per"), newId("mem")];
  await client.query("insert into workspaces (id, name, created_at) values ($1, 'Bench', now())", [workspaceId]);
  await client.query("insert into people (id, name, email) values ($1, 'Ada', 'ada@example.com')", [personId]);
  await client.query(
    "insert into members (id, workspace_id, kind, person_id, name, handle, role, joined_at) values ($1, $2, 'person', $3, 'Ada', 'ada', 'member', now())",
    [memberId, workspaceId, personId],
  );
  await addAgent(system, { agent: "tester", name: "Vibe", handle: "vibe", can: RIGHTS });
  const asker = makeContext(platform, { workspaceId, actor: { kind: "person", id: memberId, can: PERMISSIONS.member } });
  const agent = makeContext(platform, { workspaceId, actor: await agentActor(system, "tester") });
  await allowSending(client, agent, asker);
  const { id: channelId } = await createChannel(asker, { name: "work" });
  const { thread } = await startThread(asker, { channelId, text: "please help" });
  const startedAt = performance.now();
  const killed = await killTurns({
    url: databaseUrl,
    client,
    asker,
    threadId: thread.id,
    turns: 40,
    kills: KILLS,
  });
  process.stdout.write(
    [
      `${killed.kills} kills, ${killed.killsDuringWork} of them in the middle of turns; ${killed.turns} turns in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`,
      `how turns ended: ${JSON.stringify(killed.ends)}`,
      `finished steps that ran again: ${killed.repeated.length}`,
      `what cannot be taken back and happened twice: ${killed.sentTwice.length}`,
      `writes twice or without their record: ${killed.writtenWrong.length}`,
      `reports that are not true: ${killed.wrongReports.length}`,
      "",
    ].join("\n"),
  );
} finally {
  await client.end();
  await close();
}
