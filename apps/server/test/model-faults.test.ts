import { startModelServer, type Behaviour, type ModelServer } from "@openvibe/drivers/models/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTES, ownServer } from "./own-server.ts";
import { eventually, saidIn } from "./visitor.ts";

const own = ownServer("Ada");
let models: ModelServer;
beforeAll(async () => void (models = await startModelServer()));
afterAll(() => models.close());

const SAID = { say: "All is well, and the roof is dry.", usage: { input: 1_000, output: 50 } };
const COULD_NOT =
  /^All[^]*\n\nI could not finish this\. The model \S+ could not be reached or broke off \(the connection broke\)\. Let me go on once that is over/;
const FAULTS: readonly { what: string; first?: Behaviour; plays: Behaviour; says: RegExp; because?: string; calls: number }[] = [
  { what: "an error, once", first: { fault: { status: 500 } }, plays: SAID, says: /^All is well, and the roof is dry\.$/, calls: 1 },
  { what: "a line that always breaks", plays: { ...SAID, cutAfter: 6 }, says: COULD_NOT, calls: 3 },
  {
    what: "a model that is not open to this key",
    plays: { fault: { status: 403, message: "The caller does not have permission" } },
    says: /^Without a language model I cannot answer this/,
    because: "It cannot be used with the key that is set up (The caller does not have permission).",
    // The rules answered.
    calls: 0,
  },
  {
    what: "an answer that is too long",
    plays: { ...SAID, truncated: true },
    says: /dry\.\n\nMy answer stops here: .*Ask me to go on/,
    calls: 1,
  },
  { what: "a refusal", plays: { refuse: "No.", usage: SAID.usage }, says: /The model declined to answer this\. Ask me again/, calls: 1 },
  {
    what: "tools that there are not",
    plays: { call: [{ name: "launch_rocket", input: {} }], usage: SAID.usage },
    says: /^I stop here: my calls kept going wrong/,
    calls: 5,
  },
];
/** What machines say to each other. */
const JARGON = /ECONN|undefined|\[object|\bnull\b|stack|HTTP|\b[45]\d\d\b|\{"/;

test(
  "whatever goes wrong with a model, in each format: who asked reads plain words, and each call is counted once",
  async () => {
    const { client } = own.person;
    await eventually("the agents", async () => (await client.identity.listMembers({})).items.find(({ handle }) => handle === "vibe"));
    const { id: channelId } = await client.chat.createChannel({ name: "trials" });
    const counted = async (name: string) =>
      (await client.gateway.getUsage()).byProvider
        .filter(({ provider, model }) => provider === name && !model.includes("embedding"))
        .reduce((all, { calls }) => all + calls, 0);
    for (const kind of ["anthropic", "openai", "google", "compatible"] as const) {
      const name = kind === "compatible" ? "local" : kind;
      for (const { what, first, plays, says, because, calls } of FAULTS) {
        const named = kind === "compatible" ? { name } : {};
        // A new key each time: one whose model failed is left alone for a while.
        const { id: keyId } = await client.keys.addProviderKey({
          kind,
          ...named,
          label: "on trial",
          baseUrl: models.baseUrl(kind),
          key: "sk-any-key-at-all",
        });
        const before = await counted(name);
        const queue = first ? [first] : [];
        models.decide = () => queue.shift() ?? plays;
        const { thread } = await client.chat.startThread({ channelId, text: "@vibe how are things?" });
        const answer = await eventually(`the end of ${what} from ${kind}`, async () => {
          const [, last] = await saidIn(client, thread.id);
          return last && last.answerState !== "writing" && says.test(last.text) ? last : undefined;
        });
        expect(answer.text, `${what} from ${kind}`).not.toMatch(JARGON);
        const how = await client.agents.explainAnswer({ messageId: answer.id });
        expect(how?.fallbackReasons, `${what} from ${kind}`).toEqual(because ? [because] : []);
        await expect.poll(() => counted(name), { message: `${what} from ${kind}`, timeout: 30_000 }).toBe(before + calls);
        await client.keys.revokeProviderKey({ keyId });
      }
    }
  },
  MINUTES,
);
