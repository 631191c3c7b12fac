import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTES, ownServer } from "../../server/test/own-server.ts";
import { MAY_MOUNT, makeDataDirectory, removeDataDirectory, startServer, withoutBubblewrap } from "../../server/test/running-server.ts";
import { newcomer, openBrowser, signUp } from "./browser.ts";
import { inspect, openPage, PHONE, SLOW } from "./screen.ts";

const own = ownServer();
let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()), MINUTES);
afterAll(() => browser?.close());

test("somebody is added, switches workspaces, rises, and is removed, and sees each at once", { timeout: MINUTES }, async () => {
  const [ada, grace] = await Promise.all([openPage(browser), openPage(browser)]);
  await signUp(ada, own.server.address, newcomer("Ada"));
  await ada.getByRole("link", { name: "Members" }).click();
  await ada.getByRole("button", { name: "Add someone" }).click();
  const email = ada.getByLabel("E-mail");
  await email.fill("grace@example.com");
  await ada.getByRole("button", { name: "Add", exact: true }).click();
  await ada.getByText("There is no account with grace@example.com yet.").waitFor();
  await inspect(ada, "add someone");
  await signUp(grace, own.server.address, newcomer("Grace"));
  await ada.getByRole("button", { name: "Add", exact: true }).click();
  await ada.getByText("Grace is a member now.").waitFor();
  await ada.getByRole("region", { name: "People" }).getByText("grace@example.com").waitFor();
  await inspect(ada, "members");

  await grace.reload();
  await grace.getByRole("button", { name: "Switch workspace" }).click();
  await grace.getByRole("menuitem", { name: /^Ada’s workspace/ }).waitFor();
  await inspect(grace, "workspace switcher");
  await grace.getByRole("menuitem", { name: /^Ada’s workspace/ }).click();
  await grace.getByRole("button", { name: /^Ada’s workspace/ }).waitFor();
  await grace.getByRole("link", { name: "Members" }).click();
  await grace.getByRole("region", { name: "People" }).getByText("ada@example.com").waitFor();
  expect(await grace.getByRole("button", { name: "Add someone" }).count()).toBe(0);

  await ada.getByRole("combobox", { name: "Role of Grace" }).click();
  await ada.getByRole("option", { name: /^Admin/ }).click();
  await grace.getByRole("button", { name: "Add someone" }).waitFor();
  await ada.getByRole("button", { name: "Remove Grace" }).click();
  await inspect(ada, "remove someone");
  await ada.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await ada.getByRole("region", { name: "People" }).getByText("grace@example.com").waitFor({ state: "detached" });
  await grace.getByText("This workspace is not yours").waitFor();
  await inspect(grace, "no workspace of mine");
  await grace.getByRole("link", { name: "Open mine" }).click();
  await grace.getByRole("button", { name: /^Grace’s workspace/ }).waitFor();
  await Promise.all([ada.context().close(), grace.context().close()]);
});

test("a second workspace is made and both are in the switcher", { timeout: MINUTES }, async () => {
  const page = await openPage(browser, { viewport: PHONE, hasTouch: true });
  await signUp(page, own.server.address, newcomer("Radia"));
  await page.getByRole("button", { name: "Open navigation" }).click();
  await page.getByRole("button", { name: "Switch workspace" }).click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  await page.getByLabel("Workspace name").waitFor();
  await inspect(page, "new workspace");
  await page.getByLabel("Workspace name").fill("Bridges");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await page.getByLabel("What do you want to build?").waitFor();
  await page.getByRole("button", { name: "Open navigation" }).click();
  await page.getByRole("button", { name: "Switch workspace" }).click();
  await page.getByRole("menuitem", { name: /^Radia’s workspace/ }).click();
  await expect.poll(() => page.getByRole("button", { name: /^Bridges/ }).count(), SLOW).toBe(0);
  await page.context().close();
});

