import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { auth, UnauthorizedError } from "@modelcontextprotocol/sdk/client/auth.js";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assistant, type Assistant } from "../../server/test/assistant.ts";
import { callOn } from "../../server/test/mcp-client.ts";
import { MINUTES, ownServer } from "../../server/test/own-server.ts";
import { newcomer, openBrowser, signUp } from "./browser.ts";
import { ask, inspect, openPage, SLOW, STILL, workspaceOf } from "./screen.ts";

const ADA = { name: "Ada Lovelace", email: "ada@example.com", password: "a long enough one" };
const BOB = { name: "Bob", email: "bob@example.com", password: "another long one" };

const own = ownServer();
let browser: Browser;
/** Where programs on this machine wait for their person to come back. */
let back: Server;
beforeAll(async () => {
  browser = await openBrowser();
  back = createServer((_, response) => response.end("You can close this page."));
  await new Promise<void>((listening) => back.listen(0, "127.0.0.1", listening));
}, MINUTES);
afterAll(async () => {
  await browser?.close();
  back?.closeAllConnections();
  back?.close();
});

const door = () => new URL("/mcp", own.server.address);
const wayBack = () => `http://127.0.0.1:${(back.address() as AddressInfo).port}/callback`;

/** Registers and asks to be let in; gives where its person is to go. */
async function knock(program: Assistant): Promise<{ led: string; transport: StreamableHTTPClientTransport }> {
  const transport = new StreamableHTTPClientTransport(door(), { authProvider: program });
  await expect(new Client({ name: "test", version: "1" }).connect(transport)).rejects.toThrow(UnauthorizedError);
  return { led: program.ledTo?.href ?? "", transport };
}

async function comeBack(page: Page): Promise<URLSearchParams> {
  await page.waitForURL((url) => url.href.startsWith(wayBack()));
  return new URL(page.url()).searchParams;
}

async function connected(program: Assistant): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(door(), { authProvider: program }));
  return client;
}

async function signUpHere(page: Page, { name, email, password }: typeof ADA): Promise<void> {
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create workspace" }).click();
}

async function signInHere(page: Page, { email, password }: typeof ADA): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

const allow = (page: Page) => page.getByRole("button", { name: "Allow", exact: true });
const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });
const namesOf = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);

test("who signs up on the way lets the program in, and it is out once it is revoked", { timeout: MINUTES }, async () => {
  const page = await openPage(browser, STILL);
  const program = assistant("Notes", wayBack());
  const { led, transport } = await knock(program);
  await page.goto(led);
  await page.getByRole("link", { name: "Create an account" }).and(page.locator("[href*=client_id]")).click();
  await signUpHere(page, ADA);
  await heading(page, "Connect Notes?").waitFor();
  await page.getByText("It leads back to a program on your own machine.").waitFor();
  await page.getByText("It acts as Ada Lovelace in Ada’s workspace.").waitFor();
  await page.getByRole("radio", { name: /Work with you/, checked: true }).waitFor();
  await inspect(page, "connect");
  await page.getByText(/^Each right/).click();
  await page.getByRole("checkbox", { name: "Search", exact: true }).uncheck();
  await expect.poll(() => page.getByRole("radio", { checked: true }).count(), SLOW).toBe(0);
  await inspect(page, "connect each right");
  await page.getByRole("radio", { name: /Look only/ }).check();
  await allow(page).click();
  await transport.finishAuth((await comeBack(page)).get("code") ?? "");

  const client = await connected(program);
  const tools = await namesOf(client);
  expect(tools).toEqual(expect.arrayContaining(["project_list", "recall_state"]));
  expect(tools).not.toContain("project_create");
  const before = program.kept.tokens;
  expect(await auth(program, { serverUrl: door() })).toBe("AUTHORIZED");
  expect(program.kept.tokens?.access_token).not.toBe(before?.access_token);
  expect(await namesOf(client)).toEqual(tools);

  await page.goto(own.server.address);
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await page.getByRole("tab", { name: "API keys" }).click();
  const listed = page.getByRole("region", { name: "Connected tools" });
  await listed.getByText("Notes").waitFor();
  await inspect(page, "connected tools");
  await listed.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await listed.getByText("None are connected.").waitFor();
  await expect(client.listTools()).rejects.toThrow(UnauthorizedError);
});

