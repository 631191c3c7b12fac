import { Client } from "pg";
import type { Browser, Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readNote } from "../../server/src/foundation.ts";
import { MINUTES, ownServer } from "../../server/test/own-server.ts";
import { expectAccessible, newcomer, openBrowser, signUp } from "./browser.ts";
import { insertLongTalk, type LongTalk } from "./long-talk.ts";
import { ask, openPage, shoot, SLOW, workspaceOf } from "./screen.ts";

const COUNT = 3_000;
const APART_MS = 600_000;
const PAGE = 50;
const MOST_ROWS = 6 * PAGE;
const STEADY_PX = 2;
const PICTURED = { shown: COUNT - 30, broken: COUNT - 36 };
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

const own = ownServer();
let browser: Browser;
let page: Page;
let home: string;
let talk: LongTalk;

beforeAll(async () => {
  browser = await openBrowser();
  page = await openPage(browser, { viewport: { width: 1280, height: 800 }, timezoneId: "UTC" });
  await signUp(page, own.server.address, newcomer("Ada"));
  const workspaceId = workspaceOf(page);
  home = `${own.server.address}/w/${workspaceId}`;
  const { id: channelId } = await ask<{ id: string }>(page, "chat/createChannel", { name: "long-talk", topic: "" });
  const { items } = await ask<{ items: { id: string }[] }>(page, "identity/listMembers", {});
  const databaseUrl = (await readNote(own.server.data))?.databaseUrl ?? "";
  const authorIds = items.map(({ id }) => id).slice(0, 4);
  const picture = { fileId: "fil_00000000000000000000000000", on: Object.values(PICTURED) };
  talk = await insertLongTalk({
    databaseUrl,
    workspaceId,
    channelId,
    authorIds,
    title: "A long talk",
    count: COUNT,
    apartMs: APART_MS,
    picture,
  });
}, MINUTES);
afterAll(() => browser?.close());

const idOf = (number: number) => talk.messageIds[number] ?? "";
const rowOf = (number: number) => page.locator(`[data-message="${idOf(number)}"]`);
const rowCount = () => page.locator("[data-message]").count();
async function openThread(search = ""): Promise<void> {
  await page.goto(`${home}/t/${talk.threadId}${search}`);
  await page.locator("[data-message]").first().waitFor();
}

/** Scrolls, then watches in every frame how far the message in the middle of the view is moved by anything else, until `done`. */
async function watch(by: number, done = "quiet"): Promise<{ moved: number; oldest: string; newest: string; rows: number }> {
  return page.evaluate(
    async ({ by: distance, done: until }) => {
      const log = document.querySelector<HTMLElement>("[role=log]");
      if (!log) throw new Error("there is no log");
      log.scrollTop += distance;
      const box = log.getBoundingClientRect();
      const rows = () => [...log.querySelectorAll<HTMLElement>("[data-message]")];
      const middle = box.top + box.height / 2;
      const watched = rows().find((row) => row.getBoundingClientRect().bottom > middle)?.dataset["message"] ?? "";
      const top = () => log.querySelector(`[data-message="${watched}"]`)?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
      const isDone = () => {
        if (until === "quiet") return !log.querySelector("[aria-busy]");
        return until.startsWith("gone ") ? !log.querySelector(until.slice(5)) : rows().some((row) => row.textContent.includes(until));
      };
      const before = top();
      let moved = 0;
      for (let [frames, since] = [0, -1]; since < 0 || frames < since + 5; frames += 1) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        moved = Math.max(moved, Math.abs(top() - before));
        if (since < 0 && frames > 3 && isDone()) since = frames;
      }
      const shown = rows();
      return { moved, oldest: shown[0]?.dataset["message"] ?? "", newest: shown.at(-1)?.dataset["message"] ?? "", rows: shown.length };
    },
    { by, done },
  );
}

/** Whether the message stands inside what is seen of the log. */
function isInView(number: number): Promise<boolean> {
  return page.evaluate((id) => {
    const log = document.querySelector("[role=log]")?.getBoundingClientRect();
    const row = document.querySelector(`[data-message="${id}"]`)?.getBoundingClientRect();
    return Boolean(log && row && row.bottom > log.top && row.top < log.bottom && (row.top >= log.top || row.bottom <= log.bottom));
  }, idOf(number));
}

