import type { Browser, BrowserContextOptions, Page, Request, WebSocket } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningServer, startServer } from "../../server/test/running-server.ts";
import { expectAccessible, newcomer, openBrowser, pressFor, signUp } from "./browser.ts";
import { ask } from "./screen.ts";

const WITHIN_MS = 60_000;
let server: RunningServer;
let browser: Browser;
let ada: Page;
let grace: Page;
let workspace: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  ada = await openPage({ viewport: { width: 1440, height: 900 } });
  grace = await openPage({ viewport: { width: 390, height: 844 }, colorScheme: "dark", hasTouch: true, isMobile: true });
  await signUp(ada, server.address, newcomer("Ada"));
  await signUp(grace, server.address, newcomer("Grace"));
  workspace = new URL(ada.url()).pathname.split("/").slice(0, 3).join("/");
  await ada.getByRole("link", { name: "Members" }).click();
  await ada.getByRole("button", { name: /^Add/ }).first().click();
  await ada.getByLabel("E-mail").fill("grace@example.com");
  await ada.getByRole("dialog").getByRole("button", { name: /^Add/ }).click();
  await ada.getByRole("main").getByText("grace@example.com").waitFor();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function openPage(options: BrowserContextOptions): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(WITHIN_MS);
  return page;
}
const compose = (page: Page) => page.getByRole("textbox", { name: /^(Reply|Start a thread|Write)/ }).last();
const said = (page: Page, text: string) => page.getByRole("article").getByText(text).first();
/** Where the page stands: be there before saying something, or it is said where the page was. */
async function say(page: Page, text: string): Promise<void> {
  await compose(page).fill(text);
  await page.getByRole("button", { name: "Send" }).last().click();
}
/** Begins a thread in #general. */
async function begin(page: Page, text: string): Promise<void> {
  await page.getByRole("link", { name: "general" }).click();
  await page.getByRole("textbox", { name: "Start a thread in #general" }).waitFor();
  await say(page, text);
}
/** The address of the thread that was just begun: what was said stands in the channel first, on its way. */
async function begun(page: Page, text: string): Promise<string> {
  await page.waitForURL(/\/t\/thr_/);
  await said(page, text).waitFor();
  return page.url();
}

it("two people and an agent talk: what is unread, who types, an answer word by word", { timeout: 240_000 }, async () => {
  await begin(ada, "Which colour for the landing page? @grace");
  await said(ada, "Which colour").waitFor();

  await grace.goto(`${server.address}${workspace}/inbox`);
  await grace.getByText("you are named").first().waitFor({ state: "attached" });
  await expectAccessible(grace, "inbox on a phone");
  await grace.getByRole("main").getByRole("link").first().click();
  await said(grace, "Which colour").waitFor();

  await compose(grace).pressSequentially("Green, because ");
  await ada.getByText("Grace is typing").waitFor();
  await compose(grace).fill("Green, because our customers are gardeners.");
  await grace.getByRole("button", { name: "Send" }).click();
  await said(ada, "our customers are gardeners").waitFor();

  await say(ada, "@paula what can you do for us?");
  await ada.getByRole("article", { name: /^Paula/ }).waitFor();
  await ada
    .getByRole("article", { name: /^Paula/ })
    .getByRole("button", { name: "offline model" })
    .waitFor();
  await expectAccessible(ada, "a thread with an agent");

  await grace.goto(`${server.address}${workspace}/inbox`);
  await grace.getByRole("heading", { name: "All read" }).waitFor();
  expect(await grace.getByRole("main").getByRole("link").count()).toBe(0);

  await ada.getByRole("link", { name: "Members" }).click();
  const listed = ada.getByRole("main").getByRole("listitem").filter({ hasText: "grace@example.com" });
  await listed.getByRole("img", { name: "active" }).waitFor();
});

