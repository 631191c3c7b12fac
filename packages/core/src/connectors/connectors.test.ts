import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "../../test/people.ts";
import { makeWorld, settledEnd, settledEvents, type World } from "../../test/world.ts";
import { AppError, LOG_START, systemContext, toolCatalog, type Context } from "../platform/index.ts";
import { setSetting } from "../settings/index.ts";
import {
  addToolServer,
  confirmReadTools,
  connectorsTools,
  connectorTools,
  htmlToText,
  isListed,
  listToolServers,
  MOST_GIVEN,
  operatorPrograms,
  pageReader,
  refreshToolServer,
  removeToolServer,
  toolServerClient,
  type OfferedTool,
  type ServerTarget,
} from "./index.ts";
import { namesOf } from "./names.ts";
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

test("no two tools have one name, none has one of ours, and each keeps its name whatever else is there", async () => {
  const ours = ["web_fetch", "search"];
  const named = (server: string, ...tools: string[]) => [...namesOf(server, tools, ours).values()];
  expect(named("crm", "get_item", "Look-Up")).toEqual(["crm_get_item", "crm_look_up"]);
  const [alone = ""] = named("web", "fetch");
  expect(alone).toMatch(/^web_fetch_[0-9a-f]{8}$/);
  expect(named("web", "open", "fetch")).toContain(alone);
  expect(named("agents", "ask")).not.toContain("agents_ask");
  const [one, other, third] = named("crm", "get-item", "get_item", "Get-Item");
  expect([other, one === third]).toEqual(["crm_get_item", false]);
  expect(named("crm", "Get-Item", "get-item")).toEqual([third, one]);
  const [stop, go] = named("crm", "停止", "行く");
  expect([stop === go, stop]).toEqual([false, expect.stringMatching(/^crm_[0-9a-f]{8}$/)]);
  expect(named("crm", "行く")).toEqual([go]);
  const long = "describe_everything_".repeat(5);
  const cut = named("crm", `${long}1`, `${long}2`);
  expect([new Set(cut).size, ...cut.map((name) => name.length)]).toEqual([2, 64, 64]);
  expect(named("crm", "get-item", "get_item", one?.slice("crm_".length) ?? ""), "made to look like another").toHaveLength(2);

  const asRead = offered;
  world.drivers.put(toolCatalog, connectorsTools);
  offered = [lookUp, { ...lookUp, name: "look_up" }, { ...drop, name: "fetch" }];
  const { id: serverId } = await addToolServer(admin, { name: "web", url: "https://web.example/mcp" });
  const names = (await connectorTools(member, null)).filter(({ name }) => name.startsWith("web_")).map(({ name }) => name);
  expect([names.length, new Set([...names, "web_fetch"]).size]).toEqual([3, 4]);
  expect((await connectorTools(member, names.slice(0, 1))).map(({ name }) => name)).toEqual(names.slice(0, 1));
  await removeToolServer(admin, { serverId });
  offered = asRead;
});

test("what servers say is bounded: long tools are left out, agents are given some of each server, and an event holds no schema", async () => {
  const asRead = offered;
  const start = await settledEnd(world.owner);
  const long = { ...lookUp, name: "long", inputSchema: { type: "object", description: "x".repeat(20_000) } };
  offered = [long, ...Array.from({ length: 250 }, (_, at) => ({ ...lookUp, name: `tool_${at}` }))];
  const many = await addToolServer(admin, { name: "many", url: "https://many.example/mcp" });
  offered = [drop, { ...drop, name: "keep" }];
  const few = await addToolServer(admin, { name: "few", url: "https://few.example/mcp" });
  expect(many.tools).toHaveLength(200);
  expect(many.tools[0]).toMatchObject({ name: "long", leftOut: "long", inputSchema: {} });
  await confirmReadTools(admin, { serverId: many.id, tools: ["long", "tool_0"] });
  const given = (await connectorTools(member)).map(({ name }) => name);
  expect(given).toHaveLength(MOST_GIVEN);
  expect(given).toEqual(expect.arrayContaining(["few_drop", "few_keep", "many_tool_0"]));
  expect(given).not.toContain("many_long");
  const shown = (await listToolServers(admin)).flatMap(({ name, tools }) =>
    tools.map((tool) => ({ ...tool, name: `${name}_${tool.name}` })),
  );
  expect(shown.filter(({ leftOut }) => leftOut === null).map(({ name }) => name)).toEqual(
    expect.arrayContaining(["few_keep", "many_tool_0"]),
  );
  expect(shown.find(({ name }) => name === "many_tool_199")).toBeUndefined();
  expect(shown.find(({ name }) => name === "many_tool_198")).toMatchObject({ leftOut: "many" });
  offered = Array.from({ length: 40 }, (_, at) => ({ ...long, name: `wide_${at}`, inputSchema: { description: "x".repeat(19_000) } }));
  await refreshToolServer(admin, { serverId: many.id });
  const prompt = JSON.stringify((await connectorTools(member)).map(({ inputSchema, description }) => [inputSchema, description]));
  expect(prompt.length).toBeLessThan(250_000);
  const told = (await settledEvents(world.owner, start)).filter(({ type }) => type.startsWith("connectors."));
  expect(told.map(({ payload }) => payload)).toMatchObject([
    { toolCount: 200 },
    { toolCount: 2 },
    { confirmed: ["tool_0"] },
    { toolCount: 40 },
  ]);
  expect(JSON.stringify(told).length).toBeLessThan(4_000);

  for (const { id: serverId } of [many, few]) await removeToolServer(admin, { serverId });
  offered = [];
  const room = 50 - (await listToolServers(admin)).length;
  const rest: string[] = [];
  for (let at = 0; at < room; at += 1) rest.push((await addToolServer(admin, { name: `s${at}x`, url: "https://s.example/mcp" })).id);
  await expect(addToolServer(admin, { name: "more", url: "https://s.example/mcp" })).rejects.toThrow("There are 50 tool servers already");
  for (const serverId of rest) await removeToolServer(admin, { serverId });
  offered = asRead;
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
