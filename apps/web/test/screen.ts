import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { expectAccessible, newcomer, openBrowser, signUp } from "./browser.ts";

/** A folder: set to look at the screens. */
const SHOTS = process.env["WEB_SHOTS"];
export const SLOW = { timeout: 90_000 };
export const LAPTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
/**
 * The laptop of who has asked for less motion, on which a story is walked where it does not say otherwise: what fades, slides and turns is drawn
 * by the processor where there is no graphics card, and takes a sixth of the time of a test. With all motion walk the journey, the talk, the long
 * thread, the export, the phone, and what is done without a connection.
 */
export const STILL = { viewport: LAPTOP, reducedMotion: "reduce" } as const;

/** A page of a browser profile of its own, in which waiting takes as long as a loaded machine needs. */
export async function openPage(browser: Browser, options: BrowserContextOptions = STILL): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(SLOW.timeout);
  return page;
}

/** A browser with the page of somebody who just signed up, and may read what is copied there. */
export async function openWorkspace(
  address: string,
  name: string,
  options?: BrowserContextOptions,
): Promise<{ browser: Browser; page: Page }> {
  const browser = await openBrowser();
  const page = await openPage(browser, options);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await signUp(page, address, newcomer(name));
  return { browser, page };
}

interface Look {
  colorScheme: "light" | "dark";
  size: { width: number; height: number };
}
/** Colours and widths each in two ways: what goes wrong in one goes wrong whatever the other is. */
const LOOKS: readonly Look[] = [
  { colorScheme: "light", size: LAPTOP },
  { colorScheme: "dark", size: PHONE },
];

/** As it is, wide in the light and narrow in the dark: it is accessible, and nothing sticks out. */
export async function inspect(page: Page, name: string, looks = LOOKS): Promise<void> {
  const before = page.viewportSize() ?? LAPTOP;
  for (const { colorScheme, size } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(size);
    const where = `${name}, ${colorScheme}, ${size.width}`;
    await expectAccessible(page, where);
    expect(await page.evaluate(sticksOut), where).toEqual([]);
    await shoot(page, where);
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
}

export async function shoot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  await mkdir(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name.replaceAll(/[, ]+/g, "-")}.png`) });
}

/** What is wider than the window, or than what it is scrolled in up and down. */
function sticksOut(): string[] {
  const scrolled = [...document.querySelectorAll("main .overflow-y-auto, [role=dialog]")].filter((each) => each.clientWidth > 0);
  const wide = [document.documentElement, ...scrolled].filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1);
  return wide.map(({ tagName, className, scrollWidth, clientWidth }) => `${tagName} ${className}: ${scrollWidth} in ${clientWidth}`);
}

/** Calls a verb as whoever is signed in there, in the workspace that is open or in another one. */
export async function ask<Answer>(page: Page, verb: string, input: unknown, workspaceId = workspaceOf(page)): Promise<Answer> {
  const { origin } = new URL(page.url());
  const headers = { origin, "x-workspace-id": workspaceId };
  const answer = await page.request.post(`${origin}/rpc/${verb}`, { data: { json: input }, headers });
  if (!answer.ok()) throw new Error(`${verb}: ${answer.status()} ${await answer.text()}`);
  return ((await answer.json()) as { json: Answer }).json;
}

export const workspaceOf = (page: Page): string => new URL(page.url()).pathname.split("/")[2] ?? "";