it("a side conversation is forked, resolved with its outcome, undone, and kept as a decision", { timeout: 240_000 }, async () => {
  await begin(ada, "Where do we host the shop?");
  const thread = await begun(ada, "Where do we host");
  await grace.goto(thread);
  const fork = grace.getByRole("menuitem", { name: "Fork from here" });
  await pressFor(grace.locator("[data-message]").first().getByRole("button", { name: "More actions" }), fork);
  await fork.click();
  await grace.getByRole("textbox", { name: "Write in the side conversation" }).waitFor();
  await say(grace, "Let's go with our own server, because it is cheaper.");
  await said(grace, "it is cheaper").waitFor();
  await expectAccessible(grace, "a fork on a phone");

  await ada.getByRole("list", { name: "Side conversations" }).getByRole("link").click();
  await ada.getByRole("region", { name: "Side conversation" }).getByText("it is cheaper").waitFor();
  await expectAccessible(ada, "a thread with its fork beside it");
  await ada.getByRole("button", { name: "Resolve" }).click();
  const decision = ada.getByLabel("What was decided");
  await decision.waitFor();
  await expect.poll(() => decision.inputValue(), { timeout: WITHIN_MS }).toContain("our own server");
  await expectAccessible(ada, "an outcome before it is posted");
  await decision.fill("We host it on our own server.");
  await ada.getByRole("button", { name: "Post the outcome" }).click();
  await ada.getByRole("region", { name: /^Outcome of/ }).waitFor();
  expect(await ada.locator("[data-sonner-toast]").count()).toBe(0);
  await ada
    .getByRole("region", { name: /^Outcome of/ })
    .getByRole("button", { name: "Undo" })
    .click();
  await ada.getByRole("region", { name: /^Outcome of/ }).waitFor({ state: "detached" });
  await ada.getByRole("button", { name: "Resolve" }).click();
  await decision.waitFor();
  await decision.fill("We host it on our own server.");
  await ada.getByRole("button", { name: "Post the outcome" }).click();

  await grace.goto(thread);
  await grace
    .getByRole("region", { name: /^Outcome of/ })
    .getByText("We host it on our own server.")
    .waitFor();
  await ada.getByRole("button", { name: "What is settled" }).click();
  await ada.getByRole("region", { name: "Decisions and facts" }).getByText("We host it on our own server.").waitFor();
  await expectAccessible(ada, "what is settled");
});

it(
  "a message takes reactions, edits with their history and a deletion; a private channel stays among those in it",
  { timeout: 240_000 },
  async () => {
    await ada.getByRole("button", { name: "New channel" }).click();
    await ada.getByLabel("Name", { exact: true }).fill("secret-plans");
    await ada.getByRole("button", { name: "Only those invited" }).click();
    await expectAccessible(ada, "a new channel");
    await ada.getByRole("button", { name: "Create channel" }).click();
    await ada.getByRole("textbox", { name: "Start a thread in #secret-plans" }).waitFor();
    await say(ada, "A surprise for Grace");
    const secret = await begun(ada, "A surprise for Grace");
    await grace.goto(secret);
    await grace.getByText("This thread is not here").waitFor();
    expect(await grace.getByText("secret-plans").count()).toBe(0);

    const message = ada.locator("[data-message]").first();
    await message.hover();
    await message.getByRole("button", { name: "React with 👍" }).click();
    await ada.getByRole("button", { name: /^👍, 1/ }).waitFor();
    await compose(ada).press("ArrowUp");
    await ada.getByRole("textbox", { name: "Edit message" }).fill("A big surprise for Grace");
    await ada.keyboard.press("Enter");
    await said(ada, "A big surprise for Grace").waitFor();
    await message.hover();
    await message.getByRole("button", { name: "More actions" }).click();
    await ada.getByRole("menuitem", { name: "What it said before" }).click();
    await ada.getByRole("dialog").getByText("A surprise for Grace").waitFor();
    await expectAccessible(ada, "what a message said before");
    await ada.keyboard.press("Escape");
    await message.hover();
    await message.getByRole("button", { name: "More actions" }).click();
    await ada.getByRole("menuitem", { name: "Delete…" }).click();
    await ada.getByRole("dialog", { name: "Delete this message?" }).getByRole("button", { name: "Delete" }).click();
    await said(ada, "This message was deleted.").waitFor();
    await expect.poll(() => ada.evaluate(() => document.activeElement?.hasAttribute("data-message")), { timeout: WITHIN_MS }).toBe(true);
  },
);

