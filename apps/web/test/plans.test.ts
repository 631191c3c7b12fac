import { startModelServer, type ModelServer } from "@openvibe/drivers/models/testing";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTES, ownServer } from "../../server/test/own-server.ts";
import { openBrowser, signUp } from "./browser.ts";
import { ask, inspect, LAPTOP, openPage, PHONE, SLOW, workspaceOf } from "./screen.ts";

const own = ownServer();
const REQUEST = "Research what customers want, then write the requirements, and then test them";
const CORNER = { x: 20, y: 14 };
const WRONG = { object: { this: "does not fit" } };
let models: ModelServer;
let browser: Browser;
let page: Page;
let bob: Page;
beforeAll(async () => {
  [models, browser] = await Promise.all([startModelServer(), openBrowser()]);
  [page, bob] = await Promise.all([openPage(browser), openPage(browser, { viewport: PHONE })]);
  await signUp(page, own.server.address, { name: "Ada", email: "ada@example.com", password: "a long enough one" });
  await signUp(bob, own.server.address, { name: "Bob", email: "bob@example.com", password: "a long enough one" });
  await ask(page, "identity/addMember", { email: "bob@example.com", role: "member" });
  const address = models.baseUrl("anthropic");
  await ask(page, "keys/addProviderKey", {
    kind: "anthropic",
    label: "Played",
    baseUrl: address,
    key: "sk-right-7Q4Z",
    owner: "workspace",
  });
  models.decide = ({ schema, text }) => {
    if (schema) return WRONG;
    return /will not do/.test(text) ? { refuse: "I will not do that." } : "They want it blue.";
  };
}, MINUTES);
afterAll(async () => {
  await browser?.close();
  await models?.close();
});

const region = (name: string | RegExp, of = page) => of.getByRole("region", { name, exact: true });
const tasks = (column: string, of = page) => region(column, of).getByRole("listitem");

/** The message that an address leads to, once it is there. */
async function landed(address: RegExp): Promise<string> {
  await page.waitForURL(address);
  const messageId = new URL(page.url()).searchParams.get("m") ?? "";
  await page.locator(`[data-message="${messageId}"]`).waitFor();
  return messageId;
}

async function propose(request: string): Promise<void> {
  await page.getByRole("link", { name: "Agents", exact: true }).click();
  await page.getByRole("tab", { name: "Plans" }).click();
  await page.getByRole("button", { name: "New plan" }).click();
  await page.getByLabel("What is to be done").fill(request);
  await page.getByRole("button", { name: "Plan it" }).click();
  await page.getByRole("button", { name: "Start" }).waitFor();
}

