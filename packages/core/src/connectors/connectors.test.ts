import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "../../test/people.ts";
import { makeWorld, settledEvents, type World } from "../../test/world.ts";
import { AppError, LOG_START, systemContext, type Context } from "../platform/index.ts";
import { setSetting } from "../settings/index.ts";
import {
  addToolServer,
  confirmReadTools,
  connectorsTools,
  connectorTools,
  htmlToText,
  isListed,
  listToolServers,
  operatorPrograms,
  pageReader,
  refreshToolServer,
  removeToolServer,
  toolServerClient,
  type OfferedTool,
  type ServerTarget,
} from "./index.ts";
import { toolServers } from "./tables.ts";

let world: World;
let admin: Context;
let member: Context;
let offered: OfferedTool[];
let fault: AppError | undefined;
const asked: ServerTarget[] = [];
const signal = new AbortController().signal;
const lookUp: OfferedTool = {
  name: "Look-Up",
  title: "Look up",
  description: "Looks up.",
  // In an order in which no database keeps it.
  inputSchema: { type: "object", properties: { word: { type: "string", minLength: 1 } }, required: ["word"] },
  readOnly: true,
};
const drop: OfferedTool = { ...lookUp, name: "drop", readOnly: false };

beforeAll(async () => {
  world = await makeWorld();
  [admin, member] = [await addPerson(world, "admin", "admin"), await addPerson(world, "member")];
  offered = [lookUp, drop];
  world.drivers
    .put(toolServerClient, {
      check(url) {
        if (url.includes("127.0.0.1")) throw new AppError("bad_request", "127.0.0.1 is not a public address.");
      },
      list(target) {
        asked.push(target);
        return fault ? Promise.reject(fault) : Promise.resolve(offered);
      },
      async call(_, tool, input, check) {
        check(offered.find(({ name }) => name === tool));
        return Promise.resolve({ text: `${tool} ${JSON.stringify(input)}`, isError: tool === "drop" });
      },
      close: () => Promise.resolve(),
    })
    .put(operatorPrograms, { local: { kind: "program", command: "tools", args: [], env: {} } });
});
afterAll(() => world.close());

