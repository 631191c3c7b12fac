import { startModelServer, type ModelServer } from "@openvibe/drivers/models/testing";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningServer, startServer } from "../../server/test/running-server.ts";
import { expectAccessible, newcomer, openBrowser, signUp } from "./browser.ts";
import { ask, openPage, shoot, STILL } from "./screen.ts";

let server: RunningServer;
let browser: Browser;
let models: ModelServer;
let ada: Page;
let workspace: string;

beforeAll(async () => {
  [server, browser, models] = await Promise.all([startServer(), openBrowser(), startModelServer({ embed: meaningOf })]);
  ada = await openPage(browser, STILL);
  await signUp(ada, server.address, newcomer("Ada"));
  workspace = new URL(ada.url()).pathname.split("/").slice(0, 3).join("/");
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await models?.close();
});

/** Of money, and of gardens. */
const meaningOf = (text: string) => [/budget|money/i, /garden|plants/i, /./].map((words, at) => (words.test(text) ? 1 - at * 0.45 : 0));

const results = (page: Page) => page.getByRole("list", { name: "Results" }).getByRole("link");
async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page, name);
  await shoot(page, name);
}

it("what was said is found from the box, by filters, by keyboard, from the palette and on a phone", { timeout: 300_000 }, async () => {
  await ada.getByRole("link", { name: "general" }).click();
  const start = ada.getByRole("textbox", { name: "Start a thread in #general" });
  await start.fill("The quarterly budget is **approved**, see https://budget.example/2026");
  await ada.getByRole("button", { name: "Send" }).last().click();
  const reply = ada.getByRole("textbox", { name: "Reply" });
  await reply.fill("Then we hire two gardeners on that budget");
  await ada.getByRole("button", { name: "Send" }).last().click();
  await ada.getByRole("article").getByText("two gardeners").first().waitFor();

  await ada.goto(`${server.address}${workspace}/search`);
  await ada.getByRole("heading", { name: "Find what was said and settled" }).waitFor();
  await look(ada, "search before a word");
  const box = ada.getByRole("searchbox", { name: "Search" });
  // The index follows what is said a moment later.
  await expect
    .poll(
      async () => {
        await box.fill("");
        await box.fill("budget garden");
        return results(ada)
          .filter({ hasText: "hire two gardeners" })
          .waitFor({ timeout: 3_000 })
          .then(
            () => true,
            () => false,
          );
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  await box.fill("budget");
  await results(ada)
    .filter({ hasText: "quarterly", has: ada.locator("mark", { hasText: "budget" }) })
    .first()
    .waitFor();
  await look(ada, "search results");
  await ada.getByRole("button", { name: "Has link" }).click();
  await results(ada).filter({ hasText: "two gardeners" }).waitFor({ state: "detached" });
  await expect.poll(() => box.inputValue(), { timeout: 30_000 }).toBe("has:link budget");
  await box.fill("budget before:soon");
  await ada.getByText("Write a day as in before:2026-11-21.").waitFor();
  await look(ada, "search with a filter that cannot be read");

  await box.fill("gardeners ");
  await results(ada).filter({ hasText: "two gardeners" }).first().waitFor();
  await expect.poll(() => new URL(ada.url()).searchParams.get("q"), { timeout: 30_000 }).toBe("gardeners ");
  await results(ada).nth(1).waitFor({ state: "detached" });
  await box.press("ArrowDown");
  await ada.keyboard.press("Enter");
  await ada.waitForURL(/\/t\/thr_.*\?m=msg_/);
  await ada.getByRole("article").getByText("two gardeners").first().waitFor();

  await ada.keyboard.press("ControlOrMeta+k");
  await ada.getByPlaceholder("Go to, find or do").fill("quarterly");
  await ada.getByRole("option").filter({ hasText: "approved" }).first().waitFor();
  expect(await ada.getByRole("dialog").getByText("Nothing by that name.").count()).toBe(0);
  await look(ada, "search in the palette");
  await ada.getByRole("option", { name: /Search for/ }).click();
  await results(ada).filter({ hasText: "approved" }).first().waitFor();

  const phone = await openPage(browser, {
    viewport: { width: 390, height: 844 },
    colorScheme: "dark",
    hasTouch: true,
    isMobile: true,
    storageState: await ada.context().storageState(),
  });
  await phone.goto(`${server.address}${workspace}/search?q=${encodeURIComponent("from:me budget")}`);
  await results(phone).filter({ hasText: "hire two gardeners" }).waitFor();
  expect(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await look(phone, "search on a phone");
  await phone.getByRole("searchbox").fill("nothing like that");
  await phone.getByRole("heading", { name: "Nothing found" }).waitFor();
});

it("what says the same in other words stands beside the hits, once there is a model for meaning", { timeout: 300_000 }, async () => {
  const box = ada.getByRole("searchbox", { name: "Search" });
  await ada.goto(`${server.address}${workspace}/search?q=${encodeURIComponent("plants ")}`);
  await ada.getByRole("heading", { name: "Nothing found" }).waitFor();
  await ada.getByText(/^Found by words\./).waitFor();
  await look(ada, "search by words alone");

  await ask(ada, "keys/addProviderKey", { kind: "openai", baseUrl: models.baseUrl("openai"), key: "sk-right", label: "Meaning" });
  const close = ada.getByRole("list", { name: "Close in meaning" }).getByRole("link");
  // It is worked out within half a minute.
  await expect
    .poll(
      async () => {
        await ada.reload();
        return close
          .filter({ hasText: "two gardeners" })
          .first()
          .waitFor({ timeout: 5_000 })
          .then(
            () => true,
            () => false,
          );
      },
      { timeout: 120_000 },
    )
    .toBe(true);
  await ada.getByRole("heading", { name: "Nothing found" }).waitFor();
  await box.fill("gardeners");
  await results(ada).filter({ hasText: "two gardeners" }).first().waitFor();
  await close.first().waitFor({ state: "detached" });
  await box.fill("money");
  await close.filter({ hasText: "quarterly" }).first().waitFor();
  await look(ada, "search close in meaning");
  // Beside a long title the channel is still read whole.
  const place = close
    .filter({ has: ada.getByRole("img", { name: "Thread" }), hasText: "quarterly" })
    .locator("bdi")
    .filter({ hasText: /^#general$/ });
  for (const width of [1280, 390]) {
    await ada.setViewportSize({ width, height: 844 });
    expect(await place.evaluate((each) => each.clientWidth > 0 && each.scrollWidth <= each.clientWidth), `at ${width}`).toBe(true);
    await look(ada, `search close in meaning at ${width}`);
  }
  await ada.setViewportSize({ width: 1440, height: 900 });
  await box.fill("money before:2020-01-01");
  await close.first().waitFor({ state: "detached" });
});
