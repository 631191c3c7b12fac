import { ensureAgents } from "@openvibe/core/agents";
import { startThread, createChannel } from "@openvibe/core/chat";
import { addProviderKey, createVirtualKey, modelDriver } from "@openvibe/core/keys";
import { systemContext } from "@openvibe/core/platform";
import { createSchedule } from "@openvibe/core/schedules";
import { createWebhook, hookSender } from "@openvibe/core/webhooks";
import { createModelDriver } from "@openvibe/drivers/models";
import { startModelServer, type ModelServer } from "@openvibe/drivers/models/testing";
import { createHookSender } from "@openvibe/drivers/webhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { router } from "../src/api/router.ts";
import { openServer, type OpenServer, type Person } from "./open-server.ts";

const ID = "thr_00000000000000000000000000";
const MALFORMED = [
  "",
  " ",
  "x",
  "/",
  "null",
  "'; --",
  "%00",
  "a\u0000b",
  "\ud800",
  "🙂",
  "thr_",
  `${ID}/`,
  `${ID}x`,
  "x".repeat(300),
  `${ID}\n`,
  7,
  [ID],
  {},
];
/** In the form of some list's cursor, with times that no calendar and no database has. */
const UNREAL = [
  "2026-02-31T00:00:00.000Z",
  "0000-01-01T00:00:00.000Z",
  "2026-13-01T00:00:00.000Z",
  "2026-01-01T25:61:61.999Z",
  "12026-1-1T1Z",
];
MALFORMED.push(...UNREAL.flatMap((time) => [`${time}/${ID}`, `1/${time}/${ID}`]));
/** In the form of another list's cursor. */
const FOREIGN = [ID, `2026-02-01T00:00:00.000Z/${ID}`, `a/b/c/${ID}`];

/** "module/verb" of every procedure that takes a cursor, with the rest of what it must be given. */
const lists = Object.entries(router).flatMap(([module, procedures]) =>
  Object.entries(procedures).flatMap(([verb, procedure]) => {
    const schema = procedure["~orpc"].inputSchema;
    const fields = schema instanceof z.ZodObject ? schema.shape : {};
    const needed = Object.keys(fields).filter((name) => !z.safeParse(fields[name] as z.ZodType, undefined).success);
    return "cursor" in fields ? [{ path: `${module}/${verb}`, needed }] : [];
  }),
);

let server: OpenServer;
let models: ModelServer;
let ada: Person;
beforeAll(async () => {
  [server, models] = await Promise.all([openServer(), startModelServer()]);
  server.world.drivers
    .put(hookSender, createHookSender({ allowLoopback: false }))
    .put(modelDriver, createModelDriver({ reach: "machine" }));
  ada = await server.person("Ada");
});
afterAll(() => Promise.all([server?.close(), models?.close()]));

test("a cursor that no list has given is a bad request on every list, and never a fault of ours", { timeout: 240_000 }, async () => {
  const channel = await createChannel(ada.ctx, { name: "cursors" });
  const { thread } = await startThread(ada.ctx, { channelId: channel.id, text: "A thread to read" });
  const { webhook } = await createWebhook(ada.ctx, { name: "Cursors", url: "https://example.com/hook", events: ["chat.message_sent"] });
  await ensureAgents(systemContext(server.world.platform));
  const provider = { kind: "openai", label: "Cursors", baseUrl: models.baseUrl("openai"), key: "right-key" } as const;
  const daily = { title: "Daily", instructions: "Say how it goes", cron: "0 9 * * *", threadId: thread.id };
  const known: Record<string, string> = {
    webhookId: webhook.id,
    channelId: channel.id,
    threadId: thread.id,
    query: "thread",
    agent: "orchestrator",
    keyId: (await addProviderKey(ada.ctx, provider)).id,
    scheduleId: (await createSchedule(ada.ctx, daily)).id,
  };
  const { virtualKey } = await createVirtualKey(ada.ctx, { name: "Cursors" });
  /** Where a name means something else. */
  const own: Record<string, Record<string, string>> = { "keys/listVirtualKeyUses": { keyId: virtualKey.id } };
  const ask = (path: string, needed: string[], cursor: unknown) =>
    server.rpc(path, { ...Object.fromEntries(needed.map((name) => [name, known[name]])), ...own[path], cursor }, { cookie: ada.cookie });

  expect(lists.map(({ path }) => path)).toEqual(expect.arrayContaining(["hosting/listApps", "chat/listMessages", "runs/listTasks"]));
  for (const { path, needed } of lists) {
    expect([path, await ask(path, needed, undefined)]).toEqual([path, expect.objectContaining({ status: 200 })]);
    for (const cursor of MALFORMED) {
      const { status, body } = await ask(path, needed, cursor);
      expect([path, cursor, status, body]).toEqual([path, cursor, 400, expect.objectContaining({ code: "bad_request" })]);
    }
    for (const cursor of FOREIGN) {
      const { status } = await ask(path, needed, cursor);
      expect([path, cursor, [200, 400].includes(status) || status]).toEqual([path, cursor, true]);
    }
  }
});
