import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTES, ownServer } from "../../server/test/own-server.ts";
import { newcomer, openBrowser, pressFor, signUp } from "./browser.ts";
import { startLampServer } from "./lamp-server.ts";
import { ask, inspect, SLOW, STILL } from "./screen.ts";

const own = ownServer();
let browser: Browser;
let context: BrowserContext;
let receiver: Server;
const received: (string | undefined)[] = [];
beforeAll(async () => {
  browser = await openBrowser();
  context = await browser.newContext(STILL);
  receiver = createServer((request, response) => {
    received.push(request.headers["webhook-signature"]?.toString());
    request.resume().on("end", () => response.writeHead(200).end("taken"));
  });
  await new Promise<void>((listening) => receiver.listen(0, "127.0.0.1", listening));
}, MINUTES);
afterAll(async () => {
  await browser?.close();
  receiver?.closeAllConnections();
  receiver?.close();
});

async function openPage(): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(SLOW.timeout);
  return page;
}

const brandOf = (page: Page) => page.evaluate(() => document.documentElement.dataset["brand"]);

test(
  "an admin previews and saves settings, makes a key and tells another system; other tabs follow at once",
  { timeout: MINUTES },
  async () => {
    const page = await openPage();
    await signUp(page, own.server.address, newcomer("Ada"));
    const other = await openPage();
    await other.goto(page.url());
    await other.getByRole("link", { name: "Members" }).waitFor();
    // A tab behind another draws once in a second, and each click waits for two pictures.
    await page.bringToFront();

    await page.getByRole("link", { name: "Settings", exact: true }).click();
    await page.getByRole("tab", { name: "Workspace" }).click();
    const preview = page.getByRole("region", { name: "Preview" });
    await page.getByRole("textbox", { name: "The word for “fork”" }).fill("Branch");
    await preview.getByText("Branch from here").waitFor();
    await page.getByRole("combobox", { name: "Accent" }).click();
    await page.getByRole("option", { name: "Teal" }).click();
    await page.getByRole("button", { name: "Lock for everybody: Accent" }).click();
    await preview.getByText("Accent: the same for everybody").waitFor();
    await page.getByRole("button", { name: "Product manager up" }).click();
    expect(await brandOf(page)).toBe("standard");
    await page.getByRole("button", { name: "Add an agent or a kind of work" }).click();
    await page.getByRole("combobox", { name: "Who has models of its own" }).click();
    await page.getByRole("option", { name: "Work: Titles of threads" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Name at least one model for each").waitFor();
    await page.getByRole("combobox", { name: "Add to: Models of Work: Titles of threads" }).click();
    await page.getByRole("option", { name: "openai/gpt-6-luna" }).click();
    await inspect(page, "workspace settings");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved for everybody.").waitFor();
    expect(await page.getByRole("textbox", { name: "Models of Work: Titles of threads" }).inputValue()).toBe("openai/gpt-6-luna");
    for (const each of [page, other]) await expect.poll(() => brandOf(each), SLOW).toBe("teal");
    for (const place of ["Members", "Agents"]) {
      await other.getByRole("link", { name: place, exact: true }).click();
      const agents = other
        .getByRole("main")
        .getByRole("listitem")
        .filter({ hasText: /@vibe|@paula/ });
      await agents.first().getByText("Paula", { exact: true }).waitFor();
    }

    await page.getByRole("tab", { name: "Yours" }).click();
    await page.getByText("Locked by an admin").waitFor();
    await page.getByRole("button", { name: "Hide Direct" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved for you.").waitFor();
    await expect.poll(() => other.getByRole("heading", { name: "Direct", exact: true }).count(), SLOW).toBe(0);
    await inspect(page, "own settings");

    await page.getByRole("tab", { name: "API keys" }).click();
    await page.getByRole("button", { name: "New key" }).click();
    await page.getByLabel("Name").fill("Reports");
    // What most keys are for is ticked, and nothing that governs the workspace.
    await page.getByRole("checkbox", { name: "Write messages", checked: true }).waitFor();
    const may = page.getByRole("combobox", { name: "What it may do" });
    await may.click();
    await page.getByRole("option", { name: /Look only/ }).click();
    await page.getByRole("checkbox", { name: "Read talk", checked: true }).waitFor();
    expect(await page.getByRole("checkbox", { name: "Change the workspace's settings" }).isChecked()).toBe(false);
    await may.click();
    await page.getByRole("option", { name: /What is ticked/ }).click();
    await page.getByRole("button", { name: "Make the key" }).click();
    await page.getByRole("alert").getByText("Choose what the key may do").waitFor();
    expect(await page.getByLabel("Name").getAttribute("aria-invalid")).toBe(null);
    await page.getByLabel("See members").check();
    await inspect(page, "new key");
    await page.getByRole("button", { name: "Make the key" }).click();
    const key = (await page.getByRole("dialog").getByText(/^ov_/).textContent()) ?? "";
    const asked = () => fetch(`${own.server.address}/api/v1/members`, { headers: { authorization: `Bearer ${key}` } });
    expect((await asked()).status).toBe(200);
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("list", { name: "Keys" }).getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await page.getByText("No keys yet").waitFor();
    expect((await asked()).status).toBe(401);

    await page.getByRole("tab", { name: "Webhooks" }).click();
    await page.getByRole("button", { name: "New webhook" }).click();
    await page.getByLabel("Name").fill("CI");
    await page.getByLabel("Address").fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`);
    await page.getByLabel("A message is sent").check();
    await page.getByRole("button", { name: "Make the webhook" }).click();
    await page.getByText(/^whsec_/).waitFor();
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Send a test" }).click();
    await page.getByRole("list", { name: "Delivery log" }).getByText("200", { exact: true }).first().waitFor();
    expect(received).toEqual([expect.stringMatching(/^v1,/)]);
    await inspect(page, "webhooks");
    await page.getByRole("button", { name: "Change", exact: true }).click();
    await page.getByLabel("Name").fill("Builds");
    await page.getByLabel("#general").check();
    await inspect(page, "change a webhook");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("list", { name: "Webhooks" }).getByText("Builds").waitFor();
    await page.getByRole("button", { name: "Change", exact: true }).click();
    await expect.poll(() => page.getByLabel("#general").isChecked(), SLOW).toBe(true);
    await page.getByRole("button", { name: "Make a new secret" }).click();
    await page.getByText(/^whsec_/).waitFor();
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Send a test" }).click();
    await expect.poll(() => received.at(-1)?.split(" ").length, SLOW).toBe(2);

    await page.getByRole("button", { name: "New incoming webhook" }).click();
    await page.getByLabel("Name").fill("Nightly CI");
    await page.getByRole("combobox", { name: "Channel" }).click();
    await page.getByRole("option", { name: /^#general/ }).click();
    await page.getByRole("button", { name: "Make the address" }).click();
    const address =
      (await page
        .getByRole("dialog")
        .getByText(/\/hooks\//)
        .textContent()) ?? "";
    const posted = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text: "Tests are **green**" }),
    });
    expect(posted.status).toBe(201);
    await page.getByRole("button", { name: "Done" }).click();
    await other
      .getByRole("link", { name: /Tests are/ })
      .first()
      .click();
    await other.getByRole("article").getByText("Nightly CI").first().waitFor();
    await other.getByRole("article").first().locator("[data-message]").first().hover();
    await other.getByRole("button", { name: "Branch from here" }).click();
    await other.getByRole("textbox", { name: "Write in the Branch" }).waitFor();
  },
);

test("where there is much, all of it can be chosen, and what agents are not given says so", { timeout: MINUTES }, async () => {
  const lamps = await startLampServer(70);
  try {
    const page = await openPage();
    await page.goto(own.server.address);
    await page.getByRole("link", { name: "Settings", exact: true }).click();
    for (let at = 1; at <= 101; at += 1) await ask(page, "keys/createVirtualKey", { name: `Key ${at}` });
    await page.getByRole("tab", { name: "Usage" }).click();
    const forWhom = page.getByRole("combobox", { name: "For whom" });
    await pressFor(page.getByRole("button", { name: "New budget" }), forWhom);
    await forWhom.click();
    await page.getByRole("option", { name: "A model key" }).click();
    await page.getByRole("combobox", { name: "Which" }).click();
    await page.getByRole("option", { name: "Key 1", exact: true }).click();
    await page.getByLabel("At most, in US dollars").fill("5");
    await page.getByRole("button", { name: "Set the budget" }).click();
    await page.getByRole("list", { name: "Budgets" }).getByText("Key 1", { exact: true }).waitFor();

    await page.getByRole("tab", { name: "Tools" }).click();
    await page.getByRole("button", { name: "Add a server" }).click();
    await page.getByText(/A server that has you sign in on its own page says so once it is added/).waitFor();
    await inspect(page, "add a tool server");
    await page.getByLabel("Short name").fill("lamps");
    await page.getByLabel("Address").fill(lamps.url);
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("An agent is given at most 60 of these tools", { exact: false }).waitFor();
    await page.getByText("73 tools, none of them only reads, 13 left out").click();
    expect(await page.getByRole("checkbox", { name: /left out/ }).count()).toBe(13);
    await page.getByRole("checkbox", { name: /Say a poem left out, as its description is too long/ }).waitFor();
    await page.getByRole("checkbox", { name: /Dim lamp 70 left out, as there are too many/ }).waitFor();
    await page.getByRole("checkbox", { name: /Dim lamp 58 asks each time/ }).waitFor();
    await page.getByRole("checkbox", { name: /Dim lamp 60/ }).scrollIntoViewIfNeeded();
    await inspect(page, "tools left out");
  } finally {
    await lamps.close();
  }
});