test(
  "one of several workspaces is chosen after signing in; a request is refused, comes too late, or is none",
  { timeout: MINUTES },
  async () => {
    const page = await openPage(browser, STILL);
    const program = assistant("Planner", wayBack());
    const { led, transport } = await knock(program);
    await page.goto(led);
    await signInHere(page, ADA);
    await heading(page, "Connect Planner?").waitFor();
    await page.goto(own.server.address);
    await page.getByRole("link", { name: "Settings", exact: true }).waitFor();
    const first = workspaceOf(page);
    await ask(page, "identity/createWorkspace", { name: "Second" }, first);

    await page.goto(led);
    await page.getByRole("combobox", { name: "Workspace" }).click();
    await page.getByRole("option", { name: "Second" }).click();
    await inspect(page, "connect one of two");
    await allow(page).click();
    await transport.finishAuth((await comeBack(page)).get("code") ?? "");
    const client = await connected(program);
    const call = callOn(client);
    const { data: project } = await call("project_create", { idea: "A list of lamps" });
    const { data: memory } = await call("remember_this", { text: "Lamps are brass", scope: "workspace" });
    const { data: asked } = await call("memory_forget", { memoryId: memory["id"] });
    expect(asked["state"]).toBe("waiting");
    await page.goto(asked["link"] ?? "");
    const card = page.getByRole("region", { name: /asks: / });
    await card.getByRole("button", { name: "Allow once" }).waitFor();
    await inspect(page, "what an assistant asks");
    expect((await call("recall_context", { query: "brass lamps" })).text).toContain("Lamps are brass");
    await card.getByRole("button", { name: "Allow once" }).click();
    const end = async () => (await call("get_approval", { approvalId: asked["approvalId"] })).data["outcome"];
    await expect.poll(end, SLOW).toBe("done");
    expect((await call("recall_context", { query: "brass lamps" })).text).not.toContain("Lamps are brass");
    await call("remember_this", { text: "Oil lamps smoke", scope: "workspace" });
    await page.goto(`${own.server.address}/w/${workspaceOf(page)}/agents?tab=memory`);
    const remembered = page.getByRole("list", { name: "What is remembered" }).getByRole("listitem").filter({ hasText: "Oil lamps smoke" });
    await remembered.getByText("A program wrote this: agents ask before they act on it.").waitFor();
    await inspect(page, "a memory of a program");
    await remembered.getByRole("button", { name: "It is right" }).click();
    await remembered.getByText("by a program").waitFor({ state: "detached" });
    for (let times = 0; times < 20; times += 1)
      await call("chat_send_message", { threadId: project["threadId"], text: "@vibe is it done?" });
    await page.goto(asked["link"]?.replace(/[^/]+$/, project["threadId"] ?? "") ?? "");
    await page.getByRole("log", { name: "Messages" }).getByText("I wait for a person now").waitFor();
    await page.getByRole("button", { name: "by a program" }).first().click();
    await page.getByText("Agents do no more for it than that key allows").waitFor();
    await inspect(page, "what a program wrote");
    await page.goto(`${own.server.address}/w/${first}`);
    await page.getByRole("link", { name: "Settings", exact: true }).waitFor();
    expect(await ask<{ items: unknown[] }>(page, "projects/listProjects", {})).toEqual({ items: [] });
    await client.close();

    const other = await knock(assistant("Refused", wayBack()));
    await page.goto(other.led);
    await page.getByRole("button", { name: "Refuse" }).click();
    expect((await comeBack(page)).get("error")).toBe("access_denied");

    await page.goto(other.led);
    await heading(page, "Connect Refused?").waitFor();
    await page.goto(page.url().replace(/([?&])exp=\d+/, "$1exp=1"));
    await page.getByText("This request to connect is no longer good. Start again from the tool.").waitFor();
    await inspect(page, "connect too late");
    await page.goto(other.led.replace(/client_id=[^&]+/, "client_id=nobody"));
    await page.getByText(/OpenVibe does not know this tool/).waitFor();
    await page.goto(other.led.replace("127.0.0.1", "127.0.0.2"));
    await page.getByText(/led back to a place that it did not name/).waitFor();
  },
);

