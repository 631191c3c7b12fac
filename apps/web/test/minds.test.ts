import { readFile } from "node:fs/promises";
import { startModelServer, type ModelServer } from "@openvibe/drivers/models/testing";
import { Client } from "pg";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readNote } from "../../server/src/foundation.ts";
import { MINUTES, ownServer } from "../../server/test/own-server.ts";
import { newcomer, openBrowser, signUp } from "./browser.ts";
import { inspect, LAPTOP, openPage, PHONE, SLOW, STILL } from "./screen.ts";
import { startLampServer } from "./lamp-server.ts";

const own = ownServer();
let models: ModelServer;
let lamps: Awaited<ReturnType<typeof startLampServer>>;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [models, lamps, browser] = await Promise.all([startModelServer(), startLampServer(), openBrowser()]);
  page = await openPage(browser, STILL);
}, MINUTES);
afterAll(async () => {
  await browser?.close();
  await Promise.all([models?.close(), lamps?.close()]);
});

const region = (name: string) => page.getByRole("region", { name, exact: true });
const dialog = () => page.getByRole("dialog");

async function settings(tab: string): Promise<void> {
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await page.getByRole("tab", { name: tab, exact: true }).click();
}

async function choose(within: Locator | Page, label: string, option: RegExp): Promise<void> {
  await within.getByRole("combobox", { name: label }).click();
  await page.getByRole("option", { name: option }).click();
}

/** As if the hours in which somebody may decide had passed. */
async function letApprovalsExpire(): Promise<void> {
  const database = new Client({ connectionString: (await readNote(own.server.data))?.databaseUrl });
  await database.connect();
  await database.query("set openvibe.workspace = '*'");
  const { rowCount } = await database.query("update approvals set expires_at = now() where state = 'pending'");
  await database.end();
  expect(rowCount).toBe(1);
}

/** In a thread of its own. */
async function ask(text: string): Promise<void> {
  await page.getByRole("link", { name: "general", exact: true }).first().click();
  await page.getByRole("main").getByRole("textbox").fill(`@vibe ${text}`);
  await page.keyboard.press("Enter");
}

test("with no key the offline model answers; a key of each kind is tried before it is kept", { timeout: MINUTES }, async () => {
  await signUp(page, own.server.address, newcomer("Ada"));
  await settings("Models");
  await region("Who answers").getByText("Offline model", { exact: true }).waitFor();
  await page.getByText("No keys: the offline model does everything").waitFor();
  await inspect(page, "models without a key");

  const add = async (provider: RegExp, kind: "anthropic" | "openai" | "google" | "compatible", keys: readonly string[]) => {
    await page.getByRole("button", { name: "Add a key" }).click();
    await choose(dialog(), "Provider", provider);
    if (kind === "compatible") await dialog().getByLabel("Short name").fill("homemade");
    else await dialog().getByText("Another address").click();
    const address = dialog().getByLabel("Address");
    await address.fill("nowhere");
    await dialog().getByRole("button", { name: "Try and add" }).click();
    await dialog().getByText("Enter an address such as").waitFor();
    await address.fill(models.baseUrl(kind));
    for (const [index, key] of keys.entries()) {
      await dialog().getByLabel(/^Key/).fill(key);
      await dialog().getByRole("button", { name: "Try and add" }).click();
      if (index === keys.length - 1) break;
      await dialog().getByText("does not take this key").waitFor();
      const isWrong = (field: Locator) => field.getAttribute("aria-invalid");
      expect([await isWrong(dialog().getByLabel(/^Key/)), await isWrong(address), await address.isVisible()]).toEqual(["true", null, true]);
    }
    await dialog()
      .getByText(/^It works\. \d+ models can be asked: /)
      .waitFor();
    await dialog().getByRole("button", { name: "Done" }).click();
    await dialog().waitFor({ state: "detached" });
  };
  await add(/Anthropic/, "anthropic", ["bad-key-0000", "sk-right-7Q4Z"]);
  await add(/OpenAI/, "openai", ["sk-right-too"]);
  await add(/Google/, "google", ["right-as-well"]);
  await add(/your own/, "compatible", ["bad-secret", "no-secret"]);
  await expect.poll(() => page.getByRole("list", { name: "Keys of providers" }).getByRole("listitem").count(), SLOW).toBe(4);
  await region("Who answers").getByText("Offline model", { exact: true }).waitFor({ state: "detached" });
  await inspect(page, "models with keys");

  // What an agent may be given begins with what a key reaches, a provider of one's own among it.
  await page.getByRole("link", { name: "Agents", exact: true }).click();
  await page.getByRole("link", { name: /Devi/ }).click();
  await page.getByRole("button", { name: "Abilities" }).click();
  await choose(page, "Normal: its answers and other steps", /^homemade\/gpt-5-mini/);
  await page.getByRole("option").first().waitFor({ state: "detached" });
  await page.getByRole("combobox", { name: /^Hard:/ }).click();
  await page.getByRole("option", { name: /^openai\/gpt-4o-mini needs a key/ }).waitFor();
  await page.keyboard.press("Escape");
  await settings("Models");
});

