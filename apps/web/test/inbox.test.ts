import type { Preferences } from "@openvibe/core/inbox/model";
import type { Browser, Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTES, ownServer } from "../../server/test/own-server.ts";
import { expectAccessible, newcomer, openBrowser, signUp } from "./browser.ts";
import { startCuttingProxy } from "./cutting-proxy.ts";
import { ask, inspect, LAPTOP, openPage, PHONE, SLOW, workspaceOf } from "./screen.ts";

const own = ownServer();
let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()), MINUTES);
afterAll(() => browser?.close());

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
  await Promise.all([signUp(one, own.server.address, newcomer(host)), signUp(two, own.server.address, newcomer(guest))]);
  await ask(one, "identity/addMember", { email: newcomer(guest).email, role: "member" });
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
  // A time is typed in parts: what stands there meanwhile is neither taken nor complained of.
  await settings.getByLabel("From").fill("08:00");
  await settings.getByLabel("From").fill("21:30");
  await grace.keyboard.press("Enter");
  const preferences = () => ask<Preferences>(grace, "inbox/getPreferences", {});
  await expect.poll(async () => (await preferences()).quietHours?.from, SLOW).toBe("21:30");
  expect(await grace.getByText("Quiet hours end at another time").count()).toBe(0);
  const kind = (name: string) => settings.getByRole("checkbox", { name, exact: true });
  await kind("Somebody names me: Push").uncheck();
  await kind("A budget that I look after runs low: In the app").uncheck();
  await expect.poll(() => kind("A budget that I look after runs low: Mail").isDisabled(), SLOW).toBe(true);
  await settings.scrollIntoViewIfNeeded();
  await inspect(grace, "notification settings");
  await settings.getByText("Nothing rings at night").click();
  await grace.reload();
  await expect.poll(() => settings.getByRole("combobox", { name: "Mail what was not read" }).textContent(), SLOW).toContain("At once");
  await settings.getByRole("checkbox", { name: /Nothing rings at night/, checked: false }).waitFor();
  expect([await kind("Somebody names me: Push").isChecked(), await kind("Somebody names me: Mail").isChecked()]).toEqual([false, true]);

  await bell(grace, 0).waitFor();
  await say(ada, "general", "@grace please look at this");
  await bell(grace, 1).click();
  await expect.poll(() => grace.title(), SLOW).toBe("(1) Settings · OpenVibe");
  await grace.getByRole("dialog").getByText("named you").waitFor();
  await inspect(grace, "bell", [{ colorScheme: "dark", size: LAPTOP }]);
  await grace.keyboard.press("Escape");

  await settings.getByRole("link", { name: "outbox" }).click();
  const mail = grace.getByRole("button", { name: /^What waits for you in Ada’s workspace/ });
  await mail.click();
  const words = grace.frameLocator("iframe[title=Mail]");
  await words.getByText("@grace please look at this").waitFor();
  await inspect(grace, "outbox");
  await words.getByRole("link", { name: "Open in OpenVibe" }).click();
  await grace.getByRole("article").getByText("@grace please look at this").waitFor();
  await bell(grace, 0).waitFor();
  await expect.poll(() => grace.title(), SLOW).toMatch(/^[^(]+ · OpenVibe$/);
  await Promise.all([ada.context().close(), grace.context().close()]);
});

test(
  "choices that are made faster than they are saved show at once and all stand, whatever is told of the first meanwhile",
  { timeout: MINUTES },
  async () => {
    const page = await openPage(browser);
    await signUp(page, own.server.address, newcomer("Annie"));
    const held: (() => void)[] = [];
    let isHolding = true;
    await page.route("**/rpc/inbox/setPreferences", async (route: Route) => {
      if (isHolding) await new Promise<void>((go) => held.push(go));
      await route.continue();
    });
    const told = new Promise<void>((resolve) =>
      page.on("websocket", (socket) =>
        socket.on("framereceived", ({ payload }) => void (payload.includes("inbox.preferences_changed") && resolve())),
      ),
    );
    await page.goto(`${own.server.address}/w/${workspaceOf(page)}/settings`);
    const box = (name: string) => page.getByRole("checkbox", { name: `${name}: In the app`, exact: true });
    const first = ["Somebody names me", "Somebody writes to me directly", "A conversation I took part in is resolved"];
    for (const name of first) await box(name).uncheck();
    await expect.poll(() => held.length, SLOW).toBeGreaterThan(0);
    held.shift()?.();
    await told;
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
    await box("A task I started asks me something").uncheck();
    for (const name of first) expect(await box(name).isChecked(), name).toBe(false);
    isHolding = false;
    for (const go of held) go();
    const kinds = async () => (await ask<Preferences>(page, "inbox/getPreferences", {})).kinds;
    await expect.poll(kinds, SLOW).toEqual({ mention: false, direct: false, reply: true, outcome: false, question: false, budget: true });
    await page.context().close();
  },
);

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
  await hedy.locator("[aria-description='Something is unread']").click();
  await bell(hedy, 0).click();
  await hedy.getByText("Nothing new for you.").waitFor();
  await expectAccessible(hedy, "bell on a phone");
  await Promise.all([edsger.context().close(), hedy.context().close()]);
});