test(
  "a plan that rules made says why; it is put in order by the keyboard and the mouse, started by its owner alone, and runs to its report",
  { timeout: MINUTES },
  async () => {
    await propose(REQUEST);
    await page.getByText(/^Rules on this server made this plan, not a language model: .*does not have the form/).waitFor();
    await inspect(page, "plan of rules");

    const later = region("Waiting").getByRole("button", { name: "Later: Research what customers want" });
    await later.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await expect.poll(() => tasks("Waiting").nth(2).textContent(), SLOW).toContain("Research what customers want");
    const focused = () => page.evaluate(() => document.activeElement?.ariaLabel);
    await expect.poll(focused, SLOW).toBe("Earlier: Research what customers want");
    // The focused button's hint would lie in the way.
    await page.keyboard.press("Escape");
    await tasks("Waiting").nth(2).dragTo(tasks("Waiting").nth(0), { sourcePosition: CORNER, targetPosition: CORNER });
    await expect.poll(() => tasks("Waiting").nth(0).textContent(), SLOW).toContain("Research what customers want");

    await bob.goto(page.url());
    await tasks("Waiting", bob).nth(2).waitFor();
    await bob.getByRole("button", { name: "Cancel", exact: true }).waitFor();
    expect(await bob.getByRole("button", { name: /^(Start|Add a task|Earlier: .*|Later: .*)$/ }).count()).toBe(0);

    await page.getByRole("button", { name: "Start" }).click();
    await tasks("Done").nth(2).waitFor();
    await tasks("Done", bob).nth(2).waitFor();
    await tasks("Done").filter({ hasText: "Test them" }).getByRole("button").click();
    await page.getByText("What it was given").click();
    const given = page.getByRole("dialog");
    await given.getByText(/They want it blue/).waitFor();
    await inspect(page, "plan handoff");
    await given.getByRole("link", { name: "Write the requirements", exact: true }).click();
    const answerId = await landed(/\/t\/thr_\w+\?m=msg_/);
    expect((await ask<{ text: string }>(page, "chat/getMessage", { messageId: answerId })).text).toBe("They want it blue.");

    const asked = page.getByRole("article", { name: /^Ada/ }).filter({ hasText: "Handoff" });
    // In Ada's name, and not typed by her.
    await asked.getByRole("button", { name: "by a plan" }).first().waitFor();
    await asked.getByRole("link", { name: REQUEST }).first().click();
    await page.waitForURL(/\/agents\?tab=plans&plan=pln_/);
    await tasks("Done").nth(2).waitFor();
    await inspect(page, "plan done");

    await page.getByRole("link", { name: "where it was asked for" }).click();
    await region(`Plan: ${REQUEST}`)
      .getByText(/^Rules on this server made this plan/)
      .waitFor();
    // A model was given the words before: nobody says that they stayed here.
    const shown = page.getByRole("article").filter({ has: region(`Plan: ${REQUEST}`) });
    await shown.getByRole("button", { name: "offline model" }).first().click();
    await page.getByText("Rules and templates on this server wrote this").waitFor();
    expect(await page.getByText("Nothing left this machine").count()).toBe(0);
    await page.keyboard.press("Escape");
    const report = page.getByRole("article", { name: /^Vibe/ }).filter({ hasText: "is done: all 3 tasks." });
    await report.getByRole("link", { name: "Test them", exact: true }).click();
    expect(await landed(/\/t\/thr_\w+\?m=msg_/)).not.toBe(answerId);
    await inspect(page, "plan report");
  },
);

