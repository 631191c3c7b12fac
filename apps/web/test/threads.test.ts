import type { Channel, ListedChannel, Message, Thread } from "@openvibe/core/chat/model";
import type { SearchHit } from "@openvibe/core/search/model";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTES, ownServer } from "../../server/test/own-server.ts";
import { ask, inspect, LAPTOP, openWorkspace, PHONE, SLOW, workspaceOf } from "./screen.ts";

const own = ownServer();
let browser: Browser;
let page: Page;
beforeAll(async () => void ({ browser, page } = await openWorkspace(own.server.address, "Ada")), MINUTES);
afterAll(() => browser?.close());

const start = (channelId: string, text: string) =>
  ask<{ thread: Thread; message: Message }>(page, "chat/startThread", { channelId, text, clientKey: crypto.randomUUID() });
const region = (name: string) => page.getByRole("region", { name, exact: true });

test("the palette shows the threads that are known at once and asks once for what is typed", { timeout: MINUTES }, async () => {
  for (let at = 1; at <= 12; at += 1) {
    const { id } = await ask<Channel>(page, "chat/createChannel", { name: `garden-${at}` });
    await start(id, `Bed ${at}: what do we sow?`);
  }
  await page.reload();
  await expect.poll(() => page.getByRole("link", { name: /^Bed \d+: what do we sow/ }).count(), SLOW).toBe(12);
  // The index follows what is said a moment later.
  const kinds = async () => {
    const { items } = await ask<{ items: SearchHit[] }>(page, "search/search", { query: "Bed 3", utcOffsetMinutes: 0 });
    return items.map(({ kind }) => kind).toSorted();
  };
  await expect.poll(kinds, SLOW).toEqual(["message", "thread"]);
  const asked: string[] = [];
  page.on("request", (request) => {
    const verb = new URL(request.url()).pathname.split("/rpc/")[1];
    if (verb) asked.push(verb);
  });
  const box = page.getByPlaceholder("Go to, find or do");
  const threads = page.getByRole("group", { name: "Threads" }).getByRole("option");
  for (let times = 0; times < 3; times += 1) {
    await page.keyboard.press("ControlOrMeta+k");
    expect(await threads.first().textContent()).toContain("Bed 12");
    await expect.poll(() => threads.count(), SLOW).toBe(8);
    await page.keyboard.press("Escape");
    await box.waitFor({ state: "detached" });
  }
  await page.keyboard.press("ControlOrMeta+k");
  await box.fill("Bed 3");
  await threads.filter({ hasText: "Bed 3" }).waitFor();
  const found = page.getByRole("group", { name: "Said and settled" }).getByRole("option", { name: /^(?!Search for).*Bed 3/ });
  await found.first().waitFor();
  await expect.poll(() => found.count(), SLOW).toBe(1);
  expect(asked.filter((verb) => verb === "chat/listThreads")).toEqual([]);
  expect(asked.filter((verb) => verb === "search/search")).toHaveLength(1);
  await inspect(page, "palette");
  await threads.filter({ hasText: "Bed 3" }).click();
  await page.getByRole("article").getByText("Bed 3: what do we sow?").waitFor();
});

test("the palette leaves out names with the letters scattered over them where another is that word", { timeout: MINUTES }, async () => {
  await ask(page, "chat/createChannel", { name: "my-seldom-rubbery-fights" });
  await page.getByRole("link", { name: "my-seldom-rubbery-fights" }).waitFor();
  await page.keyboard.press("ControlOrMeta+k");
  const found = page.getByRole("group", { name: "Go to" }).getByRole("option");
  await page.getByPlaceholder("Go to, find or do").fill("seldom");
  await found.filter({ hasText: "my-seldom-rubbery-fights" }).waitFor();
  await page.getByPlaceholder("Go to, find or do").fill("members");
  await expect.poll(() => found.allInnerTexts(), SLOW).toEqual(["Members"]);
  await page.keyboard.press("Escape");
  // And the letter that leads to a screen stays out of the field there.
  await page.getByRole("link", { name: "Inbox" }).click();
  await page.keyboard.press("g");
  await page.keyboard.press("n");
  await page.keyboard.type("A list");
  expect(await page.getByLabel("What do you want to build?").inputValue()).toBe("A list");
  await page.getByLabel("What do you want to build?").fill("");
});

