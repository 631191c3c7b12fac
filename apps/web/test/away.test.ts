import { Client } from "pg";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readNote } from "../../server/src/foundation.ts";
import { MINUTES, ownServer } from "../../server/test/own-server.ts";
import { newcomer, openBrowser, signUp, standsStill } from "./browser.ts";
import { startCuttingProxy } from "./cutting-proxy.ts";
import { insertLongTalk } from "./long-talk.ts";
import { ask, inspect, LAPTOP, openPage, PHONE, shoot, SLOW, workspaceOf } from "./screen.ts";

/** More than the server sends one by one to a tab that comes back. */
const MISSED_EVENTS = 5_001;
const NEW_MESSAGES = 100;
const STEADY_PX = 2;

const own = ownServer();
let browser: Browser;
let database: Client;
beforeAll(async () => {
  browser = await openBrowser();
  database = new Client({ connectionString: (await readNote(own.server.data))?.databaseUrl });
  await database.connect();
}, MINUTES);
afterAll(async () => {
  await browser?.close();
  await database?.end();
});

test(
  "a tab that missed more than is kept for it loads anew: what is read stays in place, and nothing written is lost",
  { timeout: MINUTES },
  async () => {
    const line = await startCuttingProxy();
    const viewport = { width: 1280, height: 800 };
    const [ada, grace] = await Promise.all([openPage(browser, { viewport, proxy: line.settings }), openPage(browser)]);
    const resynced = new Promise<void>((resolve) =>
      ada.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => void (payload.includes('"resync"') && resolve()))),
    );
    await Promise.all([signUp(ada, own.server.address, newcomer("Ada")), signUp(grace, own.server.address, newcomer("Grace"))]);
    const workspaceId = workspaceOf(ada);
    await ask(ada, "identity/addMember", { email: newcomer("Grace").email, role: "admin" });
    const { id: channelId } = await ask<{ id: string }>(ada, "chat/createChannel", { name: "long-talk", topic: "" });
    await ask(grace, "chat/joinChannel", { channelId }, workspaceId);
    const { items: members } = await ask<{ items: { id: string; handle: string }[] }>(ada, "identity/listMembers", {});
    const authorIds = members.filter(({ handle }) => ["ada", "grace"].includes(handle)).map(({ id }) => id);
    const talk = await insertLongTalk({
      databaseUrl: (await readNote(own.server.data))?.databaseUrl ?? "",
      workspaceId,
      channelId,
      authorIds,
      title: "Garden",
      count: 300,
      forks: 0,
    });
    const threadId = talk.threadId;
    await ada.goto(`${own.server.address}/w/${workspaceId}/t/${threadId}`);
    const field = ada.getByRole("main").getByRole("textbox");
    await field.waitFor();

    const row = (number: number) => ada.locator(`[data-message="${talk.messageIds[number] ?? ""}"]`);
    while ((await row(140).count()) === 0) await ada.locator("[data-message]").first().scrollIntoViewIfNeeded();

    line.cut();
    await ada.getByText("No connection to the server").waitFor();
    await field.fill("Written in the tunnel");
    await ada.keyboard.press("Enter");
    await ada.getByText("waiting for the connection").waitFor();
    await field.fill("half a thought");
    await row(140).evaluate((element) => element.scrollIntoView({ block: "start" }));
    await shoot(ada, "before-being-away");
    const top = () => row(140).evaluate((element) => element.getBoundingClientRect().top);
    const before = await top();
    await ask(grace, "chat/deleteMessage", { messageId: talk.messageIds[141] }, workspaceId);
    for (let number = 0; number < NEW_MESSAGES; number += 1)
      await ask(grace, "chat/sendMessage", { threadId, text: `Meanwhile ${number}` }, workspaceId);
    await ask(grace, "chat/renameThread", { threadId, title: "Garden in spring" }, workspaceId);
    await database.query(
      `insert into events (workspace_id, type, actor_kind, actor_id, payload)
     select $1, 'test.passed_by', 'system', 'system', '{}' from generate_series(1, ${MISSED_EVENTS})`,
      [workspaceId],
    );
    line.mend();
    await resynced;
    await ada.getByRole("heading", { name: "Garden in spring" }).waitFor();
    await row(141)
      .getByText(/deleted/)
      .waitFor();
    await shoot(ada, "after-being-away");
    expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(STEADY_PX);
    await expect.poll(() => field.inputValue(), SLOW).toBe("half a thought");
    await ada.getByRole("button", { name: "Latest" }).click();
    // It reached the others after what they wrote meanwhile.
    await expect.poll(() => ada.locator("[data-message]").last().textContent(), SLOW).toContain("Written in the tunnel");
    await ada.getByText(`Meanwhile ${NEW_MESSAGES - 1}`, { exact: true }).waitFor();
    await ada.getByRole("button", { name: "Latest" }).waitFor({ state: "detached" });
    await ask(grace, "chat/sendMessage", { threadId, text: "And on it goes" }, workspaceId);
    await ada.getByText("And on it goes", { exact: true }).waitFor();
    const { rows } = await database.query(
      `select count(*)::int as count from messages where thread_id = $1 and text = 'Written in the tunnel'`,
      [threadId],
    );
    expect(rows).toEqual([{ count: 1 }]);
    await shoot(ada, "at-the-end-after-being-away");
    await Promise.all([ada.context().close(), grace.context().close()]);
    line.close();
  },
);

