import { startModelServer, type ModelServer } from "@openvibe/drivers/models/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTES, ownServer } from "./own-server.ts";
import { eventually, saidIn, type Client } from "./visitor.ts";

const own = ownServer("Ada");
let models: ModelServer;
let channelId: string;
beforeAll(async () => {
  models = await startModelServer();
  const { client } = own.person;
  await eventually("the agents", async () => (await client.identity.listMembers({})).items.find(({ handle }) => handle === "vibe"));
  channelId = (await client.chat.createChannel({ name: "trials" })).id;
}, MINUTES);
afterAll(() => models.close());

/** Says it in a new thread and gives what the agent has written when it is done. */
async function answerTo(client: Client, text: string) {
  const { thread } = await client.chat.startThread({ channelId, text });
  return eventually(`an answer to “${text}”`, async () =>
    (await saidIn(client, thread.id)).find(({ answerState, writtenBy }) => answerState !== "writing" && writtenBy !== null),
  );
}

test(
  "without a key an agent does what it is told with its tools, and asks before what cannot be taken back",
  async () => {
    const { client } = own.person;
    expect(await answerTo(client, "@vibe remember that the launch is on 5 May")).toMatchObject({
      text: "Remembered: The launch is on 5 May",
      writtenBy: "offline",
    });
    expect((await answerTo(client, "@vibe what do we know about the launch?")).text).toContain("The launch is on 5 May");
    expect((await answerTo(client, '@vibe post "We are live" in #trials')).text).toBe("Posted in #trials.");
    const { items } = await client.chat.listThreads({ channelId });
    const posted = await Promise.all(items.map(async ({ id }) => (await saidIn(client, id))[0]?.text));
    expect(posted).toContain("We are live");
    expect((await answerTo(client, "@vibe fetch https://example.com/x")).text).toContain("not on the list of hosts");
    expect((await answerTo(client, "@vibe forget about the launch")).text).toMatch(/^May I\? Delete the memory/);
    expect(await client.gateway.getUsage()).toMatchObject({ costMicros: 0 });
  },
  MINUTES,
);

test(
  "a key of each kind is tried, answers with the tools offered, is counted, and ends with its revocation",
  async () => {
    const { client } = own.person;
    // NOTE: with some keys search and memory ask for embeddings meanwhile, whenever they get to it; those ask for no words.
    const askedForWords = () => models.requests.flatMap(({ asked }) => asked ?? []);
    const writers: string[] = [];
    for (const kind of ["anthropic", "openai", "google", "compatible"] as const) {
      const name = kind === "compatible" ? "local" : kind;
      const about = { kind, label: "on trial", baseUrl: models.baseUrl(kind), ...(kind === "compatible" ? { name } : {}) };
      await expect(client.keys.addProviderKey({ ...about, key: "bad-key-0123456789" })).rejects.toThrow(/key/i);
      const key = await client.keys.addProviderKey({ ...about, key: "sk-any-key-at-all" });
      expect(key.models.length, kind).toBeGreaterThan(1);
      models.next(`All is well, says ${kind}.`);
      const answer = await answerTo(client, "@vibe how are things?");
      expect(answer).toMatchObject({ text: `All is well, says ${kind}.`, writtenBy: expect.stringContaining(`${name}/`) });
      writers.push(answer.writtenBy ?? "");
      const [round, ...others] = askedForWords();
      expect(round?.tools.length, kind).toBeGreaterThan(10);
      expect(others, kind).toEqual([]);
      expect(JSON.stringify(models.requests.map(({ body }) => body))).not.toContain("sk-any-key-at-all");
      await client.keys.revokeProviderKey({ keyId: key.id });
      models.reset();
    }
    expect((await answerTo(client, "@vibe hello")).writtenBy).toBe("offline");
    expect(askedForWords()).toEqual([]);
    const { byProvider } = await client.gateway.getUsage();
    const counted = new Map(byProvider.map(({ provider, model, calls }) => [`${provider}/${model}`, calls]));
    expect(writers.map((writer) => counted.get(writer))).toEqual([1, 1, 1, 1]);
  },
  MINUTES,
);

test(
  "what an agent remembered in a turn and a person put right is given to the next turn as it was put right",
  async () => {
    const { client } = own.person;
    const key = await client.keys.addProviderKey({
      kind: "anthropic",
      label: "Memory",
      baseUrl: models.baseUrl("anthropic"),
      key: "sk-right-key",
    });
    models.decide = ({ results, schema }) => {
      if (schema) return undefined;
      const input = { text: "The office closes at four", scope: "workspace", importance: "medium" };
      return results === 0 ? { call: [{ name: "memory_remember", input }] } : "Kept.";
    };
    expect((await answerTo(client, "@vibe keep in mind when the office closes, which is at four")).text).toBe("Kept.");
    const kept = (await client.memory.listMemories({})).items.find(({ text }) => text === "The office closes at four");
    await client.memory.correctMemory({ memoryId: kept?.id ?? "", text: "The office closes at two" });
    // The provider keeps what the rounds have in common, and what is asked once it does not.
    const bodies = models.requests.flatMap(({ asked, body }) => (asked ? [{ ...body, offers: asked.tools.length > 0 } as Asked] : []));
    expect(bodies.map((body) => body.cache_control !== undefined)).toEqual(bodies.map(({ offers }) => offers));
    const [first, second] = bodies.filter(({ offers }) => offers);
    expect(second).toMatchObject({ system: first?.system, tools: first?.tools, cache_control: { type: "ephemeral" } });
    expect(second?.messages.slice(0, first?.messages.length)).toEqual(first?.messages);
    models.reset();
    models.next("At two.");
    expect((await answerTo(client, "@vibe tell me when the office closes")).text).toBe("At two.");
    const given = JSON.stringify(models.requests.filter(({ asked }) => asked !== undefined).map(({ body }) => body));
    expect(given).toContain("The office closes at two");
    expect(given).not.toContain("The office closes at four");
    await client.keys.revokeProviderKey({ keyId: key.id });
  },
  MINUTES,
);

interface Asked {
  offers: boolean;
  cache_control?: unknown;
  system: unknown;
  tools: unknown;
  messages: unknown[];
}