test("what is said to somebody stands on the side of its own first letter, wherever it is shown", { timeout: MINUTES }, async () => {
  const said = "@ada שלום לכולם";
  await page.getByRole("link", { name: "general", exact: true }).first().click();
  const field = page.getByRole("textbox", { name: "Start a thread in #general" });
  const sideOf = (text: string) =>
    page.evaluate((wanted) => {
      const shown = [...document.querySelectorAll("bdi, span, button, p, textarea")].filter((each) =>
        [...each.childNodes].some((node) => node.textContent?.includes(wanted)),
      );
      const innermost = shown.filter((each) => !shown.some((other) => other !== each && each.contains(other)));
      return [...new Set(innermost.map((each) => getComputedStyle(each).direction))];
    }, text);
  await field.fill("@ada");
  expect(await field.evaluate((each) => getComputedStyle(each).direction)).toBe("ltr");
  await field.fill(said);
  expect(await field.evaluate((each) => getComputedStyle(each).direction)).toBe("rtl");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await page.getByRole("article").getByText("שלום").waitFor();
  // In the sidebar and the heading.
  await expect.poll(() => sideOf(said), SLOW).toEqual(["rtl"]);
  await page.getByRole("link", { name: "general", exact: true }).first().click();
  await page.getByRole("main").getByRole("link", { name: "שלום" }).waitFor();
  await expect.poll(() => sideOf(said), SLOW).toEqual(["rtl"]);
  await page.getByRole("link", { name: "Inbox" }).click();
  await page.getByRole("main").getByText("All", { exact: true }).click();
  const excerpt = page.getByRole("main").getByRole("link", { name: "שלום" }).getByText("Ada: ");
  expect(await excerpt.evaluate((each) => getComputedStyle(each).direction)).toBe("rtl");
  await inspect(page, "an inbox in two scripts");
  await page.goto(`${own.server.address}/w/${workspaceOf(page)}/search?q=${encodeURIComponent("שלום ")}`);
  await page.getByRole("list", { name: "Results" }).getByRole("link").first().waitFor();
  expect(
    await page
      .getByRole("list", { name: "Results" })
      .locator("[dir=rtl]")
      .evaluateAll((all) => all.length),
  ).toBeGreaterThan(1);
});

test("the palette finds who one never talked to, and begins the talk", { timeout: MINUTES }, async () => {
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByPlaceholder("Go to, find or do").fill("@paula");
  await page.getByRole("group", { name: "Talk to" }).getByRole("option", { name: /Paula/ }).click();
  await page.waitForURL(/\/c\/chn_/);
  const talk = page.url();
  const channels = await ask<ListedChannel[]>(page, "chat/listChannels", undefined);
  expect(channels.filter(({ kind }) => kind === "direct").map(({ id }) => id)).toEqual([talk.split("/c/")[1]]);
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByPlaceholder("Go to, find or do").fill("paula");
  await page.getByRole("group", { name: "Go to" }).getByRole("option", { name: /Paula/ }).waitFor();
  expect(await page.getByRole("group", { name: "Talk to" }).count()).toBe(0);
  await page.keyboard.press("Escape");
});

test("a footnote is jumped to and back, in its message and its tab", { timeout: MINUTES }, async () => {
  const channels = await ask<ListedChannel[]>(page, "chat/listChannels", undefined);
  const { thread } = await start(channels.find(({ name }) => name === "general")?.id ?? "", "Which day suits **everybody**?");
  await page.goto(`${own.server.address}/w/${workspaceOf(page)}/t/${thread.id}`);
  const say = (text: string) => ask<Message>(page, "chat/sendMessage", { threadId: thread.id, text, clientKey: crypto.randomUUID() });
  const noted = await say("Tuesday[^1]\n\n[^1]: as last year");
  const message = page.locator(`[data-message="${noted.id}"]`);
  await message.getByRole("link", { name: "1", exact: true }).click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), SLOW).toContain("as last year");
  await message.getByRole("link", { name: /^Back to/ }).click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), SLOW).toBe("1");
  expect([page.url().endsWith(thread.id), page.context().pages().length]).toEqual([true, 1]);
});

