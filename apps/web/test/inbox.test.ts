import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTES, ownServer } from "../../server/test/own-server.ts";
import { expectAccessible, openBrowser, signUp } from "./browser.ts";
import { ask, inspect, LAPTOP, openPage, PHONE, SLOW, workspaceOf } from "./screen.ts";

const own = ownServer();
let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()), MINUTES);
afterAll(() => browser?.close());

const person = (name: string) => ({ name, email: `${name.toLowerCase()}@example.com`, password: "a long enough one" });
const bell = (page: Page, unread: number) =>
  page
    .getByRole("navigation", { name: "Workspace" })
    .getByRole("button", { name: unread === 0 ? "Notifications" : `Notifications, ${unread} unread`, exact: true });

async function say(page: Page, channel: string, text: string): Promise<void> {
  await page.getByRole("link", { name: channel, exact: true }).first().click();
  await page.getByRole("heading", { name: channel }).first().waitFor();
  await page.getByRole("main").getByRole("textbox").fill(text);
  await page.keyboard.press("Enter");
  await page.getByRole("article").getByText(text).waitFor();
}

/** Two people in the workspace of the first. */
async function together(host: string, guest: string): Promise<[Page, Page]> {
  const [one, two] = await Promise.all([openPage(browser), openPage(browser)]);
  await Promise.all([signUp(one, own.server.address, person(host)), signUp(two, own.server.address, person(guest))]);
  await ask(one, "identity/addMember", { email: person(guest).email, role: "member" });
  await two.goto(`${own.server.address}/w/${workspaceOf(one)}/members`);
  await two.getByRole("region", { name: "People" }).waitFor();
  return [one, two];
}

test("who is named is told by bell and by mail, and reads it", { timeout: MINUTES }, async () => {
  const [ada, grace] = await together("Ada", "Grace");
  await grace.getByRole("link", { name: "Settings" }).click();
  const settings = grace.getByRole("region", { name: "Notifications", exact: true });
  await settings.getByRole("combobox", { name: "Mail what was not read" }).click();
  await grace.getByRole("option", { name: "At once" }).click();
  await settings.getByText("Nothing rings at night").click();
  await settings.getByLabel(/^Time zone/).click();
  await grace.getByPlaceholder("Find a city or zone").fill("utc");
  await grace.getByRole("option", { name: /^UTC/ }).click();
  await settings.getByLabel("Time zone: UTC").waitFor();
  await settings.scrollIntoViewIfNeeded();
  await inspect(grace, "notification settings");
  await settings.getByText("Nothing rings at night").click();
  await grace.reload();
  await expect.poll(() => settings.getByRole("combobox", { name: "Mail what was not read" }).textContent(), SLOW).toContain("At once");
  expect(await settings.getByRole("checkbox", { name: /Nothing rings at night/ }).isChecked()).toBe(false);

  await bell(grace, 0).waitFor();
  await say(ada, "general", "@grace please look at this");
  await bell(grace, 1).click();
  await grace.getByRole("dialog").getByText("named you").waitFor();
  await inspect(grace, "bell", [{ colorScheme: "dark", size: LAPTOP }]);
  await grace.keyboard.press("Escape");

  await settings.getByRole("link", { name: "outbox" }).click();
  const mail = grace.getByRole("button", { name: /^What waits for you in Ada’s workspace/ });
  await mail.click();
  await grace.getByText("Ada named you: @grace please look at this").waitFor();
  await inspect(grace, "outbox");
  await grace
    .getByRole("main")
    .getByRole("link", { name: /\/t\/thr_/ })
    .click();
  await grace.getByRole("article").getByText("@grace please look at this").waitFor();
  await bell(grace, 0).waitFor();
  await Promise.all([ada.context().close(), grace.context().close()]);
});