test(
  "what is unread of a side conversation shows at its chip and under its thread; a thread is read up to a message",
  {
    timeout: MINUTES,
  },
  async () => {
    const [lise, emmy] = await together("Lise", "Emmy");
    const channel = await ask<{ id: string }>(lise, "chat/createChannel", { name: "plans" });
    await ask(emmy, "chat/joinChannel", { channelId: channel.id });
    const { thread } = await ask<{ thread: { id: string } }>(lise, "chat/startThread", {
      channelId: channel.id,
      title: "Week",
      text: "Plan",
    });
    const sendIn = (threadId: string, text: string) => ask<{ id: string }>(lise, "chat/sendMessage", { threadId, text });
    const first = await sendIn(thread.id, "first point");
    for (const text of ["second point", "third point"]) await sendIn(thread.id, text);
    const fork = await ask<{ id: string }>(lise, "chat/forkMessage", { messageId: first.id });
    await sendIn(fork.id, "aside of it");
    const row = (unread: string) => emmy.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name: `Week ${unread}` });
    await row("5 unread").click();
    const chip = emmy.getByRole("list", { name: "Side conversations" }).getByRole("link");
    await chip.getByText("1 unread").waitFor();
    await row("1 unread").waitFor();
    await expect.poll(() => emmy.title(), SLOW).toBe("Week · OpenVibe");

    await emmy.locator("[data-message]", { hasText: "second point" }).hover();
    await emmy.locator("[data-message]", { hasText: "second point" }).getByRole("button", { name: "More actions" }).click();
    await emmy.getByRole("menuitem", { name: "Mark read up to here" }).click();
    await row("2 unread").waitFor();
    await inspect(emmy, "read up to a message", [{ colorScheme: "light", size: LAPTOP }]);
    await chip.click();
    await emmy.getByRole("region", { name: "Side conversation" }).getByText("aside of it").waitFor();
    await row("1 unread").waitFor();
    await chip.getByText("unread").waitFor({ state: "detached" });
    await Promise.all([lise.context().close(), emmy.context().close()]);
  },
);

test(
  "an app that is installed over a bad line opens without a network, shows that there is none, and has kept no answer of the API",
  { timeout: MINUTES },
  async () => {
    const cut = { "/sw.js": 0, "/w": 0, asset: 0 };
    // The worker's script, and of what the worker asks for the page and an asset; so often that the browser by itself gives up.
    const proxy = await startCuttingProxy(({ headers }, path) => {
      const kind = path.startsWith("/_next/static/") ? "asset" : path === "/sw.js" || path === "/w" ? path : undefined;
      const isWorkers = path === "/sw.js" || headers.referer?.endsWith("/sw.js");
      if (!isWorkers || !kind || cut[kind] >= 3) return false;
      cut[kind] += 1;
      return true;
    });
    const page = await openPage(browser, { viewport: LAPTOP, proxy: proxy.settings });
    await signUp(page, own.server.address, newcomer("Radia"));
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
    await expect.poll(() => ({ ...cut }), SLOW).toEqual({ "/sw.js": 3, "/w": 3, asset: 3 });
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
    proxy.close();
  },
);

test("a push becomes a notice that opens its thread, in the tab that is open", { timeout: MINUTES }, async () => {
  const page = await openPage(browser);
  await page.context().grantPermissions(["notifications"], { origin: own.server.address });
  await signUp(page, own.server.address, newcomer("Barbara"));
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
  const registrationId = await registration;
  const data = JSON.stringify({ title: "Ada named you", body: "", path, tag: "thr_1" });
  // A push service delivers again what a busy machine let fall; the notice of a thread is one.
  const deliver = async () => {
    await devtools.send("ServiceWorker.deliverPushMessage", { origin: new URL(scope).origin, registrationId, data });
    return page.evaluate(async () =>
      (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, tag }) => `${title}/${tag}`),
    );
  };
  await expect.poll(deliver, SLOW).toEqual(["Ada named you/thr_1"]);
  await page.context().close();
});