test("that there is no connection is said over what is read, which stays where it is", { timeout: MINUTES }, async () => {
  const page = await openPage(browser, { viewport: LAPTOP });
  await signUp(page, own.server.address, newcomer("Hedy"));
  await page.getByRole("link", { name: "general", exact: true }).first().click();
  await page.getByRole("main").getByRole("textbox").fill("Read me");
  await page.keyboard.press("Enter");
  const message = page.locator("[data-message] [data-markdown]", { hasText: "Read me" });
  await message.waitFor();
  const notice = page.getByText("No connection to the server");
  for (const size of [LAPTOP, PHONE]) {
    await page.setViewportSize(size);
    // The message has come in, and the panes have their widths.
    await standsStill(page);
    const before = await message.boundingBox();
    await page.context().setOffline(true);
    await notice.waitFor();
    expect(await message.boundingBox()).toEqual(before);
    const { y = 0, height = 0 } = (await notice.boundingBox()) ?? {};
    expect(y + height).toBeLessThan(before?.y ?? 0);
    await inspect(page, `no connection ${size.width}`, [{ colorScheme: "dark", size }]);
    await page.context().setOffline(false);
    await notice.waitFor({ state: "detached" });
    expect(await message.boundingBox()).toEqual(before);
  }
  await page.context().close();
});

test(
  "without a connection an edit stays in its field, over a reload too, and a reaction says that it is not kept",
  { timeout: MINUTES },
  async () => {
    const page = await openPage(browser, { viewport: LAPTOP });
    await signUp(page, own.server.address, newcomer("Joan"));
    await page.getByRole("link", { name: "general", exact: true }).first().click();
    await page.getByRole("main").getByRole("textbox").fill("To be edited");
    await page.keyboard.press("Enter");
    const message = page.locator("[data-message]").first();
    const field = page.getByRole("textbox", { name: "Edit message" });
    const reply = page.getByRole("textbox", { name: "Reply" });
    // Who begins a thread writes on in it.
    await expect.poll(() => reply.evaluate((element) => element === document.activeElement), SLOW).toBe(true);
    await page.context().setOffline(true);
    await page.getByText("No connection to the server").waitFor();
    await reply.press("ArrowUp");
    await field.fill("To be edited by @joan");
    await page.getByRole("option", { name: "Joan" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await page.getByText("Not saved: there is no connection to the server").waitFor();
    expect(await field.inputValue()).toBe("To be edited by @joan");
    await page.context().setOffline(false);
    await page.getByText("No connection to the server").first().waitFor({ state: "detached" });
    await page.reload();
    await message.getByText("To be edited", { exact: true }).waitFor();
    await reply.press("ArrowUp");
    expect(await field.inputValue()).toBe("To be edited by @joan");
    // What stands there completes nothing until something is typed.
    await page.keyboard.press("Enter");
    await message.getByText("(edited)").waitFor();
    await reply.press("ArrowUp");
    await field.pressSequentially(" and @jo");
    await page.getByRole("option", { name: "Joan" }).waitFor();
    await inspect(page, "a name in an edit");
    await page.keyboard.press("Enter");
    expect(await field.inputValue()).toBe("To be edited by @joan and @joan ");
    await page.keyboard.press("Escape");
    await reply.press("ArrowUp");
    expect(await field.inputValue()).toBe("To be edited by @joan");
    await page.keyboard.press("Escape");

    await page.context().setOffline(true);
    await message.hover();
    await message.getByRole("button", { name: "React with 👍" }).click();
    await page.getByText("Not saved: there is no connection to the server").waitFor();
    expect(await message.getByRole("button", { name: /^👍/ }).count()).toBe(0);
    await page.context().setOffline(false);
    await page.getByText("No connection to the server").first().waitFor({ state: "detached" });
    await message.hover();
    await message.getByRole("button", { name: "React with 👍" }).click();
    await message.getByRole("button", { name: "👍, 1: you" }).waitFor();
    await message.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Who reacted" }).click();
    await page.getByRole("dialog").getByText("You", { exact: true }).waitFor();
    await inspect(page, "who reacted");
    await page.context().close();
  },
);