test("what models cost is seen; a price that an admin sets goes before it until it is forgotten", { timeout: MINUTES }, async () => {
  const prices = region("Models and prices");
  await prices.getByText(/^\d+ models that are known$/).click();
  await prices.getByRole("row", { name: /google\/gemini-2\.5-flash \$0\.30 \$2\.50/ }).waitFor();
  await inspect(page, "models and prices");
  await prices.getByRole("button", { name: "Change google/gemini-2.5-flash", exact: true }).click();
  await dialog().getByLabel("Out", { exact: true }).fill("dear");
  await dialog().getByRole("button", { name: "Save" }).click();
  await dialog().getByText("Say a price").waitFor();
  await dialog().getByLabel("Out", { exact: true }).fill("3");
  await inspect(page, "setting a price");
  await dialog().getByRole("button", { name: "Save" }).click();
  await dialog().waitFor({ state: "detached" });
  const own = page.getByRole("list", { name: "Prices of this workspace" });
  await own.waitFor();
  await expect.poll(() => own.getByRole("listitem").allTextContents(), SLOW).toEqual([expect.stringContaining("$0.30 in, $3.00 out")]);
  await own.getByRole("button", { name: "Forget" }).click();
  await dialog().getByRole("button", { name: "Forget" }).click();
  await own.waitFor({ state: "detached" });
  await prices.getByRole("row", { name: /google\/gemini-2\.5-flash \$0\.30 \$2\.50/ }).waitFor();
});