test("unread threads are a key away, and each chooses what of a channel reaches them", { timeout: MINUTES }, async () => {
  const [edsger, hedy] = await together("Edsger", "Hedy");
  const channel = await ask<{ id: string }>(edsger, "chat/createChannel", { name: "side" });
  await ask(hedy, "chat/joinChannel", { channelId: channel.id });
  await say(edsger, "general", "@hedy look at this");
  await bell(hedy, 1).waitFor();
  await hedy.getByRole("link", { name: /^Inbox.*unread/ }).waitFor();
  await hedy.keyboard.press("Alt+Shift+ArrowDown");
  await hedy.getByRole("article").getByText("@hedy look at this").waitFor();
  await bell(hedy, 0).waitFor();

  await hedy.getByRole("link", { name: "general", exact: true }).first().click();
  await hedy.getByRole("button", { name: "About this channel" }).click();
  await hedy.getByRole("button", { name: "Nothing", exact: true }).click();
  await hedy.getByText("Nothing of it counts as unread").waitFor();
  await expectAccessible(hedy, "channel with its level");
  await hedy.keyboard.press("Escape");
  await hedy.getByRole("link", { name: "Members" }).click();
  await say(edsger, "general", "@hedy this is silent");
  await say(edsger, "side", "@hedy this is not");
  await bell(hedy, 1).click();
  await hedy.getByRole("dialog").getByText("@hedy this is not").first().waitFor();
  expect(await hedy.getByRole("dialog").getByText("this is silent").count()).toBe(0);
  await hedy.getByRole("button", { name: "All read" }).click();
  await hedy.getByText("Nothing new for you.").waitFor();
  await hedy.keyboard.press("Escape");
  await hedy.setViewportSize(PHONE);
  await hedy.getByRole("button", { name: "Open navigation" }).click();
  await bell(hedy, 0).click();
  await hedy.getByText("Nothing new for you.").waitFor();
  await expectAccessible(hedy, "bell on a phone");
  await Promise.all([edsger.context().close(), hedy.context().close()]);
});

test(
  "an installed app opens without a network, shows that there is none, and has kept no answer of the API",
  { timeout: MINUTES },
  async () => {
    const page = await openPage(browser);
    await signUp(page, own.server.address, person("Radia"));
    const manifest = await page.locator("link[rel=manifest]").getAttribute("href");
    expect(await (await fetch(new URL(manifest ?? "", own.server.address))).json()).toMatchObject({
      display: "standalone",
      start_url: "/",
    });
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state), SLOW).toBe("activated");
    const kept = () =>
      page.evaluate(async () => {
        const requests = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
        return requests.flat().map(({ url }) => new URL(url).pathname);
      });
    await expect.poll(kept, SLOW).toContain("/w");
    await page.reload();
    await page.getByLabel("What do you want to build?").waitFor();
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText("No connection to the server").waitFor();
    await page.getByRole("navigation", { name: "Workspace" }).getByText("Radia").first().waitFor();
    expect((await kept()).filter((path) => !/^\/(w|theme\.js|_next\/static\/.*)$/.test(path))).toEqual([]);
    await inspect(page, "opened offline");
    await page.context().setOffline(false);
    await page.getByText("No connection to the server").waitFor({ state: "detached" });
    await page.getByRole("link", { name: "general", exact: true }).first().waitFor();
    await page.context().close();
  },
);

test("a push becomes a notice that opens its thread, in the tab that is open", { timeout: MINUTES }, async () => {
  const page = await openPage(browser);
  await page.context().grantPermissions(["notifications"], { origin: own.server.address });
  await signUp(page, own.server.address, person("Barbara"));
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  const devtools = await page.context().newCDPSession(page);
  const registration = new Promise<string>((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const found = registrations.find(({ scopeURL, isDeleted }) => scopeURL === scope && !isDeleted);
      if (found) resolve(found.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  const { pathname } = new URL(page.url());
  const path = `/w/${pathname.split("/")[2]}/members`;
  await devtools.send("ServiceWorker.deliverPushMessage", {
    origin: new URL(scope).origin,
    registrationId: await registration,
    data: JSON.stringify({ title: "Ada named you", body: "", path, tag: "thr_1" }),
  });
  const notices = () =>
    page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, tag }) => `${title}/${tag}`));
  await expect.poll(notices, SLOW).toEqual(["Ada named you/thr_1"]);
  await page.context().close();
});
