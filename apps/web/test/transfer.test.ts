import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { zipOf } from "../../../packages/core/test/carrier.ts";
import { recordsIn, unzip } from "../../../packages/core/test/unzip.ts";
import { MINUTES, ownServer } from "../../server/test/own-server.ts";
import { newcomer, openBrowser, signUp } from "./browser.ts";
import { ask, inspect, LAPTOP, openPage, workspaceOf } from "./screen.ts";

const own = ownServer();
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, MINUTES);
afterAll(() => browser?.close());

async function openTransfers(page: Page, workspaceId: string): Promise<void> {
  await page.goto(`${own.server.address}/w/${workspaceId}/settings`);
  await page.getByRole("tab", { name: "Import and export" }).click();
  await page.getByRole("button", { name: "Import an archive" }).waitFor();
}

const rows = (page: Page) => page.getByRole("list", { name: "Imports and exports" }).getByRole("listitem");

/** A day of a Slack workspace: lists beside a folder for each channel. */
function slackArchive(): Promise<Buffer> {
  const at = (time: string) => `${Date.parse(`2024-03-04T${time}Z`) / 1_000}.000100`;
  return zipOf({
    "users.json": [{ id: "U0EVE", name: "eve", profile: { real_name: "Eve Online", email: "eve@elsewhere.example" } }],
    "channels.json": [
      { id: "C01", name: "harbour", created: 1_700_000_000, members: ["U0EVE"], topic: { value: "Ships" }, purpose: { value: "" } },
    ],
    "harbour/2024-03-04.json": [
      { type: "message", user: "U0EVE", text: "The *ferry* is late", ts: at("09:00:00") },
      { type: "message", subtype: "channel_join", user: "U0EVE", text: "<@U0EVE> has joined the channel", ts: at("08:00:00") },
    ],
  });
}

test("a workspace is exported, downloaded and brought into another one; a Slack export comes beside it", { timeout: MINUTES }, async () => {
  const page = await openPage(browser, { viewport: LAPTOP, acceptDownloads: true });
  await signUp(page, own.server.address, newcomer("Ada"));
  const home = workspaceOf(page);
  const { id: channelId } = await ask<{ id: string }>(page, "chat/createChannel", { name: "plans", topic: "What comes" });
  await ask(page, "chat/startThread", { channelId, text: "We begin on **Monday**" });

  await openTransfers(page, home);
  await page.getByRole("button", { name: "Export workspace" }).click();
  await rows(page).getByText("done", { exact: true }).waitFor();
  await inspect(page, "export");
  const downloading = page.waitForEvent("download");
  await rows(page).getByRole("link", { name: "Download" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\d{4}-\d\d-\d\d\.zip$/);
  const archive = await readFile(await download.path());
  const files = await unzip(archive);
  expect(recordsIn(files, "data/messages.jsonl").map(({ text }) => text)).toContain("We begin on **Monday**");

  const { id: elsewhere } = await ask<{ id: string }>(page, "identity/createWorkspace", { name: "Elsewhere" });
  await openTransfers(page, elsewhere);
  const field = page.getByLabel("Archive to import");
  await field.setInputFiles({ name: "ours.zip", mimeType: "application/zip", buffer: archive });
  await rows(page).filter({ hasText: "ours.zip" }).getByText("done", { exact: true }).waitFor();
  await page.getByRole("link", { name: "plans", exact: true }).first().click();
  await page
    .getByRole("main")
    .getByRole("link", { name: /We begin on/ })
    .first()
    .click();
  await page.getByRole("article").getByText("We begin on Monday").waitFor();

  await openTransfers(page, elsewhere);
  await field.setInputFiles({ name: "slack.zip", mimeType: "application/zip", buffer: await slackArchive() });
  const fromSlack = rows(page).filter({ hasText: "slack.zip" });
  await fromSlack.getByText("done", { exact: true }).waitFor();
  await fromSlack.getByText("What was left out").click();
  await inspect(page, "imports");
  await page.getByText("1 more to join").click();
  await page.getByRole("link", { name: "harbour", exact: true }).first().click();
  await page
    .getByRole("main")
    .getByRole("link", { name: /4 March 2024/ })
    .first()
    .click();
  const said = page.getByRole("article").filter({ hasText: "The ferry is late" });
  await said.getByText("Eve Online").waitFor();

  await openTransfers(page, elsewhere);
  await field.setInputFiles({ name: "holiday.zip", mimeType: "application/zip", buffer: Buffer.from("no archive") });
  await page.getByText("This is not a zip archive. Send the archive as you got it.").waitFor();
  expect(await rows(page).filter({ hasText: "holiday.zip" }).count()).toBe(0);
  await page.context().close();
});
