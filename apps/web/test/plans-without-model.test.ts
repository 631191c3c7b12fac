import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startModelServer, type ModelServer } from "@openvibe/drivers/models/testing";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTES, ownServer } from "../../server/test/own-server.ts";
import { newcomer, openBrowser, signUp } from "./browser.ts";
import { ask, inspect, LAPTOP, openPage, PHONE, SLOW, STILL } from "./screen.ts";

const own = ownServer();
const MIXED = "Announce “We begin” in #general, then write the requirements, and then test them";
let models: ModelServer;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [models, browser] = await Promise.all([startModelServer(), openBrowser()]);
  models.decide = () => "They want it blue.";
  page = await openPage(browser, STILL);
  await signUp(page, own.server.address, newcomer("Ada"));
}, MINUTES);
afterAll(async () => {
  await browser?.close();
  await models?.close();
});

const tasks = (column: string) => page.getByRole("region", { name: column, exact: true }).getByRole("listitem");

async function write(request: string): Promise<void> {
  await page.getByRole("link", { name: "Agents", exact: true }).click();
  await page.getByRole("tab", { name: "Plans" }).click();
  await page.getByRole("button", { name: "New plan" }).click();
  await page.getByLabel("What is to be done").fill(request);
}
const propose = async (request: string) => {
  await write(request);
  await page.getByRole("button", { name: "Plan it" }).click();
  await page.getByRole("button", { name: "Start" }).waitFor();
};

test("without a key a plan says what needs a model, does the rest, and goes on once there is one", { timeout: MINUTES }, async () => {
  await propose(MIXED);
  await page.getByText("2 of 3 tasks need a language model.").waitFor();
  await inspect(page, "plan that needs a model");
  await page.getByRole("link", { name: "where it was asked for" }).click();
  const card = page.getByRole("region", { name: `Plan: ${MIXED}` });
  await expect.poll(() => card.getByText("Needs a model").count(), SLOW).toBe(2);
  await card.getByText("The cost is estimated once there is a model").waitFor();
  await inspect(page, "card that needs a model");
  await card.getByRole("link", { name: "Edit" }).click();

  await page.getByRole("button", { name: "Start" }).click();
  await expect.poll(() => tasks("Done").count(), SLOW).toBe(1);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByText("There is no language model for this yet.").waitFor();
  await tasks("Waiting")
    .nth(0)
    .getByRole("button", { name: /^Write the requirements/ })
    .click();
  await inspect(page, "task that needs a model");
  await page.keyboard.press("Escape");
  await inspect(page, "plan that waits for a model");
  await page.getByRole("link", { name: "where it was asked for" }).click();
  const report = page.getByRole("article", { name: /^Vibe/ }).filter({ hasText: "waits for a language model: 1 of 3 tasks done." });
  await report.waitFor();
  await inspect(page, "report of a plan that waits for a model");

  await report.getByRole("link", { name: "Settings → Models" }).click();
  await page.waitForURL(/\/settings\?tab=models/);
  const key = { kind: "anthropic", label: "Played", baseUrl: models.baseUrl("anthropic"), key: "sk-right-7Q4Z", owner: "workspace" };
  const { id: keyId } = await ask<{ id: string }>(page, "keys/addProviderKey", key);
  await page.goBack();
  await card.getByText("There is a language model now.").waitFor();
  await card.getByText("Can go on", { exact: true }).first().waitFor();
  expect(await card.getByText("Needs a model", { exact: true }).count()).toBe(0);
  await inspect(page, "card when there is a model");
  await card.getByRole("link", { name: "Edit" }).click();
  await page.getByRole("heading", { name: /Can go on$/ }).waitFor();
  await page.getByText("There is a language model now.").waitFor();
  await inspect(page, "plan that can go on");
  await page.getByRole("link", { name: "All plans" }).click();
  await page.getByRole("link", { name: /^Announce .*Can go on$/ }).click();
  await page.getByRole("link", { name: "where it was asked for" }).click();
  await card.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("article", { name: /^Vibe/ }).filter({ hasText: "is done: all 3 tasks." }).waitFor();
  await inspect(page, "report of a plan that went on");
  await ask(page, "keys/revokeProviderKey", { keyId });
});