test(
  "what a model will not do fails, is tried another way, and is told; a plan is cancelled once that was confirmed",
  { timeout: MINUTES },
  async () => {
    await propose("Research what they say I will not do, then write the requirements");
    await page.getByRole("button", { name: "Start" }).click();
    await tasks("Not done").nth(1).waitFor();
    await page.getByText("planned anew 2 times").waitFor();
    await inspect(page, "plan failed");
    await page.getByRole("link", { name: "where it was asked for" }).click();
    const report = page.getByRole("article", { name: /^Vibe/ }).filter({ hasText: "could not be finished: 0 of 2 tasks done." });
    await report.getByText(/The model gave no answer/).waitFor();

    const decide = models.decide;
    models.decide = ({ schema }) => (schema ? WRONG : "They said it after all.");
    await report.getByRole("link").first().click();
    await page.getByRole("button", { name: "Try again: Research what they say I will not do" }).click();
    await tasks("Done").nth(1).waitFor();
    models.decide = decide;

    await propose("Research prices, then write an offer");
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Keep" }).click();
    await page.getByRole("button", { name: "Start" }).waitFor();

    await tasks("Waiting")
      .getByRole("button", { name: /^Research prices/ })
      .click();
    await page.getByRole("button", { name: "Take it out" }).click();
    const asks = page.getByRole("dialog", { name: "Take “Research prices” out?" });
    await asks.getByText("“Write an offer” waits for it and will no longer do so. This cannot be undone.").waitFor();
    await inspect(page, "task to take out");
    await asks.getByRole("button", { name: "Take it out" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await expect.poll(() => tasks("Waiting").count(), SLOW).toBe(1);
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await page.getByRole("button", { name: "Cancel the plan" }).click();
    await expect.poll(() => tasks("Not done").count(), SLOW).toBe(1);
  },
);

test(
  "another way with more tasks than were agreed to is waited for, and the board and the card say why",
  { timeout: MINUTES },
  async () => {
    const decide = models.decide;
    const task = (key: string, title: string, after: string[] = []) => ({ key, agent: "qa", title, instructions: title, after });
    const first = [task("a", "Get it signed"), task("b", "Send it", ["a"])];
    const other = [task("a", "Ask them why"), task("b", "Ask them when")];
    let isRefused = true;
    models.decide = ({ schema, text }) => {
      if (schema) return { object: { tasks: text.includes("Failed: ") ? other : first } };
      return isRefused ? { refuse: "I will not do that." } : "They said it.";
    };
    await propose("Have it done, whatever they say");
    await page.getByRole("button", { name: "Start" }).click();
    const why = "Something failed, and 2 tasks are new in its place. Look at them, then press Go on.";
    await page.getByText(why).waitFor();
    await tasks("Not done").getByText("Replaced", { exact: true }).waitFor();
    await inspect(page, "plan with another way");
    await page.getByRole("link", { name: "where it was asked for" }).click();
    await region("Plan: Have it done, whatever they say").getByText(why).waitFor();
    isRefused = false;
    await region("Plan: Have it done, whatever they say").getByRole("button", { name: "Go on" }).click();
    const done = region("Plan: Have it done, whatever they say").getByText("Done", { exact: true });
    await expect.poll(() => done.count(), SLOW).toBe(4);
    models.decide = decide;
  },
);

test(
  "a task that waits for a yes says so on the board, in the graph, in the list and on the card, and leads who may decide there",
  { timeout: MINUTES },
  async () => {
    const decide = models.decide;
    const fact = { text: "Customers want it blue", scope: "workspace", importance: "medium" };
    models.decide = ({ schema, results }) => {
      if (schema) return WRONG;
      return results === 0 ? { call: [{ name: "memory_remember", input: fact }] } : "I keep it in mind.";
    };
    await ask(page, "settings/setSetting", { layer: "workspace", key: "agents.askBeforeWriting", value: true });
    await propose("Research what customers want, then test it");
    await page.getByRole("button", { name: "Start" }).click();
    const waits = (of: Page, words = "Waits for your yes") => tasks("At work", of).getByText(words);
    await waits(page).waitFor();
    await page.getByRole("heading", { name: /Waits for your yes$/ }).waitFor();
    await inspect(page, "plan that waits for a yes");
    await page.getByRole("button", { name: "Graph" }).click();
    await page.getByLabel("Research what customers want, Waits for your yes").waitFor();
    await inspect(page, "graph that waits for a yes");
    // Where the frame becomes narrow, as when a phone is turned, it leads down instead, and all of it is in sight.
    await page.setViewportSize(PHONE);
    const graph = page.getByRole("region", { name: /^Graph of / });
    const low = (of: Locator) => of.boundingBox().then((box) => (box ? box.y + box.height : Infinity));
    await expect.poll(async () => (await low(graph.getByLabel(/^Test it/))) <= (await low(graph)), SLOW).toBe(true);
    await page.setViewportSize(LAPTOP);

    const { items } = await ask<{ items: { id: string; name: string }[] }>(page, "identity/listMembers", { limit: 50 });
    const memberId = items.find(({ name }) => name === "Bob")?.id;
    await ask(page, "identity/changeRole", { memberId, role: "viewer" });
    await bob.goto(page.url());
    await waits(bob, "Waits for a yes").waitFor();
    expect(await bob.getByRole("link", { name: /^Decide/ }).count()).toBe(0);
    await ask(page, "identity/changeRole", { memberId, role: "member" });

    await page.getByRole("link", { name: "All plans" }).click();
    await page.getByRole("link", { name: /^Research what customers want, then test it.*Waits for your yes$/ }).click();
    await page.getByRole("link", { name: "where it was asked for" }).click();
    const card = region("Plan: Research what customers want, then test it");
    await card.getByText("Waits for your yes").nth(1).waitFor();
    await inspect(page, "card that waits for a yes");
    await page.goBack();
    await tasks("At work").getByRole("link", { name: "Decide: Research what customers want" }).click();
    await landed(/\/t\/thr_\w+\?m=msg_/);
    await page.getByRole("button", { name: "Allow once" }).click();
    await expect.poll(() => card.getByText("Waits for your yes").count(), SLOW).toBeLessThan(2);
    await card.getByText("Done").first().waitFor();
    await ask(page, "settings/setSetting", { layer: "workspace", key: "agents.askBeforeWriting", value: false });
    models.decide = decide;
  },
);

test(
  "an agent works by its own loop where no coding agent is installed, and its page says how to get one",
  { timeout: MINUTES },
  async () => {
    await page.getByRole("link", { name: "Agents", exact: true }).click();
    await page.getByRole("tab", { name: "Team" }).click();
    await page.getByRole("link", { name: /Devi/ }).click();
    await page.getByRole("button", { name: "Abilities" }).click();
    await region("Works by")
      .getByText(/none is installed on this server: .*CLAUDE_CODE_PROGRAM or CODEX_PROGRAM/)
      .waitFor();
    expect(await page.getByRole("combobox", { name: "What does its work" }).count()).toBe(0);
    await inspect(page, "agent without a coding agent");
  },
);

test(
  "who closes the form while a model plans stays where they went, and is told when the plan is there",
  { timeout: MINUTES },
  async () => {
    const closed = Promise.withResolvers<void>();
    await page.route(/rpc\/plans\/startPlan/, async (route) => {
      await closed.promise;
      await route.continue();
    });
    await page.getByRole("link", { name: "Agents", exact: true }).click();
    await page.getByRole("tab", { name: "Plans" }).click();
    await page.getByRole("button", { name: "New plan" }).click();
    await page.getByLabel("What is to be done").fill(`${REQUEST} once more`);
    await page.getByRole("button", { name: "Plan it" }).click();
    await page.getByText(/You may close this/).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "ideas", exact: true }).first().click();
    await page.waitForURL(/\/c\/chn_/);
    closed.resolve();
    await page.getByRole("button", { name: "Open it" }).waitFor();
    expect(page.url()).toMatch(/\/c\/chn_/);
    await page.getByRole("button", { name: "Open it" }).click();
    await page.waitForURL(/plan=pln_/);
  },
);

