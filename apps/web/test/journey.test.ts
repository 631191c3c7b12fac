import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningServer, startServer } from "../../server/test/running-server.ts";
import { expectAccessible, newcomer, openBrowser, signUp, signUpThere } from "./browser.ts";
import { LAPTOP, openPage, SLOW } from "./screen.ts";

const BUILT_WITHIN_MS = 60_000;
const IDEA = "A task tracker with projects and tasks that have a priority and a due date";

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** The threads whose signals the page last asked for. */
function watchedBy(page: Page): () => string {
  let last = "";
  page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      if (String(payload).startsWith('42["watch"')) last = String(payload);
    }),
  );
  return () => last;
}
const preview = (page: Page) => page.frameLocator("section[aria-label='Preview'] iframe");

/** No key of somebody who writes goes to the app that comes into sight beside it, not even where it takes the focus; a click gives it that. */
async function writeWhileItComesToLife(page: Page): Promise<void> {
  const reply = page.getByRole("textbox", { name: /^Reply/ });
  const main = preview(page).locator("main").first();
  await reply.click();
  const come = main.waitFor({ timeout: BUILT_WITHIN_MS }).then(() => true);
  let written = "";
  const write = async () => {
    await page.keyboard.type("and so on ");
    written += "and so on ";
  };
  while (!(await Promise.race([come, page.waitForTimeout(50).then(() => false)]))) await write();
  await main.focus();
  await expect.poll(() => reply.evaluate((field) => document.hasFocus() && field === document.activeElement), SLOW).toBe(true);
  await write();
  expect(await reply.inputValue()).toBe(written);
  const box = (await main.boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.locator("iframe:not([inert])").waitFor();
  const click = async () => {
    await page.mouse.click(box.x + 20, box.y + 20);
    return main.evaluate(() => document.hasFocus());
  };
  // What is drawn says where a click goes, and it may not be drawn yet.
  await expect.poll(click, SLOW).toBe(true);
  await reply.fill("");
}

describe("from an idea to an app that is changed", () => {
  it("at desktop width", { timeout: 240_000 }, async () => {
    const page = await openPage(browser, { viewport: LAPTOP });
    const watched = watchedBy(page);
    // Nobody has an account yet: the front door leads to where the first one is made.
    await page.goto(server.address);
    await page.getByRole("button", { name: "Create workspace" }).click();
    await page.getByText("Enter your name.").waitFor();
    await expectAccessible(page, "sign up, with mistakes");
    await signUpThere(page, server.address, newcomer("Ada"));
    await expectAccessible(page, "first question");

    await page.getByLabel("What do you want to build?").fill(IDEA);
    await page.keyboard.press("Enter");
    await page
      .getByRole("region", { name: /^Spec of/ })
      .first()
      .waitFor({ timeout: BUILT_WITHIN_MS });
    await writeWhileItComesToLife(page);
    await page.getByRole("button", { name: /^Open/ }).first().waitFor({ timeout: BUILT_WITHIN_MS });
    await page.getByRole("button", { name: "offline model" }).first().waitFor();
    await expectAccessible(page, "thread with a live app");
    const threadId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    await expect.poll(watched, { ...SLOW, message: "what agents do is seen beside the preview too" }).toContain(threadId);

    await page.getByRole("textbox", { name: /^Reply/ }).fill("add a rating to tasks");
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: /^Spec of .* version 2$/ }).waitFor({ timeout: BUILT_WITHIN_MS });
    await page
      .getByRole("region", { name: /, version 2$/ })
      .last()
      .getByRole("button", { name: /^Open/ })
      .waitFor({ timeout: BUILT_WITHIN_MS });

    await page.getByRole("link", { name: "Apps", exact: true }).click();
    await page.getByText("v2", { exact: true }).waitFor();
    await expectAccessible(page, "apps");
    await page.getByRole("main").getByRole("heading", { level: 2 }).getByRole("link").first().click();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByRole("button", { name: "Stop" }).waitFor();
    for (const tab of ["Versions", "Logs", "Code", "Checks"]) {
      await page.getByRole("tab", { name: tab }).click();
      await page.getByRole("tabpanel").waitFor();
      await expectAccessible(page, tab);
    }
    await page.getByRole("tab", { name: "Versions" }).click();
    const versionRow = (number: number) => page.getByRole("listitem").filter({ has: page.getByText(`v${number}`, { exact: true }) });
    await versionRow(2).getByText("Serving", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Roll back" }).click();
    await page
      .getByText("Version 2 goes on until the other answers. The data stays as it is, and you can come back in one step.")
      .waitFor();
    await expectAccessible(page, "roll back");
    await page.getByRole("button", { name: "Serve version 1" }).click();
    await page.getByText("Version 1 serves now.").waitFor();
    await versionRow(1).getByText("Serving", { exact: true }).waitFor();
    await versionRow(2).getByRole("button", { name: "Serve this" }).waitFor();
    await page.getByRole("tab", { name: "Overview" }).click();
    await page.getByRole("button", { name: "Delete…" }).click();
    const name = (await page.getByRole("heading", { name: /^Delete .*\?$/ }).innerText()).replace(/^Delete (.*)\?$/, "$1");
    await page.getByLabel(/to confirm$/).fill(name);
    await page.getByRole("button", { name: "Delete for good" }).click();
    await page.getByText("No apps yet").waitFor();
    await page.context().close();
  });

  it("at phone width, in the dark", { timeout: 240_000 }, async () => {
    const page = await openPage(browser, { viewport: { width: 390, height: 844 }, colorScheme: "dark", hasTouch: true });
    await signUpThere(page, server.address, newcomer("Grace"));
    await expectAccessible(page, "first question");
    await page.getByLabel("What do you want to build?").fill(IDEA);
    await page.getByRole("button", { name: "Build it" }).click();
    await page.getByRole("button", { name: /^Open/ }).first().waitFor({ timeout: BUILT_WITHIN_MS });
    await expectAccessible(page, "thread");
    await page.getByRole("button", { name: "Preview" }).click();
    await preview(page).locator("main").first().waitFor({ timeout: BUILT_WITHIN_MS });
    await page.getByRole("button", { name: "Open navigation" }).click();
    await page.getByRole("dialog").getByRole("link", { name: "Settings" }).waitFor();
    await expectAccessible(page, "navigation");
    await page.getByRole("dialog").getByRole("link", { name: "Settings" }).click();
    await page.getByRole("tab", { name: "Models", exact: true }).click();
    await page.getByText("no key, no network", { exact: true }).waitFor();
    await expectAccessible(page, "settings");
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.context().close();
  });
});