it("what is typed is shown as it was typed, also where the browser has no room to keep it", { timeout: 240_000 }, async () => {
  await ada.getByRole("link", { name: "general" }).click();
  const field = ada.getByRole("textbox", { name: "Start a thread in #general" });
  await field.waitFor();
  await ada.evaluate(() => {
    for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (let at = 0; ; at += 1) localStorage.setItem(`full.${size}.${at}`, "x".repeat(size));
      } catch {
        // The next smaller ones fill what is left.
      }
    }
  });
  await field.pressSequentially("Use a <Button> here");
  await field.press("Shift+Enter");
  await field.pressSequentially("and a label there");
  await field.press("Enter");
  const message = ada.locator("[data-message] p").filter({ hasText: "Use a" });
  await message.waitFor();
  expect(await message.innerText()).toBe("Use a <Button> here\nand a label there");
  await ada.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith("full.")) localStorage.removeItem(key);
  });
});

it(
  "a thread begun without a connection waits in its channel, over a reload too, and is started once with its file",
  { timeout: 240_000 },
  async () => {
    await ada.getByRole("link", { name: "general" }).click();
    const field = ada.getByRole("textbox", { name: "Start a thread in #general" });
    await field.waitFor();
    const channel = ada.url();
    const [chooser] = await Promise.all([ada.waitForEvent("filechooser"), ada.getByRole("button", { name: "Attach files" }).click()]);
    await chooser.setFiles({ name: "plants.txt", mimeType: "text/plain", buffer: Buffer.from("fern") });
    await ada.getByText("1 of 1 file uploaded").waitFor({ state: "attached" });
    // It arrives, and the answer is lost on the way back.
    let arrived = 0;
    await ada.route("**/rpc/chat/startThread", async (route) => {
      await route.fetch();
      arrived += 1;
      await route.abort();
    });
    await say(ada, "Who waters the plants?");
    const waiting = ada.getByRole("region", { name: "New threads on their way" });
    await waiting.getByText("waiting for the connection").waitFor();
    await waiting.getByText("plants.txt").waitFor();
    await expect.poll(() => field.inputValue(), { timeout: WITHIN_MS }).toBe("");
    await expectAccessible(ada, "a thread that waits in its channel");
    await ada.reload();
    await waiting.getByText("Who waters the plants?").waitFor();
    await expect.poll(() => arrived, { timeout: WITHIN_MS }).toBeGreaterThan(1);
    await ada.unrouteAll({ behavior: "wait" });
    await waiting.waitFor({ state: "detached" });
    expect(ada.url()).toBe(channel);
    const listed = ada.getByRole("main").getByRole("link", { name: "Who waters the plants?" });
    await listed.waitFor();
    expect(await listed.count()).toBe(1);
    await listed.click();
    await ada.getByRole("article").getByText("plants.txt").first().waitFor();
    expect(await ada.getByRole("article", { name: /^Ada/ }).count()).toBe(1);
  },
);

