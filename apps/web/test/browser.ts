import { AxeBuilder } from "@axe-core/playwright";
import { existsSync } from "node:fs";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { afterEach, expect } from "vitest";
import { covered } from "./covered.ts";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const opened = new Set<Browser>();

/** What each page showed when a test failed: the words of a timeout do not tell. */
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  const pages = [...opened].flatMap((browser) => browser.contexts()).flatMap((context) => context.pages());
  for (const page of pages) {
    const shown = await page
      .locator("body")
      .ariaSnapshot({ timeout: 5_000 })
      .catch((error: unknown) => `could not be read: ${String(error)}`);
    process.stdout.write(`"${task.name}" failed at ${page.url()}, which showed:\n${shown}\n`);
  }
});

export async function openBrowser(): Promise<Browser> {
  const executablePath = PLACES.find((place) => existsSync(place));
  if (!executablePath) throw new Error("No Chromium is installed. Install it, for example by: apt-get install chromium");
  const browser = await chromium.launch({ executablePath });
  opened.add(browser);
  browser.once("disconnected", () => opened.delete(browser));
  return browser;
}

/**
 * Nothing that keeps a person from using the page, and nothing that lies over what is pressed; what runs inside an app's frame is that app's own matter.
 * Judged without motion: a message that comes while axe looks would be measured half faded in.
 */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const isStill = await page.evaluate(() => matchMedia("(prefers-reduced-motion: reduce)").matches);
  if (!isStill) await page.emulateMedia({ reducedMotion: "reduce" });
  await standsStill(page);
  // What is read into a page stays there: reading it takes longer than most looks.
  const isThere = await page.evaluate(() => "axe" in globalThis);
  // NOTE: the "legacy" way looks into no frame of another origin, which is left out here; the newer one opens and closes a tab for each look.
  const { violations } = await new AxeBuilder({ page, ...(isThere && { axeSource: "void 0" }) })
    .setLegacyMode()
    // WCAG 2.2 asks of whatever is pressed that it is 24 px wide and high, or stands so far from the next; axe does not ask that by itself yet.
    .options({ resultTypes: ["violations"], rules: { "target-size": { enabled: true } } })
    .exclude("iframe")
    .analyze();
  const lost = await page.evaluate(covered);
  if (!isStill) await page.emulateMedia({ reducedMotion: null });
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
    where,
  ).toEqual([]);
  expect(lost, where).toEqual([]);
}

/** Nothing fades or slides in any more; what turns for ever does not count. */
export async function standsStill(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((animation) => animation.playState !== "running" || animation.effect?.getTiming().iterations === Infinity),
  );
}

/** Presses what opens something; again, as a person would, where what loads above it moved it away under the press. */
export async function pressFor(button: Locator, opened: Locator): Promise<void> {
  for (let times = 0; times < 5; times += 1) {
    await button.click();
    const isOpen = await opened.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    if (isOpen) return;
  }
  await opened.waitFor();
}

export interface Newcomer {
  name: string;
  email: string;
  password: string;
}

export const newcomer = (name: string): Newcomer => ({
  name,
  email: `${name.toLowerCase()}@example.com`,
  password: "a long enough one",
});

/** Gives them an account and a workspace, and shows its first question: where signing up is not the story, which costs a page more. */
export async function signUp(page: Page, address: string, person: Newcomer): Promise<void> {
  const ask = async (path: string, data: object) => {
    const answer = await page.request.post(`${address}${path}`, { data, headers: { origin: address } });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  await ask("/api/auth/sign-up/email", person);
  const name = `${person.name.split(" ")[0]}’s workspace`;
  const { json } = (await ask("/rpc/identity/createWorkspace", { json: { name } })) as { json: { id: string } };
  await page.goto(`${address}/w/${json.id}/new`);
  await page.getByLabel("What do you want to build?").waitFor();
}

/** Signs up through the page and waits for the first question. */
export async function signUpThere(page: Page, address: string, person: Newcomer): Promise<void> {
  await page.goto(`${address}/sign-up`);
  await page.getByLabel("Your name").fill(person.name);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Create workspace" }).click();
  await page.getByLabel("What do you want to build?").waitFor();
}
