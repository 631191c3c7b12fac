import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MINUTES, ownServer } from "../../server/test/own-server.ts";
import { ask, inspect, openWorkspace, SLOW, STILL, workspaceOf } from "./screen.ts";

const own = ownServer();
let browser: Browser;
let page: Page;
beforeAll(async () => void ({ browser, page } = await openWorkspace(own.server.address, "Ada", STILL)), MINUTES);
beforeEach(() => page.getByRole("link", { name: "Agents", exact: true }).click());
afterAll(() => browser?.close());

test("an admin meets the team, makes an agent, tries and tells it something else", { timeout: MINUTES }, async () => {
  await page.getByRole("link", { name: /Devi/ }).waitFor();
  await inspect(page, "team");

  await page.getByRole("button", { name: "New agent" }).click();
  await page.getByLabel("Name").fill("Tára!");
  expect(await page.getByLabel("Handle").inputValue()).toBe("tara");
  await page.getByLabel("Name").fill("Tara");
  await page.getByLabel("What it is", { exact: true }).fill("Translator");
  await page.getByLabel("What it is told").fill("You translate what people write into plain English.");
  await inspect(page, "new agent");
  await page.getByRole("button", { name: "Make the agent" }).click();
  await page.getByRole("heading", { name: /Tara/ }).waitFor();
  await page.getByText("It has done nothing here yet.").waitFor();

  await page.getByRole("button", { name: "Instructions" }).click();
  await page.getByRole("textbox", { name: /What it is told/ }).fill("You translate what people write into plain German.");
  await page.getByRole("region", { name: "What you change" }).getByText("German").waitFor();
  await page.getByLabel("What somebody writes to it").fill("Bonjour");
  await page.getByRole("button", { name: "Try both" }).click();
  const tryOut = page.getByRole("article", { name: "Under your draft" });
  await expect.poll(() => tryOut.evaluate((answer) => answer.getBoundingClientRect().top < innerHeight), SLOW).toBe(true);
  await page.getByText("they follow no instructions").waitFor();
  await inspect(page, "agent instructions");
  await page.getByLabel("Why (kept with the version)").fill("Our customers read German");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Our customers read German").waitFor();
  const tried = page.getByRole("region", { name: "Test bench" }).getByRole("article");
  const titles = () => tried.evaluateAll((articles) => articles.map((article) => article.getAttribute("aria-label")));
  await expect.poll(titles, SLOW).toEqual(["As it was told before", "As it is told now"]);
  await page.getByRole("button", { name: "Restore" }).click();
  await page.getByText("Version 3", { exact: true }).waitFor();
  await expect.poll(titles, SLOW).toEqual(["As it is told now", "Under an earlier draft"]);

  await page.getByRole("button", { name: "Abilities" }).click();
  const dayLimit = page.getByLabel("US dollars for a day");
  await dayLimit.fill("1,000");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("An amount up to $100,000, such as 5.00").first().waitFor();
  await expect.poll(() => dayLimit.evaluate((field) => document.activeElement === field), SLOW).toBe(true);
  await dayLimit.fill("0.50");
  await page.getByRole("checkbox", { name: "chat:read" }).waitFor();
  const inGeneral = page.getByRole("checkbox", { name: "#general" });
  for (const isOn of [false, true, false]) await inGeneral.setChecked(isOn);
  await expect
    .poll(() => ask<{ handle: string; offIn: string[] }[]>(page, "agents/listProfiles", undefined), SLOW)
    .toContainEqual(expect.objectContaining({ handle: "tara", offIn: [expect.any(String)] }));
  await inGeneral.setChecked(true);
  await inspect(page, "agent abilities");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Turn off" }).click();
  await page.getByRole("link", { name: "All agents" }).click();
  await expect.poll(() => page.getByRole("link", { name: /Tara.*off/ }).count(), SLOW).toBe(1);

  await page.getByRole("link", { name: "general", exact: true }).first().click();
  await page.getByRole("main").getByRole("textbox").fill("@tara Bonjour");
  await page.keyboard.press("Enter");
  await page.getByText("Tara is turned off here and does not answer.").waitFor();
  await inspect(page, "an agent that is off");
  await page.getByRole("link", { name: "Turn it on" }).click();
  await page.getByRole("heading", { name: /Tara/ }).waitFor();
  await page.getByRole("button", { name: "Turn on" }).waitFor();
});

