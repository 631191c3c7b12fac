import { startModelServer, type ModelServer } from "@openvibe/drivers/models/testing";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTES, ownServer } from "../../server/test/own-server.ts";
import { ask, inspect, openWorkspace } from "./screen.ts";

const own = ownServer();
let models: ModelServer;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [models, { browser, page }] = await Promise.all([startModelServer(), openWorkspace(own.server.address, "Ada")]);
  const key = { kind: "anthropic", label: "Played", baseUrl: models.baseUrl("anthropic"), key: "sk-right-7Q4Z" };
  await ask(page, "keys/addProviderKey", key);
}, MINUTES);
afterAll(async () => {
  await browser?.close();
  await models?.close();
});

const answer = () => page.getByRole("article", { name: /^Vibe/ });
const press = (name: string) => answer().getByRole("button", { name }).click();

test(
  "an answer is stopped while it thinks, and while its words come: it says what is kept and who wrote it, and goes on",
  {
    timeout: MINUTES,
  },
  async () => {
    models.decide = ({ schema }) => (schema ? undefined : { silentAfter: 0 });
    await page.getByRole("link", { name: "general", exact: true }).first().click();
    await page.getByRole("textbox", { name: "Start a thread in #general" }).fill("@vibe Why is the sky blue?");
    await page.keyboard.press("Enter");
    await page.getByText("Vibe is thinking…").waitFor();
    await press("Stop");
    await answer().getByText("Stopped before its first word.").waitFor();
    expect(await answer().getByRole("button", { name: "Go on" }).count()).toBe(0);
    // What was sent by then is paid, and said.
    await answer()
      .getByRole("button", { name: /^How it came to be: .*\$0\.\d/ })
      .waitFor();
    await inspect(page, "an answer stopped before its first word");

    models.decide = ({ schema }) => (schema ? undefined : { say: Array.from({ length: 400 }, () => "blue "), chunkDelayMs: 200 });
    await press("Try again");
    await answer().getByText("blue blue blue").waitFor();
    await press("Stop");
    await answer().getByText("Stopped. What was written is kept.").waitFor();
    const writer = answer().getByRole("button", { name: /^anthropic\// });
    await writer.waitFor();
    await page.reload();
    await writer.waitFor();
    await inspect(page, "a stopped answer");

    models.decide = ({ schema }) => (schema ? undefined : { say: "light is scattered most." });
    await press("Go on");
    await answer()
      .getByText(/blue light is scattered most\./)
      .waitFor();
    await answer().getByRole("button", { name: "Stop" }).waitFor({ state: "detached" });
    await writer.waitFor();
  },
);

test("a thread that cannot be read keeps the way to the others, and is there on the next try", { timeout: MINUTES }, async () => {
  await page.route("**/rpc/chat/getThread", (route) => route.fulfill({ status: 500, json: { json: { message: "Broken" } } }));
  await page.reload();
  await page.getByRole("alert").getByText("This could not be loaded").waitFor();
  await inspect(page, "a thread that cannot be read");
  await page.getByRole("heading", { level: 1 }).getByText("Thread").waitFor();
  expect(await answer().count()).toBe(0);
  await page.unrouteAll({ behavior: "wait" });
  await page.getByRole("button", { name: "Try again" }).click();
  await answer()
    .getByText(/light is scattered/)
    .waitFor();
});