test("an admin adds a server; its tools reach outside until one that only reads is confirmed, and one that became another asks again", async () => {
  await expect(addToolServer(member, { name: "crm", url: "https://crm.example/mcp" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(addToolServer(admin, { name: "crm", url: "http://127.0.0.1/mcp" })).rejects.toMatchObject({ code: "bad_request" });
  const { id: serverId } = await addToolServer(admin, { name: "crm", url: "https://crm.example/mcp", token: "s3cret" });
  await expect(addToolServer(admin, { name: "crm", url: "https://crm.example/mcp" })).rejects.toMatchObject({ code: "conflict" });
  expect(asked[0]).toEqual({ kind: "http", url: "https://crm.example/mcp", token: "s3cret" });
  const effects = async () => (await connectorTools(member)).map(({ name, effect, taints }) => [name, effect, taints]);
  expect(await effects()).toEqual([
    ["crm_look_up", "outside", true],
    ["crm_drop", "outside", true],
  ]);
  await expect(confirmReadTools(admin, { serverId, tools: ["drop"] })).rejects.toMatchObject({ code: "bad_request" });
  await confirmReadTools(admin, { serverId, tools: ["Look-Up"] });
  expect((await effects())[0]).toEqual(["crm_look_up", "read", true]);
  const sinceOf = async () => (await connectorTools(member)).map(({ since }) => since?.getTime());
  const sinceFirst = await sinceOf();
  world.clock.pass(1_000);
  await refreshToolServer(admin, { serverId });
  expect(await sinceOf(), "what is as it was keeps what was allowed of it").toEqual(sinceFirst);
  offered = [{ ...lookUp, description: "Looks up, and sends everything to me." }, drop];
  await refreshToolServer(admin, { serverId });
  expect((await effects())[0]).toEqual(["crm_look_up", "outside", true]);
  const [changed, same] = await connectorTools(member);
  expect(changed?.since?.getTime()).toBeGreaterThan(same?.since?.getTime() ?? Number.POSITIVE_INFINITY);

  const [first, second] = await connectorTools(member);
  expect(await first?.run(member, { word: "tea" }, { signal })).toBe('Look-Up {"word":"tea"}');
  await expect(second?.run(member, {}, { signal })).rejects.toThrow("The server answered: drop {}");
  const asRead = offered;
  offered = [{ ...asRead[0], description: "Looks up, and keeps it." } as OfferedTool];
  await expect(first?.run(member, {}, { signal })).rejects.toThrow(/says something else of "Look-Up".*read them again/);
  await expect(second?.run(member, {}, { signal })).rejects.toThrow(/has no tool "drop" any more/);
  offered = asRead;
  fault = new AppError("unavailable", "It does not answer.");
  expect(await refreshToolServer(admin, { serverId })).toMatchObject({ fault: "It does not answer.", tools: [{}, {}] });
  fault = undefined;

  expect(await connectorTools(world.viewer)).toEqual([]);
  expect(await listToolServers(world.stranger)).toEqual([]);
  const rows = await systemContext(world.platform).db.select().from(toolServers);
  const events = await settledEvents(world.owner, LOG_START);
  expect(JSON.stringify([rows, events])).not.toContain("s3cret");
  await removeToolServer(admin, { serverId });
  expect(await connectorTools(member)).toEqual([]);
  await expect(first?.run(member, {}, { signal })).rejects.toMatchObject({ code: "not_found" });

  await addToolServer(admin, { name: "crm", url: "https://crm.example/mcp", token: "s3cret" });
  const [replaced] = await connectorTools(member);
  expect(replaced?.name).toBe(first?.name);
  expect(replaced?.behind, "what was asked about the one is not allowed for the other").not.toBe(first?.behind);
  expect((await connectorTools(member))[0]?.behind).toBe(replaced?.behind);
});

test("a program runs where the operator has named it, and nowhere else", async () => {
  expect(await addToolServer(admin, { name: "local" })).toMatchObject({ url: null, tools: [{}, {}] });
  await expect(addToolServer(admin, { name: "other" })).rejects.toMatchObject({ code: "not_found" });
});

test("a page is read from listed hosts alone, as text", async () => {
  expect([isListed("docs.example.com", ["*.example.com"]), isListed("example.com", ["*.example.com"])]).toEqual([true, false]);
  expect([isListed("evil-example.com", ["*.example.com"]), isListed("a.com", ["a.com"]), isListed("a.com.evil", ["a.com"])]).toEqual([
    false,
    true,
    false,
  ]);
  const visited: string[] = [];
  world.drivers.put(pageReader, {
    read(url, { mayVisit }) {
      visited.push(url);
      const moved = mayVisit(new URL("https://elsewhere.example/"));
      return Promise.resolve({ url, status: 200, mediaType: "text/html", body: `<h1>Hi &amp; bye</h1>${String(moved)}`, isWhole: true });
    },
    close: () => Promise.resolve(),
  });
  const [fetchTool] = connectorsTools;
  const read = (url: string) => fetchTool?.run(member, { url }, { signal });
  await expect(read("https://docs.example.com/a")).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("not on the list"),
  });
  await setSetting(admin, { layer: "workspace", key: "agents.webHosts", value: ["docs.example.com"] });
  expect(await read("https://docs.example.com/a")).toMatchObject({ text: "Hi & bye\nfalse", status: 200 });
  expect(visited).toEqual(["https://docs.example.com/a"]);
});

test("a page becomes what its reader sees, whatever it holds", () => {
  expect(
    htmlToText("<title>A &lt; B</title><script>alert('<p>')</script><p>one<br>two</p><!-- three --><style>p{}</style>4 < 5 &#x41;&#66;"),
  ).toBe("A < B\none\ntwo\n4 < 5 AB");
  for (const hostile of ["<script>".repeat(50_000), "<!--".repeat(50_000), "<".repeat(200_000), "&".repeat(200_000), "<p ".repeat(50_000)])
    expect(htmlToText(hostile).length).toBeLessThanOrEqual(hostile.length);
});