test("what can be done with a message lies over nothing that stands in it", { timeout: MINUTES }, async () => {
  const channels = await ask<ListedChannel[]>(page, "chat/listChannels", undefined);
  const text = `https://example.com/${"long/".repeat(60)}`;
  const { thread, message } = await start(channels.find(({ name }) => name === "general")?.id ?? "", text);
  await page.goto(`${own.server.address}/w/${workspaceOf(page)}/t/${thread.id}`);
  const row = page.locator(`[data-message="${message.id}"]`);
  await row.hover();
  await row.getByRole("button", { name: "Other reaction" }).waitFor();
  const isFoundAtEndOfLine = (link: Element) => {
    const [line] = link.getClientRects();
    return line && document.elementFromPoint(line.right - 8, line.y + line.height / 2) === link;
  };
  expect(await row.getByRole("link").evaluate(isFoundAtEndOfLine)).toBe(true);
});

test("each paragraph begins on the side of its script; where nothing was decided, no draft is claimed", { timeout: MINUTES }, async () => {
  const channels = await ask<ListedChannel[]>(page, "chat/listChannels", undefined);
  const text = "Who comes?\n\nمرحبا بكم في المتجر\n\n- שלום לכולם\n\n@ada أهلا وسهلا";
  const { thread, message } = await start(channels.find(({ name }) => name === "general")?.id ?? "", text);
  const fork = await ask<Thread>(page, "chat/forkMessage", { messageId: message.id });
  await ask(page, "chat/sendMessage", { threadId: fork.id, text: "I do, the first; you the second." });
  await page.goto(`${own.server.address}/w/${workspaceOf(page)}/t/${thread.id}/f/${fork.id}`);
  /** Whether the words stand at the right end of their line. */
  const isRight = (words: string) =>
    page
      .locator(`[data-message="${message.id}"] [data-markdown]`)
      .getByText(words)
      .evaluate((element) => {
        const line = document.createRange();
        line.selectNodeContents(element);
        const [words, box] = [line.getBoundingClientRect(), element.getBoundingClientRect()];
        return box.right - words.right < words.left - box.left;
      });
  expect([await isRight("Who comes?"), await isRight("مرحبا"), await isRight("שלום")]).toEqual([false, true, true]);
  // Whoever is spoken to first does not turn the line.
  expect(await isRight("أهلا")).toBe(true);
  await page.getByRole("button", { name: "Resolve" }).click();
  await page.getByText("No decision was found in what was said.").waitFor();
  expect(await page.getByText("Drafted for you").count()).toBe(0);
  await inspect(page, "an outcome without a draft");
  await page.getByRole("button", { name: "Cancel" }).click();
});