describe("a lost connection", () => {
  it("keeps what is written and sends it once", { timeout: 120_000 }, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await signUp(page, server.address, newcomer("Edsger"));
    await page.getByRole("link", { name: "general" }).click();
    await page.getByRole("main").getByRole("textbox").fill("The first line");
    await page.keyboard.press("Enter");
    await page.getByRole("article").getByText("The first line").waitFor();

    await context.setOffline(true);
    await page.getByRole("main").getByRole("textbox").fill("Written in the tunnel");
    await page.keyboard.press("Enter");
    await page.getByText("waiting for the connection").waitFor();
    await page.getByText("No connection to the server").waitFor();
    await context.setOffline(false);
    await page.getByText("waiting for the connection").waitFor({ state: "detached", timeout: 30_000 });
    await page.reload();
    await page.getByRole("article").getByText("Written in the tunnel").waitFor();
    expect(await page.getByRole("article").getByText("Written in the tunnel").count()).toBe(1);
    await context.close();
  });

  it("shows in one tab what another wrote", { timeout: 120_000 }, async () => {
    const context = await browser.newContext();
    const one = await context.newPage();
    await signUp(one, server.address, newcomer("Barbara"));
    await one.getByRole("link", { name: "general" }).click();
    await one.getByRole("main").getByRole("textbox").fill("A thread for two");
    await one.keyboard.press("Enter");
    await one.waitForURL(/\/t\/thr_/);
    const two = await context.newPage();
    await two.goto(one.url());
    await two.getByRole("article").getByText("A thread for two").waitFor();
    await two.getByRole("main").getByRole("textbox").fill("Said over **there**");
    await two.keyboard.press("Enter");
    await one.getByRole("article").getByText("Said over there").waitFor();
    expect(await one.locator("strong", { hasText: "there" }).count()).toBe(1);
    await context.close();
  });
});