it("a file is attached by a choice and shown to the other", { timeout: 240_000 }, async () => {
  await ada.getByRole("button", { name: "New direct talk" }).click();
  await ada.getByRole("checkbox", { name: /Grace/ }).check();
  await expectAccessible(ada, "whom to talk to");
  await ada.getByRole("button", { name: "Open the talk" }).click();
  await ada.getByRole("textbox", { name: "Write to them" }).waitFor();
  const [chooser] = await Promise.all([ada.waitForEvent("filechooser"), ada.getByRole("button", { name: "Attach files" }).click()]);
  await chooser.setFiles({ name: "plan.txt", mimeType: "text/plain", buffer: Buffer.from("first this, then that") });
  await ada.getByText("1 of 1 file uploaded").waitFor({ state: "attached" });
  await say(ada, "Just between us");
  await grace.goto(await begun(ada, "Just between us"));
  await grace.getByRole("article").getByText("plan.txt").first().waitFor();
  await expectAccessible(grace, "a direct talk with a file");
  expect(await grace.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});

it("an idea keeps the file that came with it, and becomes an app", { timeout: 240_000 }, async () => {
  await ada.getByRole("link", { name: "ideas" }).click();
  await ada.getByRole("textbox", { name: "Describe an app to build" }).fill("A list of plants with a name");
  const [chooser] = await Promise.all([ada.waitForEvent("filechooser"), ada.getByRole("button", { name: "Attach files" }).click()]);
  await chooser.setFiles({ name: "plants.txt", mimeType: "text/plain", buffer: Buffer.from("fern") });
  await ada.getByText("1 of 1 file uploaded").waitFor({ state: "attached" });
  await ada.getByRole("button", { name: "Send" }).click();
  await ada.getByRole("article").getByText("plants.txt").first().waitFor();
  await ada
    .getByRole("article", { name: /^Paula/ })
    .first()
    .waitFor();
  expect(await ada.getByRole("article", { name: /^Ada/ }).count()).toBe(1);
});

it("a thread is named with #, found by a word of its title", { timeout: 240_000 }, async () => {
  await ada.getByRole("link", { name: "general" }).click();
  const field = ada.getByRole("textbox", { name: "Start a thread in #general" });
  await field.waitFor();
  await say(ada, "Wallpaper for the kitchen");
  await said(ada, "Wallpaper for the kitchen").waitFor();
  const find = () => ask<{ items: unknown[] }>(ada, "search/search", { query: "is:thread wallp" });
  await expect.poll(async () => (await find()).items.length, { timeout: WITHIN_MS }).toBe(1);
  await ada.getByRole("link", { name: "general" }).click();
  await field.pressSequentially("Paste as in #wallp");
  await ada.getByRole("option", { name: "Wallpaper for the kitchen" }).click();
  await ada.getByRole("button", { name: "Send" }).click();
  const named = ada.getByRole("article").getByRole("link", { name: "Wallpaper for the kitchen" });
  await named.click();
  await ada.getByRole("heading", { level: 1 }).getByText("Wallpaper for the kitchen").waitFor();
});

it("a thread that is put away leaves the sidebar, says so, and comes back with its next message", { timeout: 240_000 }, async () => {
  await begin(ada, "Old curtains");
  const row = ada.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name: "Old curtains" });
  await row.waitFor();
  await ada.getByRole("button", { name: "About this thread" }).click();
  await ada.getByRole("menuitem", { name: "Put away" }).click();
  await row.waitFor({ state: "detached" });
  // The notice may lie over what is clicked next: it takes no click from it.
  const notice = await ada.getByText("The next message brings it back").boundingBox();
  if (!notice) throw new Error("nothing says that it comes back");
  const under = (at: { x: number; y: number }) => document.elementFromPoint(at.x, at.y)?.closest("[data-sonner-toast]");
  expect(await ada.evaluate(under, { x: notice.x + notice.width / 2, y: notice.y + notice.height / 2 })).toBeFalsy();
  await ada.getByRole("heading", { level: 1 }).getByText("put away").waitFor();
  await ada.getByRole("link", { name: "general" }).click();
  await ada.getByRole("main").getByRole("link", { name: "Old curtains" }).getByText("put away").waitFor();
  await ada.getByRole("main").getByRole("link", { name: "Old curtains" }).click();
  await ada.getByRole("textbox", { name: "Reply" }).waitFor();
  await say(ada, "New ones instead");
  await row.waitFor();
  await expect.poll(() => ada.getByRole("heading", { level: 1 }).getByText("put away").count(), { timeout: WITHIN_MS }).toBe(0);
});

it("a thread that is aimed at stays under the pointer while another one comes to the top", { timeout: 240_000 }, async () => {
  const general = ada.getByRole("link", { name: "general" });
  const begin = async (text: string) => {
    await general.click();
    await ada.getByRole("textbox", { name: "Start a thread in #general" }).waitFor();
    await say(ada, text);
    return new URL(await begun(ada, text)).pathname.split("/").at(-1) ?? "";
  };
  const threadId = await begin("Which wood?");
  await begin("Which stone?");
  await general.click();
  const listed = (title: string) => ada.getByRole("main").getByRole("link", { name: title });
  const box = await listed("Which stone?").boundingBox();
  if (!box) throw new Error("the thread is not listed");
  await ada.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await ada.mouse.down();
  await ask(grace, "chat/sendMessage", { threadId, text: "Oak." });
  await listed("Which wood?").getByText("2 messages").waitFor();
  await ada.mouse.up();
  await ada.getByRole("heading", { level: 1 }).getByText("Which stone?").waitFor();
  await general.click();
  await ada.getByRole("textbox", { name: "Start a thread in #general" }).hover();
  const titles = () => ada.getByRole("main").getByRole("listitem").allInnerTexts();
  await expect.poll(async () => (await titles())[0], { timeout: WITHIN_MS }).toContain("Which wood?");
});

