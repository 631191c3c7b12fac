import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTES, ownServer } from "../../server/test/own-server.ts";
import { openBrowser, signUp } from "./browser.ts";
import { ask, inspect, openPage, PHONE, SLOW, workspaceOf } from "./screen.ts";

const LONG = "Bartholomew-Maximilian Featherstonehaugh of Hohenlohe";
const CHANNEL = "a-channel-with-quite-a-long-name-2026";
const COLOURS = ["light", "dark"] as const;
const TABS = {
  agents: ["team", "plans", "schedules", "memory", "insights", "turns"],
  settings: ["general", "preferences", "workspace", "models", "usage", "tools", "keys", "webhooks", "transfer"],
};

const own = ownServer();
let browser: Browser;
let page: Page;
let workspace: string;
let channelId: string;
let looks = 0;
beforeAll(async () => {
  browser = await openBrowser();
  page = await openPage(browser, { viewport: PHONE, hasTouch: true, isMobile: true });
  await signUp(page, own.server.address, { name: LONG, email: "bart@example.com", password: "a long enough one" });
  workspace = `${own.server.address}/w/${workspaceOf(page)}`;
  const topic = "Ships, the harbour they lie in, and those who look after both all the year long";
  ({ id: channelId } = await ask<{ id: string }>(page, "chat/createChannel", { name: CHANNEL, topic }));
}, MINUTES);
afterAll(() => browser?.close());

/** What is lower than a finger, or shows only a picture and is narrower. What stands in a line of text takes the space around it. */
function tooSmall(): string[] {
  const pressed = document.querySelectorAll<HTMLElement>(
    ":is(button, summary, [role=tab], [role=menuitem], input:not([type=checkbox], [type=radio]), label:has(> input)):not(.touch-around)",
  );
  const small = [...pressed].filter((each) => {
    const { width, height } = each.getBoundingClientRect();
    const isPicture = each.matches("button:has(> svg:only-child)") && each.textContent.trim() === "";
    return each.checkVisibility() && width > 1 && (height < 39 || (isPicture && width < 39));
  });
  return small.map((each) => {
    const { width, height } = each.getBoundingClientRect();
    return `${each.tagName} ${each.getAttribute("aria-label") ?? each.textContent.trim().slice(0, 40)}: ${width} x ${height}`;
  });
}

/** Places that are still about to be filled. */
function outlines(): string[] {
  const shown = [...document.querySelectorAll("main [aria-hidden].animate-pulse-soft")].filter((each) => each.checkVisibility());
  return shown.map(({ className }) => className);
}

/** In the light and in the dark by turns. */
async function look(name: string): Promise<void> {
  await expect.poll(() => page.evaluate(outlines), { ...SLOW, message: name }).toEqual([]);
  // What is still growing into its place is small for a moment.
  await expect.poll(() => page.evaluate(tooSmall), { ...SLOW, message: name }).toEqual([]);
  looks += 1;
  await inspect(page, `phone ${name}`, [{ colorScheme: COLOURS[looks % 2] ?? "dark", size: PHONE }]);
}

test("on a phone every screen fits and is made for fingers, with long names in it", { timeout: 3 * MINUTES }, async () => {
  const table =
    "| Crane | Price | Height | Delivery | Remarks that go on |\n|-|-|-|-|-|\n| Alpha | 100,000 | 30 m | March | the best of all |";
  const text = `We need **a crane**:\n\n${table}\n\nhttps://example.com/${"long/".repeat(20)}`;
  const begun = await ask<{ thread: { id: string }; message: { id: string } }>(page, "chat/startThread", { channelId, text });
  const fork = await ask<{ id: string }>(page, "chat/forkMessage", {
    messageId: begun.message.id,
    title: "What does it cost over ten years?",
  });
  await ask(page, "knowledge/addContextItem", { kind: "decision", text: `We buy ${"the-crane-".repeat(12)}`, scope: "workspace" });
  await ask(page, "memory/remember", { text: "Invoices are paid within 30 days", importance: "critical" });
  await ask(page, "identity/createApiKey", { name: "Reports for the quarterly meeting of everybody", permissions: ["chat:read"] });
  await ask(page, "webhooks/createWebhook", {
    name: "The server that builds for the northern department",
    url: `https://example.com/${"very-long-path/".repeat(12)}`,
    events: ["chat.message_sent"],
  });

  const thread = `t/${begun.thread.id}`;
  const places = ["new", "inbox", "outbox", "search?q=crane", "apps", "members", `c/${channelId}`, thread, `${thread}/f/${fork.id}`];
  const tabs = Object.entries(TABS).flatMap(([screen, names]) => names.map((name) => `${screen}?tab=${name}`));
  for (const place of [...places, ...tabs]) {
    await page.goto(`${workspace}/${place}`);
    await page.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
    await look(place.replaceAll(/[^a-z]+/g, " "));
  }
  expect(looks).toBe(places.length + tabs.length);
});

test("what opens over a phone's screen stays within it", { timeout: MINUTES }, async () => {
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  await page.goto(`${workspace}/inbox`);
  await button("Open navigation").click();
  await look("navigation");
  await page.getByRole("dialog").getByRole("link", { name: CHANNEL }).click();
  await button("About this channel").click();
  await page.getByRole("dialog").getByRole("listitem").getByText(LONG).waitFor();
  await look("about a channel");
  await page.goto(`${workspace}/settings?tab=keys`);
  await button("New key").click();
  await page.getByRole("dialog").getByLabel("Name").waitFor();
  await look("new key");

  const { thread } = await ask<{ thread: { id: string } }>(page, "chat/startThread", { channelId, text: "What is settled of the crane?" });
  await page.goto(`${workspace}/t/${thread.id}`);
  await button("What is settled").click();
  await page.getByRole("heading", { level: 1, name: "What is settled" }).waitFor();
  await look("what is settled");

  await page.goto(`${workspace}/search?q=crane`);
  await button("From").click();
  await page.getByRole("menuitem", { name: LONG }).waitFor();
  const { x = -1, width = 0 } = (await page.getByRole("menu").boundingBox()) ?? {};
  expect(x).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(PHONE.width);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
});