test(
  "an agent answers with it, what that cost is shown, a budget holds it back, outside tools have a key of their own",
  { timeout: MINUTES },
  async () => {
    models.decide = ({ schema }) =>
      schema ? undefined : { say: "The sky is blue.", usage: { input: 2_000, output: 400, cacheRead: 6_000 } };
    await ask("what colour is the sky?");
    await page.getByRole("article", { name: /^Vibe/ }).getByText("The sky is blue.").waitFor();
    await page
      .getByRole("article", { name: /^Vibe/ })
      .getByText(/anthropic|claude/)
      .first()
      .waitFor();
    await inspect(page, "answer of a model");

    await settings("Usage");
    const usage = region("Usage");
    await expect
      .poll(async () => (await page.reload(), await usage.getByRole("table").waitFor(), usage.textContent()), SLOW)
      .toMatch(/Cost\$0\.0*[1-9].*Tokens in.*[67][0-9] % from the provider's cache/);
    await inspect(page, "usage");
    await choose(usage, "Group by", /By agent/);
    await usage.getByRole("cell", { name: "Vibe" }).waitFor();
    await choose(usage, "Group by", /By model$/);
    await usage
      .getByRole("cell", { name: /^anthropic\// })
      .first()
      .waitFor();
    const [table] = await Promise.all([page.waitForEvent("download"), usage.getByRole("button", { name: "CSV" }).click()]);
    expect(await readFile(await table.path(), "utf8")).toMatch(
      /^name,id,calls,.*\r\n(?:.*\r\n)*anthropic\/claude-[^,]+,anthropic\/.*,0\.0/,
    );

    await page.getByRole("button", { name: "New budget" }).click();
    await dialog().getByLabel("At most, in US dollars").fill("0.000001");
    await dialog().getByRole("button", { name: "Set the budget" }).click();
    const budgets = page.getByRole("list", { name: "Budgets" });
    await budgets.getByText("The workspace").waitFor();
    await inspect(page, "budgets");
    await ask("and the sea?");
    const answer = page.getByRole("article", { name: /^Vibe/ }).last();
    // The team's own server costs nothing: it is what a budget leaves.
    await answer
      .getByText(/homemade\/.* wrote this: anthropic\/.* did not answer\. The budget “Workspace” is used up\. It begins anew/)
      .waitFor();
    await page.getByRole("button", { name: /^Notifications, 1 unread/ }).click();
    await page.getByRole("link", { name: /The budget “Workspace”.* Used up: \$/ }).click();
    await budgets.getByText("The workspace").waitFor();
    await expect.poll(() => new URL(page.url()).search).toBe("?tab=usage&at=Budgets");
    await page.setViewportSize(PHONE);
    await page.reload();
    await expect.poll(() => region("Budgets").evaluate((part) => part.getBoundingClientRect().top), SLOW).toBeLessThan(400);
    await page.setViewportSize(LAPTOP);
    await page.getByRole("button", { name: "Notifications", exact: true }).waitFor();
    await inspect(page, "the budget of a notice");

    await settings("Workspace");
    const route = page.getByRole("textbox", { name: "Models for routine work", exact: true });
    await choose(page, "Add to: Models for routine work", /^google\/gemini-2\.5-flash$/);
    await expect.poll(() => route.inputValue(), SLOW).toBe("google/gemini-2.5-flash");
    await choose(page, "Add to: Models for routine work", /^anthropic\/claude-haiku-5-5$/);
    await expect.poll(() => route.inputValue(), SLOW).toBe("google/gemini-2.5-flash, anthropic/claude-haiku-5-5");
    await inspect(page, "models chosen for routine work");
    await page.getByRole("button", { name: "Undo: Models for routine work" }).click();

    await settings("Models");
    await page.getByRole("button", { name: "New model key" }).click();
    await dialog().getByLabel("Name").fill("The shop");
    await dialog().getByRole("button", { name: "Make the key" }).click();
    const key = (await dialog().locator("code").first().textContent()) ?? "";
    await dialog().getByRole("button", { name: "Done" }).click();
    const call = () =>
      fetch(`${own.server.address}/v1/chat/completions`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify({ model: "anthropic/claude-sonnet-5-5", messages: [{ role: "user", content: "Hello" }] }),
      });
    await expect.poll(async () => (await call()).status, SLOW).toBe(429);
    await settings("Usage");
    await budgets.getByRole("button", { name: "Remove" }).click();
    await dialog().getByText("Other budgets go on.").waitFor();
    await inspect(page, "removing a budget");
    await dialog().getByRole("button", { name: "Keep" }).click();
    await dialog().waitFor({ state: "detached" });
    expect(await budgets.getByRole("listitem").count()).toBe(1);
    await budgets.getByRole("button", { name: "Remove" }).click();
    await dialog().getByRole("button", { name: "Remove" }).click();
    await page.getByText("No budgets yet").waitFor();
    const answered = await call();
    expect([answered.status, await answered.text()]).toEqual([200, expect.stringContaining("The sky is blue.")]);
    await settings("Models");
    const modelKeys = page.getByRole("list", { name: "Model keys" });
    await modelKeys.getByText(/ · used just now$/).waitFor();
    await modelKeys.getByText("Last uses").click();
    const uses = modelKeys.getByRole("list", { name: "Last uses of The shop" });
    await uses.getByText("Calls of apps and tools").first().waitFor();
    await inspect(page, "uses of a model key");
    await modelKeys.getByRole("button", { name: "Revoke" }).click();
    await dialog().getByRole("button", { name: "Revoke" }).click();
    // The open dialog hides the list: that it is gone does not say that the key is.
    await dialog().waitFor({ state: "detached" });
    await modelKeys.waitFor({ state: "detached" });
    expect((await call()).status).toBe(401);
  },
);

test(
  "a provider that fails again and again is left out: the answer says why, the settings say until when",
  { timeout: MINUTES },
  async () => {
    models.decide = ({ schema }, { wire }) => {
      if (schema) return undefined;
      return wire === "anthropic" ? { fault: { status: 500, message: "out of order" } } : { say: "From elsewhere." };
    };
    for (const asked of [1, 2, 3]) {
      await ask(`say something, please: ${asked}`);
      await page
        .getByRole("article", { name: /^Vibe/ })
        .getByText(/ wrote this: anthropic\/claude-sonnet-5-5 did not answer\. It could not be reached/)
        .waitFor();
    }
    await settings("Models");
    const left = /^anthropic\/claude-sonnet-5-5 failed again and again: left out until .*, then tried again\.$/;
    await region("Who answers").getByText(left).waitFor();
    expect(await page.getByRole("list", { name: "Keys of providers" }).getByText(left).count()).toBe(1);
    await region("Who answers").getByText("OpenAI", { exact: true }).waitFor();
    await inspect(page, "models with a provider left out");
  },
);

test("a tool server's tools wait for a person: refused, allowed for good, and asked for again", { timeout: MINUTES }, async () => {
  await settings("Tools");
  await page.getByRole("button", { name: "Add a server" }).click();
  await dialog().getByLabel("Short name").fill("lamps");
  await dialog().getByLabel("Address").fill(lamps.url);
  await dialog().getByRole("button", { name: "Add", exact: true }).click();
  const servers = page.getByRole("list", { name: "Tool servers" });
  await servers.getByText("2 tools, none of them only reads").click();
  await servers.getByRole("checkbox", { name: /List the lamps/ }).click();
  await servers.getByText("2 tools, one of them only reads").waitFor();
  await expect.poll(() => servers.getByRole("checkbox", { name: /Switch the lamps/ }).isDisabled(), SLOW).toBe(true);
  await inspect(page, "tools");

  models.decide = ({ schema, tools, results, text }) => {
    if (schema) return undefined;
    const isAsked = text.includes("light the lamps") && tools.some(({ name }) => name === "lamps_switch");
    return isAsked && results === 0 ? { call: [{ name: "lamps_switch", input: { on: true } }] } : "That is all about the lamps.";
  };
  const card = () => page.getByRole("region", { name: /asks: Switch the lamps/ }).last();
  const done = () => page.getByRole("article", { name: /^Vibe/ }).getByText("That is all about the lamps.").last().waitFor();
  await ask("please light the lamps");
  await card().getByText("Uses “Switch the lamps” of the tool server “lamps”").waitFor();
  expect(await card().getByLabel("What exactly is called").innerText()).toMatch(/^lamps_switch\s+on\s+true$/);
  await inspect(page, "approval");
  await page
    .getByRole("article", { name: /^Vibe/ })
    .getByRole("link", { name: /^Decide: / })
    .click();
  await page
    .locator("[data-message]:focus")
    .getByRole("region", { name: /asks: Switch the lamps/ })
    .waitFor();
  await card().getByRole("button", { name: "Refuse …" }).click();
  await card().getByLabel("Why not (the agent is told)").fill("It is day");
  await card().getByRole("button", { name: "Refuse", exact: true }).click();
  await card().getByText("Refused by Ada").waitFor();
  await done();
  await page.getByRole("button", { name: /^How it came to be: .*1 tool/ }).waitFor();
  expect(lamps.switched).toEqual([]);

  await ask("light the lamps while nobody looks, please");
  await card().getByRole("button", { name: "Allow once" }).waitFor();
  await letApprovalsExpire();
  await card().getByText("Nobody decided in time. Write to the agent again, and it asks anew.").waitFor();
  await card().getByText("Expired", { exact: true }).waitFor();
  await done();
  expect(lamps.switched).toEqual([]);

  await ask("light the lamps now, please");
  await page
    .getByRole("link", { name: /^Inbox/ })
    .first()
    .click();
  await region("Agents wait for you").getByText(/lamps/).waitFor();
  await inspect(page, "approvals that wait");
  await region("Agents wait for you").getByRole("link").click();
  await card().getByRole("button", { name: "Allow for longer" }).click();
  await inspect(page, "approval to be allowed for longer");
  await card().getByRole("combobox", { name: "For how long" }).click();
  await expect
    .poll(() => page.getByRole("option").allTextContents(), SLOW)
    .toEqual(["For a day", "For a week", "For 30 days", "For 90 days", "Until it is taken back"]);
  await page.getByRole("option", { name: "For a week" }).click();
  await choose(card(), "Do it without asking", /In this workspace/);
  await card().getByRole("button", { name: "Allow", exact: true }).click();
  await card().getByText("Allowed by Ada").waitFor();
  // The notice goes by itself: what it leads to is looked at first, and the card afterwards.
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get("at"), SLOW).toBe("Allowed without asking");
  await page.goBack();
  await card()
    .getByText(/^From then on allowed in this workspace without asking, until \w+ \d+, \d{4} or until somebody takes it back\./)
    .waitFor();
  await inspect(page, "approval for a week");
  await done();
  expect(lamps.switched).toEqual([true]);
  await card().getByRole("link", { name: "What is allowed" }).click();
  await region("Allowed without asking").getByText("lamps_switch").waitFor();
  await region("Allowed without asking")
    .getByText(/ · until \w+ \d+, \d{4}$/)
    .waitFor();
  await region("Allowed without asking").getByRole("button", { name: "Ask again" }).click();
  await region("Allowed without asking").getByText("Agents ask each time").waitFor();
});

test("a memory is added, recalled, put right and forgotten", { timeout: MINUTES }, async () => {
  await page.getByRole("link", { name: "Agents", exact: true }).click();
  await page.getByRole("tab", { name: "Insights" }).click();
  await page.getByText(/Counted from thumbs/).waitFor();
  await page.getByRole("tab", { name: "Memory" }).click();
  await page.getByText("Nothing is remembered yet").waitFor();
  await page.getByRole("button", { name: "Remember something" }).click();
  await dialog().getByLabel("What is to be remembered").fill("Invoices are paid within 14 days.");
  await choose(dialog(), "Importance", /High/);
  await dialog().getByRole("button", { name: "Remember", exact: true }).click();
  await page.getByRole("list", { name: "What is remembered" }).getByText("Invoices are paid within 14 days.").waitFor();
  await page.getByLabel("Recall").fill("invoices");
  const found = page.getByRole("list", { name: "What fits best, first" });
  await found.getByText("Invoices are paid within 14 days.").waitFor();
  await inspect(page, "memory recalled");
  await found.getByRole("button", { name: "Correct" }).click();
  await dialog().getByLabel("What is to be remembered").fill("Invoices are paid within 30 days.");
  await dialog().getByLabel("Until").fill("2020-01-01");
  await dialog().getByRole("button", { name: "Save" }).click();
  await dialog().getByLabel("Until").and(page.locator("[aria-invalid=true]")).waitFor();
  await dialog().getByText("That day is over").waitFor();
  await dialog().getByLabel("Until").fill("2199-12-31");
  await inspect(page, "memory put right");
  await dialog().getByRole("button", { name: "Save" }).click();
  await found.getByText("Invoices are paid within 30 days.").waitFor();
  await found.getByText(/until Dec 31, 2199/).waitFor();
  expect(await found.getByText("14 days").count()).toBe(0);
  await page.getByLabel("Recall").fill("");
  await page.getByRole("button", { name: "Show what was replaced too" }).click();
  const former = page.getByRole("list", { name: "What is remembered" }).getByRole("listitem").filter({ hasText: "14 days" });
  await former.getByText("Replaced").waitFor();
  await former.getByText("Now: Invoices are paid within 30 days.").waitFor();
  expect(await former.getByRole("button", { name: "Correct" }).count()).toBe(0);
  const [list] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download as text" }).click()]);
  expect(await readFile(await list.path(), "utf8")).toMatch(
    /^- Invoices are paid within 30 days\. \(The workspace's; high; Ada, \S+, until 2199-12-31\)\n- Invoices .* 14 days\. \(.*; replaced\)$/m,
  );
  await page.getByLabel("Recall").fill("invoices");
  await found.getByRole("button", { name: "Forget" }).click();
  await dialog().getByRole("button", { name: "Forget" }).click();
  await page.getByText("Nothing is remembered of this.").waitFor();
});