/** What was said before somebody came is not unread for them: as if everybody had been there before the talk began. */
async function joinedBefore(at: number): Promise<void> {
  const database = new Client({ connectionString: (await readNote(own.server.data))?.databaseUrl });
  await database.connect();
  await database.query("update channel_members set joined_at = $1", [new Date(at - 1)]);
  await database.end();
}

test("nine pages up and back again: what is read stays where it is, and the window stays small", { timeout: MINUTES }, async () => {
  await openThread();
  await expect.poll(() => isInView(COUNT - 1), SLOW).toBe(true);
  await expect.poll(rowCount, SLOW).toBe(PAGE);
  const moves: number[] = [];
  let most = 0;
  const far = idOf(COUNT - 9 * PAGE);
  for (let seen = await watch(-900); seen.oldest > far; seen = await watch(-900)) {
    moves.push(seen.moved);
    most = Math.max(most, seen.rows);
  }
  await shoot(page, "nine-pages-up");
  expect(await rowOf(COUNT - 1).count(), "the newest page was let go").toBe(0);
  await page.getByRole("button", { name: "Latest" }).waitFor();
  for (let seen = await watch(900); seen.newest !== idOf(COUNT - 1); seen = await watch(900)) {
    moves.push(seen.moved);
    most = Math.max(most, seen.rows);
  }
  expect(Math.max(...moves)).toBeLessThanOrEqual(STEADY_PX);
  expect(most).toBeLessThanOrEqual(MOST_ROWS);
  await watch(1_000_000);
  await expect.poll(() => isInView(COUNT - 1), SLOW).toBe(true);
  await page.getByRole("button", { name: "Latest" }).waitFor({ state: "detached" });
});

test("what comes at the end, and pictures that load or fail above, move nothing", { timeout: MINUTES }, async () => {
  const held: Route[] = [];
  await page.route("**/files/**", (route) => void held.push(route));
  await openThread();
  await rowOf(PICTURED.shown).locator("img").scrollIntoViewIfNeeded();
  await expect.poll(() => held.length, SLOW).toBe(2);
  await rowOf(PICTURED.shown + 2).evaluate((row) => row.scrollIntoView({ block: "start" }));
  await shoot(page, "pictures-above");
  const whileLoading = watch(0, "gone img:not([data-loaded])");
  await page.evaluate(() => {
    for (const image of document.querySelectorAll("[role=log] img"))
      image.addEventListener("load", () => image.setAttribute("data-loaded", ""));
  });
  const [first, second] = held;
  await first?.fulfill({ contentType: "image/png", body: PIXEL });
  await second?.abort();
  expect((await whileLoading).moved).toBeLessThanOrEqual(STEADY_PX);
  await page.unroute("**/files/**");

  const whileTalking = watch(0, "A word at the end");
  await ask(page, "chat/sendMessage", { threadId: talk.threadId, text: "A word at the end" });
  expect((await whileTalking).moved).toBeLessThanOrEqual(STEADY_PX);
  await page.getByRole("button", { name: "Latest" }).click();
  await expect.poll(() => page.getByText("A word at the end").isVisible(), SLOW).toBe(true);
});

test(
  "where reading stopped is one click away, whether it is loaded or not, and only while it is out of sight",
  { timeout: MINUTES },
  async () => {
    await joinedBefore(talk.startedAt);
    const firstUnread = page.getByRole("button", { name: "First unread" });
    for (const from of [COUNT - 30, COUNT - 300]) {
      await page.goto(`${home}/members`);
      await ask(page, "inbox/markUnreadFrom", { messageId: idOf(from) });
      const { threads } = await ask<{ threads: { threadId: string; firstUnreadMessageId: string }[] }>(page, "inbox/getUnread", undefined);
      // One's own messages are never unread.
      const number = talk.messageIds.indexOf(threads.find(({ threadId }) => threadId === talk.threadId)?.firstUnreadMessageId ?? "");
      expect(number).toBeGreaterThanOrEqual(from);
      await openThread();
      await expect.poll(() => isInView(COUNT - 1), SLOW).toBe(true);
      await firstUnread.click();
      await expect.poll(() => isInView(number), SLOW).toBe(true);
      await page.getByRole("separator", { name: "New messages" }).waitFor();
      await firstUnread.waitFor({ state: "detached" });
    }
    await page.getByRole("button", { name: "Latest" }).click();
    await expect.poll(() => isInView(COUNT - 1), SLOW).toBe(true);
  },
);