test(
  "a thread is resolved with what was decided, taken back where that stands, resolved again and reopened",
  { timeout: MINUTES },
  async () => {
    const channels = await ask<ListedChannel[]>(page, "chat/listChannels", undefined);
    const { thread } = await start(channels.find(({ name }) => name === "general")?.id ?? "", "Which week suits everybody?");
    await page.goto(`${own.server.address}/w/${workspaceOf(page)}/t/${thread.id}`);
    const main = page.getByRole("main");
    const badge = main.getByText("resolved", { exact: true });
    const outcome = page.getByRole("region", { name: /^Outcome of/ });
    const choose = async (item: string) => {
      await page.getByRole("button", { name: "About this thread" }).click();
      await page.getByRole("menuitem", { name: item }).click();
    };
    const resolve = async (decision: string) => {
      await choose("Resolve…");
      await page.getByLabel("What was decided (optional)").fill(decision);
      await page.getByRole("dialog").getByRole("button", { name: "Resolve" }).click();
      await badge.waitFor();
    };
    const status = async () => (await ask<Thread>(page, "chat/getThread", { threadId: thread.id })).status;

    await resolve(`The first week: ${"w".repeat(200)}`);
    await outcome.getByText("The first week").waitFor();
    expect(await outcome.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThanOrEqual(0);
    await inspect(page, "a resolved thread");
    await outcome.getByRole("button", { name: "Undo" }).click();
    await badge.waitFor({ state: "detached" });
    await outcome.waitFor({ state: "detached" });
    await expect.poll(status, SLOW).toBe("active");

    await resolve("The second week");
    const settled = async () => {
      const { items } = await ask<{ items: SearchHit[] }>(page, "search/search", { query: "week is:resolved", utcOffsetMinutes: 0 });
      return items.map(({ thread: found }) => found?.id);
    };
    await expect.poll(settled, SLOW).toContain(thread.id);
    await choose("Reopen");
    await badge.waitFor({ state: "detached" });
    await outcome.getByText("The second week").waitFor();
    await expect.poll(status, SLOW).toBe("active");
    await resolve("");
    await page.getByText("The thread is resolved.").waitFor();
    await expect.poll(status, SLOW).toBe("resolved");
  },
);

test("of very many side conversations the open and latest ones show, the others at a click", { timeout: MINUTES }, async () => {
  const channels = await ask<ListedChannel[]>(page, "chat/listChannels", undefined);
  const { thread, message } = await start(channels.find(({ name }) => name === "general")?.id ?? "", "Which of the lamps?");
  const fork = (title: string) => ask<Thread>(page, "chat/forkMessage", { messageId: message.id, title });
  const open = await fork("Lamp 0");
  for (let at = 1; at <= 102; at += 1) await ask(page, "chat/abandonFork", { threadId: (await fork(`Lamp ${at}`)).id });
  await page.goto(`${own.server.address}/w/${workspaceOf(page)}/t/${thread.id}`);
  const chips = page.getByRole("list", { name: "Side conversations" }).getByRole("link");
  const shown = async () => (await chips.allInnerTexts()).map((text) => text.split("\n")[0]);
  const near = ["Lamp 0", "Lamp 98", "Lamp 99", "Lamp 100", "Lamp 101", "Lamp 102"];
  await expect.poll(shown, SLOW).toEqual(near);
  await inspect(page, "many side conversations");
  await page.getByRole("button", { name: "Show 97 more" }).click();
  await expect.poll(() => chips.count(), SLOW).toBe(103);
  await page.getByRole("button", { name: "Show fewer" }).click();
  // What is shown stays when it is closed, and what is new comes to it.
  await ask(page, "chat/abandonFork", { threadId: open.id });
  await fork("Lamp 103");
  await expect.poll(shown, SLOW).toEqual([...near, "Lamp 103"]);
});

test("a handoff is written of a fork; going to phone width and back loses nothing that was written", { timeout: MINUTES }, async () => {
  const channels = await ask<ListedChannel[]>(page, "chat/listChannels", undefined);
  const general = channels.find(({ name }) => name === "general")?.id ?? "";
  const { thread, message } = await start(general, "Where do we host the shop?");
  const fork = await ask<Thread>(page, "chat/forkMessage", { messageId: message.id });
  await ask(page, "chat/sendMessage", { threadId: fork.id, text: "Let's go with our own server.", clientKey: crypto.randomUUID() });
  await page.goto(`${own.server.address}/w/${workspaceOf(page)}/t/${thread.id}/f/${fork.id}`);

  await page.locator(`[data-message="${message.id}"]`).focus();
  await page.keyboard.press("e");
  const edit = page.getByRole("textbox", { name: "Edit message" });
  await edit.fill("Where do we host the shop, and for how much?");
  await page.getByRole("button", { name: "Resolve" }).click();
  await page.getByLabel("What was decided").fill("On our own server.");
  await page.setViewportSize(PHONE);
  await expect.poll(() => edit.isVisible(), SLOW).toBe(false);
  await expect.poll(() => page.getByLabel("What was decided").inputValue(), SLOW).toBe("On our own server.");
  await page.keyboard.press("Escape");

  const side = region("Side conversation");
  await side.getByText("Let's go with our own server.").waitFor();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Write a handoff…" }).click();
  const panel = region("Handoffs");
  await panel.getByText("No handoff yet").waitFor();
  await panel.getByRole("button", { name: "Detailed" }).click();
  await inspect(page, "no handoff of a fork");
  await page.setViewportSize(LAPTOP);
  await edit.waitFor();
  await expect.poll(() => edit.inputValue(), SLOW).toBe("Where do we host the shop, and for how much?");
  await panel.getByRole("button", { name: "Detailed", pressed: true }).waitFor();

  await panel.getByRole("button", { name: "Write handoff" }).click();
  const written = panel.getByRole("list", { name: "Written handoffs" });
  await written.getByText("Let's go with our own server.").first().waitFor();
  await inspect(page, "handoff of a fork");
  await panel.getByRole("button", { name: "Copy as Markdown" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText()), SLOW).toContain("Let's go with our own server.");
  await page.setViewportSize(PHONE);
  await written.getByRole("link", { name: "Where it was said" }).first().click();
  await side.getByRole("textbox", { name: "Write in the side conversation" }).fill("One more thing");
  await page.setViewportSize(LAPTOP);
  await expect.poll(() => side.getByRole("textbox", { name: "Write in the side conversation" }).inputValue(), SLOW).toBe("One more thing");
});