it("an idea sent without a connection waits in #ideas, over a reload too, and becomes an app once", { timeout: 240_000 }, async () => {
  const channels = await ask<{ id: string; name: string }[]>(ada, "chat/listChannels", {});
  const channelId = channels.find(({ name }) => name === "ideas")?.id;
  const count = async () => (await ask<{ items: unknown[] }>(ada, "chat/listThreads", { channelId, limit: 50 })).items.length;
  const before = await count();
  await ada.route("**/rpc/projects/startProject", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await ada.getByRole("link", { name: "New app" }).click();
  await ada.getByLabel("What do you want to build?").fill("A list of lamps with a name");
  await ada.getByRole("button", { name: "Build it" }).click();
  const waiting = ada.getByRole("region", { name: "New threads on their way" });
  await waiting.getByText("waiting for the connection").waitFor();
  await expectAccessible(ada, "an idea that waits");
  await ada.reload();
  await waiting.getByText("A list of lamps with a name").waitFor();
  await ada.unrouteAll({ behavior: "wait" });
  await waiting.waitFor({ state: "detached" });
  expect(await count()).toBe(before + 1);
  await ada.getByRole("main").getByRole("listitem").first().click();
  await said(ada, "A list of lamps with a name").waitFor();
  await ada.getByRole("link", { name: "New app" }).click();
  await expect.poll(() => ada.getByLabel("What do you want to build?").inputValue(), { timeout: WITHIN_MS }).toBe("");
});

it("a page that opens reads everything once, and misses nothing that is said while it reads", { timeout: 240_000 }, async () => {
  await begin(ada, "Who waters the lamps?");
  const thread = await begun(ada, "Who waters");
  await grace.goto(thread);
  await said(grace, "Who waters").waitFor();

  const [fetched, heard, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const asked: string[] = [];
  const note = (request: Request) => void (request.url().includes("/rpc/") && asked.push(`${request.url()} ${request.postData() ?? ""}`));
  const listen = (socket: WebSocket) => socket.on("framereceived", ({ payload }) => payload.includes("Nobody does") && heard.resolve());
  ada.on("request", note).on("websocket", listen);
  await ada.route("**/rpc/chat/listMessages**", async (route) => {
    const response = await route.fetch();
    fetched.resolve();
    await released.promise;
    await route.fulfill({ response });
  });
  await ada.reload();
  await fetched.promise;
  await say(grace, "Nobody does.");
  await heard.promise;
  released.resolve();
  await said(ada, "Nobody does").waitFor();
  await ada.unrouteAll({ behavior: "wait" });
  ada.off("request", note).off("websocket", listen);
  expect(asked.length).toBeGreaterThan(5);
  // What Grace said is told to the inbox, which reads again.
  expect(asked.filter((one, at) => asked.indexOf(one) < at && !one.includes("/rpc/inbox/"))).toEqual([]);
});

it(
  "by keys alone a side conversation is opened, written in, closed and given up: the focus is never lost",
  { timeout: 240_000 },
  async () => {
    await begin(ada, "Which lamp?");
    await ada.locator("[data-message]").first().focus();
    await ada.keyboard.press("f");
    const field = ada.locator("[aria-label='Write in the side conversation']:focus");
    const chip = ada.getByRole("list", { name: "Side conversations" }).locator("a:focus");
    const side = ada.getByRole("region", { name: "Side conversation" });
    await field.waitFor();
    await ada.keyboard.type("The green one.");
    await ada.keyboard.press("Enter");
    await side.getByText("The green one.").waitFor();
    await ada.getByRole("button", { name: "Close", exact: true }).press("Enter");
    await side.waitFor({ state: "detached" });
    await expect.poll(() => chip.innerText(), { timeout: WITHIN_MS }).toMatch(/^Which lamp\?\s*open/);
    await ada.keyboard.press("Enter");
    await field.waitFor();
    await ada.getByRole("button", { name: "More", exact: true }).press("Enter");
    await ada.getByRole("menuitem", { name: /Abandon/ }).press("Enter");
    await ada.getByLabel("Why (optional)").fill("No lamp at all");
    await ada.keyboard.press("Enter");
    await side.waitFor({ state: "detached" });
    await ada.getByRole("dialog").waitFor({ state: "detached" });
    await expect.poll(() => chip.innerText(), { timeout: WITHIN_MS }).toContain("No lamp at all");
    await ada.keyboard.press("Enter");
    await side.getByText("Ada abandoned this side conversation: “No lamp at all”").waitFor();
  },
);