test(
  "who changes what somebody else asked for is told that it runs for them, with their rights, from then on",
  { timeout: MINUTES },
  async () => {
    const channels = await ask<{ id: string }[]>(bob, "chat/listChannels", undefined);
    const channelId = channels[0]?.id ?? "";
    const { id } = await ask<{ id: string }>(bob, "plans/startPlan", {
      channelId,
      request: "Research shoes, then write an offer",
      clientKey: "bob-plans-1",
    });
    await page.goto(`${own.server.address}/w/${workspaceOf(page)}/agents?tab=plans&plan=${id}`);
    await page.getByText("runs for Bob").waitFor();
    await tasks("Waiting")
      .first()
      .getByRole("button", { name: /Research shoes/ })
      .first()
      .click();
    const form = page.getByRole("dialog");
    await form.getByText(/^It runs for Bob, with their rights\. Once you change its words or its agent, it runs for you/).waitFor();
    await inspect(page, "plan of somebody else");
    await form.getByLabel("What is to be done").fill("Research boots");
    await form.getByRole("button", { name: "Save" }).click();
    await page.getByText("runs for Ada").waitFor();
    await ask(page, "plans/cancelPlan", { planId: id });

    const cron = "0 9 * * *";
    await ask(bob, "schedules/createSchedule", {
      title: "Bob's look",
      instructions: "Look around",
      cron,
      timeZone: "Europe/Berlin",
      channelId,
    });
    await page.getByRole("link", { name: "Agents", exact: true }).click();
    await page.getByRole("tab", { name: "Schedules" }).click();
    const row = page.getByRole("listitem").filter({ hasText: "Bob's look" });
    const change = async (label: string, text: string) => {
      await row.getByRole("button", { name: "More of Bob's look" }).click();
      await page.getByRole("menuitem", { name: "Change" }).click();
      await form.getByText(/^It runs for Bob/).waitFor();
      await form.getByLabel(label, { exact: true }).fill(text);
    };
    await row.getByText(/runs for Bob/).waitFor();
    await change("At", "17:00");
    await form.getByRole("button", { name: "Save" }).click();
    await row
      .getByText(/5:00\sPM/)
      .first()
      .waitFor();
    await row.getByText(/runs for Bob/).waitFor();
    await change("What is to be done", "Look around in everything");
    await inspect(page, "schedule of somebody else");
    await form.getByRole("button", { name: "Save" }).click();
    await row.getByText(/runs for Ada/).waitFor();
    expect(await row.getByText(/runs for Bob/).count()).toBe(0);
    await inspect(page, "schedule that was taken over");
  },
);