test("who names an agent outside of a conversation is told so", { timeout: MINUTES }, async () => {
  const profiles = await ask<{ handle: string; memberId: string }[]>(page, "agents/listProfiles", undefined);
  const memberIds = profiles.flatMap(({ handle, memberId }) => (handle === "devi" ? memberId : []));
  const { id } = await ask<{ id: string }>(page, "chat/openDirect", { memberIds });
  const { thread } = await ask<{ thread: { id: string } }>(page, "chat/startThread", { channelId: id, text: "@quinn, is it tested?" });
  await page.goto(`${own.server.address}/w/${workspaceOf(page)}/t/${thread.id}`);
  const notice = page.getByText("Quinn is not in this conversation, and nobody can be called into it.");
  await notice.waitFor();
  expect(await notice.count()).toBe(1);
  await inspect(page, "an agent outside of a conversation");
});

test("recurring work is made in plain words, run at once, paused, and its answer rated and explained", { timeout: MINUTES }, async () => {
  await page.getByRole("tab", { name: "Schedules" }).click();
  await page.getByRole("button", { name: "New schedule" }).click();
  await page.getByLabel("Name").fill("Morning look");
  await page.getByLabel("What is to be done").fill("Which channels are there?");
  await page.getByText(/^Next: /).waitFor();
  await page.getByLabel(/^Time zone/).click();
  await page.getByPlaceholder("Find a city or zone").fill("new yo");
  await inspect(page, "time zones");
  await page.getByRole("option", { name: /^America\/New York/ }).click();
  await page.getByText(/^Next: .*9:00\sAM.* in America\/New York$/).waitFor();
  await page.getByText("At no cost.").waitFor();
  await inspect(page, "new schedule");
  await page.getByRole("button", { name: "Make the schedule" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "Monday to Friday at 9:00 AM in America/New York" });
  await row.getByRole("button", { name: "Run now" }).click();
  await row.getByText("History").click();
  await row.getByRole("list", { name: "Runs" }).getByText("Done").waitFor();
  await row.getByRole("button", { name: "More of Morning look" }).click();
  await page.getByRole("menuitem", { name: "Pause" }).click();
  await row.getByText("Paused", { exact: true }).waitFor();
  await inspect(page, "schedules");

  await row.getByRole("list", { name: "Runs" }).getByRole("link").click();
  const answer = page.getByRole("article", { name: /^Vibe/ }).last();
  await answer.getByText("offline model").waitFor();
  await answer
    .getByText(/#?general/)
    .first()
    .waitFor();
  await answer.hover();
  await answer.getByRole("button", { name: "Not a good answer" }).click();
  await page.getByLabel("In your words").fill("Too many words");
  await inspect(page, "rating");
  await page.getByRole("button", { name: "Send" }).click();
  await answer.hover();
  await expect.poll(() => answer.getByRole("button", { name: "Not a good answer" }).getAttribute("aria-pressed"), SLOW).toBe("true");
  await page.getByRole("button", { name: "About this thread" }).click();
  await page.getByRole("menuitem", { name: "Write a handoff…" }).click();
  const handoffs = page.getByRole("list", { name: "Written handoffs" });
  await page.getByRole("button", { name: "Write handoff" }).click();
  await handoffs.getByRole("region", { name: "Last said" }).getByText("Which channels are there?").first().waitFor();
  await page.getByRole("button", { name: "Detailed" }).click();
  await page.getByRole("button", { name: "Write handoff" }).click();
  await handoffs.getByText(/^Detailed\s/).waitFor();
  await handoffs.getByRole("button", { name: "Copy as Markdown" }).first().click();
  await page.getByText("Copied as Markdown.").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^# [^]*\n## Last said\n- /);
  await inspect(page, "handoffs");
  await handoffs.getByRole("link", { name: "Where it was said" }).last().click();
  await page.getByRole("region", { name: "Handoffs" }).getByRole("button", { name: "Close" }).click();

  await answer.getByRole("button", { name: /^How it came to be/ }).click();
  await page.getByRole("region", { name: "What it did" }).waitFor();
  const given = page.getByRole("region", { name: "What it was given" });
  await given.getByText("The talk, word for word").waitFor();
  await given
    .getByText(/^\d+ sources?$/)
    .first()
    .click();
  await given
    .getByRole("link", { name: /Which channels are there/ })
    .first()
    .waitFor();
  await inspect(page, "explanation");
  await given
    .getByRole("link", { name: /Which channels are there/ })
    .first()
    .click();
  await given.waitFor({ state: "detached" });
  await answer.getByRole("button", { name: /^How it came to be/ }).click();
  await page.getByRole("link", { name: "Recent work of agents, in full" }).click();
  await page.getByRole("list", { name: "Recent work" }).getByRole("button").first().click();
  await page.getByRole("list", { name: "What happened" }).getByText("Step 1").waitFor();
  await inspect(page, "transcript");
  await page.getByRole("button", { name: "Close" }).click();

  await page.getByRole("tab", { name: "Team" }).click();
  await page.getByRole("link", { name: /Vibe/ }).click();
  await page.getByText("Too many words").waitFor();
  await inspect(page, "agent record");
});

test(
  "what an agent wants to write waits in the thread and the inbox for a person, and is remembered once allowed",
  { timeout: MINUTES },
  async () => {
    await ask(page, "settings/setSetting", { layer: "workspace", key: "agents.askBeforeWriting", value: true });
    await page.getByRole("link", { name: "general" }).click();
    await page.getByRole("textbox", { name: "Start a thread in #general" }).fill("@vibe remember that invoices are paid within 14 days");
    await page.keyboard.press("Enter");
    const card = page.getByRole("region", { name: /^Vibe asks/ });
    await card.getByRole("button", { name: "Allow once" }).waitFor();
    // What will happen is seen without a click.
    expect(await card.getByLabel("What exactly is called").textContent()).toContain("14 days");
    await inspect(page, "approval");
    await page.getByRole("link", { name: "Inbox" }).click();
    await page.getByRole("region", { name: "Agents wait for you" }).getByRole("link").click();
    await card.getByRole("button", { name: "Allow once" }).click();
    await card.getByText("Allowed by Ada").waitFor();
    await page.getByRole("link", { name: "Agents", exact: true }).click();
    await page.getByRole("tab", { name: "Memory" }).click();
    await page.getByRole("list", { name: "What is remembered" }).getByText("14 days").first().waitFor();
    await inspect(page, "memory");
  },
);

test("a request becomes a plan that a person changes, puts in order and starts", { timeout: MINUTES }, async () => {
  await page.getByRole("tab", { name: "Plans" }).click();
  await page.getByRole("button", { name: "New plan" }).click();
  await page.getByLabel("What is to be done").fill("Research what customers want, then write the requirements, and then test them");
  await page.getByRole("button", { name: "Plan it" }).click();
  const waiting = page.getByRole("region", { name: "Waiting" });
  await waiting.getByRole("listitem").nth(2).waitFor();
  await page.getByRole("button", { name: "Add a task" }).click();
  await page.getByLabel("Title").fill("Say what is not known");
  await page.getByLabel("What is to be done").fill("Say what nobody knows yet.");
  await page.getByRole("button", { name: "Add it" }).click();
  await waiting.getByRole("button", { name: "Earlier: Say what is not known" }).press("Enter");
  await expect.poll(() => waiting.getByRole("listitem").nth(2).textContent(), SLOW).toContain("Say what is not known");
  await inspect(page, "plan board");
  await page.getByRole("button", { name: "Graph" }).click();
  await page
    .getByRole("region", { name: /^Graph of/ })
    .getByText("Say what is not known")
    .waitFor();
  await inspect(page, "plan graph");

  await page.getByRole("link", { name: "where it was asked for" }).click();
  const card = page.getByRole("region", { name: /^Plan: / });
  await inspect(page, "plan card");
  await card.getByRole("button", { name: "Start" }).click();
  await expect.poll(() => card.getByText(/^(At work|Done|Failed)$/).count(), SLOW).toBeGreaterThan(0);
  await card.getByRole("link", { name: /Edit|Look/ }).click();
  const done = page.getByRole("region", { name: "Done", exact: true }).getByRole("listitem");
  await done.filter({ hasText: "Research what customers want" }).getByRole("button").click();
  await page.getByRole("link", { name: "Its answer" }).waitFor();
  await inspect(page, "plan task");
});