test("a link and a date open in the middle; Latest leads to the end", { timeout: MINUTES }, async () => {
  const middle = COUNT / 2;
  await openThread(`?m=${idOf(middle)}`);
  await expect.poll(() => isInView(middle), SLOW).toBe(true);
  expect((await watch(0)).moved).toBeLessThanOrEqual(STEADY_PX);
  expect(await isInView(middle)).toBe(true);
  await shoot(page, "by-a-link");
  await ask(page, "chat/sendMessage", { threadId: talk.threadId, text: "Said while reading the middle" });
  const { moved, newest } = await watch(600);
  expect(moved).toBeLessThanOrEqual(STEADY_PX);
  expect(newest <= idOf(COUNT - 1), "what was sent at the end is not shown in the middle").toBe(true);

  const day = new Date(talk.startedAt + 4 * 86_400_000);
  day.setUTCHours(0, 0, 0, 0);
  const first = Math.ceil((day.getTime() - talk.startedAt) / APART_MS);
  await page.getByRole("button", { name: "About this thread" }).click();
  await page.getByRole("menuitem", { name: "Jump to a date…" }).click();
  await page.getByRole("dialog").getByLabel("Day").fill(day.toISOString().slice(0, 10));
  await page.getByRole("button", { name: "Jump", exact: true }).click();
  await expect.poll(() => isInView(first), SLOW).toBe(true);
  expect((await watch(0)).moved).toBeLessThanOrEqual(STEADY_PX);
  await shoot(page, "by-a-date");
  await expectAccessible(page, "the middle of a long thread");
  await page.getByRole("button", { name: "Latest" }).click();
  await expect.poll(() => page.getByText("Said while reading the middle").isVisible(), SLOW).toBe(true);
  expect(await rowCount()).toBeLessThanOrEqual(MOST_ROWS);
});

test("what can be done with a message is reached by mouse, keyboard and finger", { timeout: MINUTES }, async () => {
  await openThread();
  const row = rowOf(COUNT - 4);
  const more = row.getByRole("button", { name: "More actions" });
  expect(await row.getByRole("button", { name: "Other reaction" }).count()).toBe(0);
  await page.keyboard.press("Tab");
  await more.focus();
  await row.getByRole("button", { name: "Other reaction" }).waitFor();
  expect(await more.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Copy link" }).waitFor();
  await page.keyboard.press("Escape");
  await rowOf(COUNT - 6).hover();
  await rowOf(COUNT - 6)
    .getByRole("button", { name: "React with 👍" })
    .click();
  await rowOf(COUNT - 6)
    .getByRole("button", { name: /^👍, \d/ })
    .waitFor();

  const storageState = await page.context().storageState();
  const phone = await openPage(browser, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, storageState });
  await phone.goto(`${home}/t/${talk.threadId}`);
  await phone
    .locator(`[data-message="${idOf(COUNT - 4)}"]`)
    .getByRole("button", { name: "More actions" })
    .tap();
  await phone.getByRole("menuitem", { name: "Copy link" }).waitFor();
  await shoot(phone, "menu-on-a-phone");
  await phone.context().close();
});

test("a link to a message that is higher than the window begins with its first line", { timeout: MINUTES }, async () => {
  const { channelId } = await ask<{ channelId: string }>(page, "chat/getThread", { threadId: talk.threadId });
  const { thread } = await ask<{ thread: { id: string } }>(page, "chat/startThread", { channelId, text: "A short one" });
  const text = ["Where it begins", ...Array.from({ length: 80 }, (_, line) => `Line ${line}`)].join("\n\n");
  const { id } = await ask<{ id: string }>(page, "chat/sendMessage", { threadId: thread.id, text });
  await ask(page, "chat/sendMessage", { threadId: thread.id, text: text.replace("begins", "ends") });
  await page.goto(`${home}/t/${thread.id}?m=${id}`);
  const line = page.getByText("Where it begins", { exact: true });
  const isShown = () =>
    line.evaluate((element) => {
      const box = element.closest("[role=log]")?.getBoundingClientRect();
      const { top, bottom } = element.getBoundingClientRect();
      return box !== undefined && top >= box.top && bottom <= box.bottom;
    });
  await expect.poll(isShown, SLOW).toBe(true);
  expect((await watch(0)).moved).toBeLessThanOrEqual(STEADY_PX);
  expect(await isShown()).toBe(true);
});