test("without a key an app is planned as what the rules can do, and is built", { timeout: MINUTES }, async () => {
  await propose("Build an app for lending books to neighbours and announce it");
  await page.getByText("1 of 2 tasks needs a language model.").waitFor();
  await page.getByRole("button", { name: "Start" }).click();
  await expect.poll(() => tasks("Done").count(), SLOW).toBe(1);
  await inspect(page, "plan of an app without a model");
  await page.getByRole("link", { name: "Apps", exact: true }).click();
  await page.getByText("Live", { exact: true }).waitFor();
  await inspect(page, "app of a plan");
  const { items } = await ask<{ items: { state: string }[] }>(page, "hosting/listApps", { limit: 5 });
  expect(items.map(({ state }) => state)).toEqual(["live"]);
});

test("a build that failed goes on from its card, or is built anew; then the card offers nothing more", { timeout: MINUTES }, async () => {
  // Where apps run nothing can be written.
  const place = join(own.server.data, "hosting/run");
  const breakPlace = () => {
    renameSync(place, `${place}-away`);
    writeFileSync(place, "");
  };
  const mendPlace = () => {
    rmSync(place);
    renameSync(`${place}-away`, place);
  };
  const again = page.getByRole("button", { name: "Try again" });
  const begin = async (idea: string) => {
    await page.getByRole("link", { name: "New app" }).first().click();
    await page.getByLabel("What do you want to build?").fill(idea);
    await page.keyboard.press("Enter");
    await again.waitFor();
  };
  const report = (words: RegExp) => page.getByRole("article", { name: /^Vibe/ }).filter({ hasText: words });
  breakPlace();
  await begin("An app for a wine cellar");
  await report(/Press “Try again” on its card/).waitFor();
  // The number to ask about is set as code in the thread, and in the pane beside it.
  await expect
    .poll(
      () =>
        page
          .locator("code")
          .filter({ hasText: /^tsk_\w+$/ })
          .count(),
      SLOW,
    )
    .toBe(2);
  await inspect(page, "build that failed");
  mendPlace();
  await page.setViewportSize(PHONE);
  await again.click();
  await report(/every check passed/).waitFor();
  expect(await again.count()).toBe(0);
  await page.setViewportSize(LAPTOP);
  await inspect(page, "build that went on");

  breakPlace();
  await begin("An app for a running club");
  mendPlace();
  await page.getByRole("button", { name: "Build it again" }).click();
  // Version 1 never ran: nothing is said of data that nobody had.
  await report(/every check passed\. Say what you want changed/).waitFor();
  expect(await again.count()).toBe(0);
  await inspect(page, "build that was built anew");
});

test("a plan that is asked for without a connection waits where it will stand, and is made once", { timeout: MINUTES }, async () => {
  await write("Find out what we said about parking");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Plan it" }).click();
  const waiting = page.getByRole("article", { name: "Ada, on its way" });
  await waiting.getByText("Find out what we said about parking").waitFor();
  await page.context().setOffline(false);
  await waiting.waitFor({ state: "hidden" });
  const mine = async () => {
    const { items } = await ask<{ items: { title: string }[] }>(page, "plans/listPlans", { limit: 20 });
    return items.filter(({ title }) => title.startsWith("Find out")).length;
  };
  await expect.poll(mine, SLOW).toBe(1);

  await write("Search for what we said about bicycles");
  let lost = 0;
  await page.route("**/rpc/plans/startPlan", async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort("connectionreset");
  });
  await page.getByRole("button", { name: "Plan it" }).click();
  await page
    .getByRole("link", { name: /^Search for what we said about bicycles/ })
    .first()
    .waitFor();
  await expect.poll(() => page.getByRole("article", { name: "Ada, on its way" }).count(), SLOW).toBe(0);
  const { items } = await ask<{ items: { title: string }[] }>(page, "plans/listPlans", { limit: 20 });
  expect(items.filter(({ title }) => title.startsWith("Search for"))).toHaveLength(1);
  expect(lost).toBe(1);
});
