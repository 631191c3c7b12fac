import { startModelServer, type ModelServer } from "@openvibe/drivers/models/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ownServer, MINUTES } from "./own-server.ts";
import { eventually, saidIn } from "./visitor.ts";

const KEY = "sk-one-of-our-own-7Q4Z";
const own = ownServer("Ada");
let models: ModelServer;
beforeAll(async () => {
  models = await startModelServer();
});
afterAll(() => models.close());

test(
  "a key of one's own answers and is counted, a budget holds its calls back, and who looks after it is told",
  { timeout: MINUTES },
  async () => {
    const { client } = own.person;
    const vibe = async () => (await client.identity.listMembers({})).items.find(({ handle }) => handle === "vibe")?.id;
    await eventually("the agents", vibe);
    const channel = await client.chat.createChannel({ name: "money" });
    const answerTo = async (text: string) => {
      const { thread } = await client.chat.startThread({ channelId: channel.id, text });
      return eventually(`an answer to “${text}”`, async () =>
        (await saidIn(client, thread.id)).find(({ answerState, writtenBy }) => answerState !== "writing" && writtenBy !== null),
      );
    };
    const used = () => client.billing.getUsage({ by: "model" });

    await answerTo("@vibe how are things?");
    const free = await used();
    expect(free.total.costMicros).toBe(0);
    expect(free.rows.every(({ key }) => key.startsWith("offline/"))).toBe(true);

    const key = await client.keys.addProviderKey({ kind: "anthropic", label: "Trial", baseUrl: models.baseUrl("anthropic"), key: KEY });
    expect(key).toMatchObject({ lastFour: "7Q4Z", owner: "workspace" });
    expect((await answerTo("@vibe and how are they now?")).writtenBy).toMatch(/^anthropic\//);
    const paid = await eventually("what the call cost", async () => {
      const usage = await used();
      return usage.total.costMicros > 0 ? usage : undefined;
    });
    expect(paid.rows.find(({ key: model }) => model.startsWith("anthropic/"))).toMatchObject({
      costMicros: paid.total.costMicros,
      chargedMicros: 0,
    });
    expect(await client.billing.getCredit()).toMatchObject({ balanceMicros: 0 });

    const agentId = (await vibe()) ?? "";
    for (const [scope, subjectId] of [
      ["person", "mem_nobody"],
      ["person", agentId],
      ["agent", "mem_nobody"],
      ["project", "prj_none"],
      ["task", "tsk_none"],
      ["key", key.id],
    ] as const)
      await expect(client.billing.setBudget({ scope, subjectId, period: "day", limitMicros: 1 })).rejects.toMatchObject({
        code: "not_found",
      });
    expect((await client.billing.listBudgets({})).items).toEqual([]);
    await client.billing.setBudget({ scope: "agent", subjectId: agentId, period: "day", limitMicros: 5_000_000 });
    await client.billing.setBudget({ scope: "workspace", period: "total", limitMicros: 1 });
    expect((await answerTo("@vibe and now?")).writtenBy).toMatch(/^offline/);
    const { items } = await eventually("to be told of the budget", async () => {
      const page = await client.inbox.listNotifications({});
      return page.items.some(({ kind }) => kind === "budget") ? page : undefined;
    });
    expect(items).toContainEqual(expect.objectContaining({ kind: "budget", title: "Workspace" }));

    // What compares meaning is not paid either: memory goes by words.
    const other = await client.keys.addProviderKey({ kind: "openai", label: "Meaning", baseUrl: models.baseUrl("openai"), key: KEY });
    await client.memory.remember({ text: "Shelves are painted green", scope: "workspace", importance: "medium" });
    const recalled = await client.memory.recall({ query: "shelves" });
    expect(recalled).toMatchObject({ embedding: { offline: true }, items: [{ memory: { text: "Shelves are painted green" }, byWord: 1 }] });
    await client.keys.revokeProviderKey({ keyId: other.id });

    await client.keys.revokeProviderKey({ keyId: key.id });
    expect((await client.keys.listProviderKeys({ revoked: true })).items).toContainEqual(
      expect.objectContaining({ id: key.id, revokedAt: expect.any(Date) }),
    );
    expect(own.server.output()).not.toContain(KEY);
  },
);