test("a program that asks for more than one may give away gets no more than that", { timeout: MINUTES }, async () => {
  const page = await openPage(browser, STILL);
  await page.goto(`${own.server.address}/sign-up`);
  await signUpHere(page, BOB);
  await page.getByLabel("What do you want to build?").waitFor();
  const admin = await openPage(browser, STILL);
  await admin.goto(`${own.server.address}/sign-in`);
  await signInHere(admin, ADA);
  await admin.getByRole("link", { name: "Settings", exact: true }).waitFor();
  await ask(admin, "identity/addMember", { email: BOB.email, role: "viewer" });

  const program = assistant("Curious", wayBack());
  const { led, transport } = await knock(program);
  await page.goto(led);
  await heading(page, "Connect Curious?").waitFor();
  await expect.poll(() => page.getByRole("radio").count(), SLOW).toBe(3);
  await page.getByRole("combobox", { name: "Workspace" }).click();
  await page.getByRole("option", { name: "Ada’s workspace" }).click();
  await page.getByRole("radio", { name: /Everything/ }).waitFor({ state: "detached" });
  await page.getByText(/^Each right/).click();
  await page.getByRole("checkbox", { name: /Manage members \(not with your role\)/, disabled: true }).waitFor();
  await inspect(page, "connect as a viewer");
  await allow(page).click();
  await transport.finishAuth((await comeBack(page)).get("code") ?? "");
  const client = await connected(program);
  const tools = await namesOf(client);
  expect(tools).toEqual(expect.arrayContaining(["project_list", "remember_this", "recall_context"]));
  const writes = ["project_create", "project_update", "task_create", "chat_send_message", "hosting_stop_app"];
  expect(tools.filter((name) => writes.includes(name))).toEqual([]);
  const call = callOn(client);
  const { data: memory } = await call("remember_this", { text: "Bob likes short words" });
  expect((await call("recall_context", { query: "short words" })).text).toContain("Bob likes");
  const refused = await call("memory_forget", { memoryId: memory["id"] });
  expect(refused).toMatchObject({ isError: true, text: expect.stringContaining("your role lets you allow nothing") });
  await client.close();
});

test(
  "an admin adds a server of tools at which one signs in, signs in at its page, and is back where it stands",
  { timeout: MINUTES },
  async () => {
    const page = await openPage(browser, STILL);
    await signUp(page, own.server.address, newcomer("Grace"));
    await page.goto(`${own.server.address}/w/${workspaceOf(page)}/settings?tab=tools`);
    await page.getByRole("button", { name: "Add a server" }).click();
    await page.getByLabel("Short name").fill("mine");
    await page.getByLabel("Address").fill(door().href);
    await page.getByRole("button", { name: "Add", exact: true }).click();
    const row = page.getByRole("list", { name: "Tool servers" }).getByRole("listitem").filter({ hasText: door().href });
    await row.getByText("agents of everybody here use its tools in your name").waitFor();
    await row.scrollIntoViewIfNeeded();
    await inspect(page, "tool server to sign in at");
    await row.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("button", { name: "Refuse", exact: true }).click();
    await row.getByText("did not let you in").waitFor();
    await row.getByRole("button", { name: "Sign in", exact: true }).click();
    await allow(page).click();
    await row.getByText("Agents use it in the name of Grace").waitFor();
    await expect.poll(() => row.getByRole("button", { name: "Read again" }).isVisible(), SLOW).toBe(true);
    await inspect(page, "tool server that is signed in at");
    await page.context().close();
  },
);