test("a build is cancelled from its card", { timeout: MINUTES }, async () => {
  const page = await openPage(browser);
  await signUp(page, own.server.address, newcomer("Edsger"));
  await page.getByLabel("What do you want to build?").fill("A list of books with a title and an author");
  await page.keyboard.press("Enter");
  const cards = page.getByRole("region", { name: /^Building / });
  const cancelled = cards.getByText("Cancelled", { exact: true });
  // A build may end before anybody can stop it: then the next version is stopped.
  for (let version = 1; version <= 5 && (await cancelled.count()) === 0; version += 1) {
    if (version > 1) {
      await page.getByRole("textbox", { name: /^Reply/ }).fill(`add a field called note ${version} to books`);
      await page.keyboard.press("Enter");
    }
    const card = cards.nth(version - 1);
    await card.waitFor();
    const stop = card.getByRole("button", { name: "Cancel", exact: true });
    await stop.click({ timeout: 10_000 }).catch(() => undefined);
    await expect.poll(() => card.getByRole("img", { name: "running" }).count(), SLOW).toBe(0);
  }
  expect(await cancelled.count()).toBe(1);
  await inspect(page, "cancelled build");
  await page.context().close();
});

test("what is not there, what does not answer and what is cut off say so and lead back", { timeout: MINUTES }, async () => {
  const page = await openPage(browser);
  const faults: string[] = [];
  page.on("console", (line) => line.type() === "error" && faults.push(line.text()));
  for (const path of ["/", "/w/wsp_00000000000000000000000000/members"]) {
    await page.goto(`${own.server.address}${path}`);
    await page.getByRole("button", { name: "Sign in" }).waitFor();
  }
  expect(faults).toEqual([]);
  await page.goto(`${own.server.address}/nowhere`);
  await page.getByText("There is no such page").waitFor();
  await inspect(page, "no such page");
  await signUp(page, own.server.address, newcomer("Barbara"));
  const { pathname } = new URL(page.url());
  const home = pathname.split("/").slice(0, 3).join("/");
  for (const [path, text] of [
    ["nothing/here", "There is no such page"],
    ["apps/app_00000000000000000000000000", "This app is not here"],
  ] as const) {
    await page.goto(`${own.server.address}${home}/${path}`);
    await page.getByRole("main").getByText(text).waitFor();
  }
  await inspect(page, "no such app");

  await page.route("**/rpc/identity/**", (route) => route.fulfill({ status: 500 }));
  await page.goto(`${own.server.address}${home}/members`);
  await page.getByText("OpenVibe is not there").waitFor();
  await inspect(page, "no answer");
  await page.unroute("**/rpc/identity/**");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("region", { name: "People" }).waitFor();
  await page.context().setOffline(true);
  await page.getByText("No connection to the server").waitFor();
  await inspect(page, "offline");
  await page.context().setOffline(false);
  await page.getByText("No connection to the server").waitFor({ state: "detached" });
  await expect.poll(() => page.getByRole("region", { name: "People" }).getByText("barbara@example.com").isVisible(), SLOW).toBe(true);
  await page.context().close();
});

test(
  "where the operator has closed sign-up, both entrances say so and nobody gets in by asking the server itself",
  { timeout: MINUTES },
  async () => {
    const closed = await startServer({ environment: { OPEN_SIGN_UP: "false" } });
    try {
      const page = await openPage(browser);
      await page.goto(`${closed.address}/sign-up`);
      await page.getByRole("heading", { name: "Sign-up is closed here" }).waitFor();
      await page.getByText("Ask whoever runs this server to open it for a moment").waitFor();
      expect(await page.getByLabel("Your name").count()).toBe(0);
      await inspect(page, "sign-up closed");
      await page.getByRole("link", { name: "Sign in" }).click();
      await page.getByRole("button", { name: "Sign in" }).waitFor();
      await expect.poll(() => page.getByText("New here?").count(), SLOW).toBe(0);
      const answer = await page.request.post(`${closed.address}/api/auth/sign-up/email`, {
        data: newcomer("Mallory"),
        headers: { origin: closed.address },
      });
      expect(answer.status()).toBe(403);
      await page.context().close();
    } finally {
      await closed.stop();
      await removeDataDirectory(closed.data);
    }
  },
);

test.skipIf(!MAY_MOUNT)("where apps are not isolated, every screen says so", { timeout: MINUTES }, async () => {
  const { through, restore } = await withoutBubblewrap();
  const data = await makeDataDirectory();
  try {
    const open = await startServer({ data, through, flags: ["--allow-unisolated"] });
    try {
      const page = await openPage(browser);
      await signUp(page, open.address, newcomer("Hedy"));
      await page.getByText(/they are not isolated from this machine/).waitFor();
      expect(await (await fetch(`${open.address}/health`)).json()).toMatchObject({ sandbox: { isolates: false } });
      await inspect(page, "not isolated");
      await page.context().close();
    } finally {
      await open.stop();
    }
  } finally {
    await restore();
    await removeDataDirectory(data);
  }
});
