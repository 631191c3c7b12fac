import { createHash } from "node:crypto";
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { z } from "zod";
import { inSeenChannel } from "../chat/index.ts";
import { messages } from "../chat/tables.ts";
import { AppError, type Context } from "../platform/index.ts";
import { defineTask, type Run } from "../runs/index.ts";
import { asReader } from "./act-as-reader.ts";
import { MOST_UNREAD, type Preferences } from "./model.ts";
import { noticesOf, waitedNotice, type Notice } from "./notice-text.ts";
import { goesBy } from "./notify.ts";
import { preferencesOf } from "./preferences.ts";
import { pushDriver, type PushNotice } from "./push-driver.ts";
import { quietUntil } from "./quiet-hours.ts";
import { showNotifications } from "./show-notifications.ts";
import { notifications, pushSubscriptions } from "./tables.ts";
import { vapidKeys } from "./vapid.ts";

const DAY_SECONDS = 24 * 60 * 60;
const LOOK_AGAIN_MS = 10_000;
const LONGEST_ANSWER_MS = 5 * 60_000;

type Row = typeof notifications.$inferSelect;

/**
 * Rings in every browser of the person, unless it was read by now or they may not read it any more. What came in quiet hours rings at their
 * end, all of it once.
 */
export const pushTask = defineTask({
  kind: "inbox.push",
  input: z.object({ notificationId: z.string() }),
  timeoutMs: 2 * 60_000,
  async run(run, { notificationId }) {
    const { ctx, signal } = run;
    const { platform } = ctx;
    const still = and(eq(notifications.id, notificationId), isNull(notifications.readAt));
    const [row] = await ctx.db.select().from(notifications).where(still);
    if (!row) return;
    const preferences = await preferencesOf(ctx, row.memberId);
    if (!goesBy(preferences.push, row.kind)) return;
    const now = platform.clock.now();
    const quiet = quietUntil(preferences.quietHours, now);
    if (quiet) await run.sleep(`quiet/${quiet.getTime()}`, quiet.getTime() - now.getTime());
    const reader = await asReader(ctx, row.memberId);
    const rows = reader ? await ringingNow(reader, row, preferences) : [];
    if (!reader || rows.length === 0) return;
    const [first, ...more] = await noticesOf(reader, await showNotifications(reader, rows));
    if (!first) return;
    if (preferences.push.showText) await untilWritten(run, row.messageId, row.createdAt);
    const driver = platform.drivers.get(pushDriver);
    const about = more.length > 0 ? "quiet" : (row.threadId ?? row.taskId ?? row.id);
    const push = pushOf(more.length > 0 ? waitedNotice(ctx, [first, ...more]) : first, about, row.memberId, preferences);
    const targets = await ctx.db.select().from(pushSubscriptions).where(eq(pushSubscriptions.memberId, row.memberId));
    const failures: unknown[] = [];
    for (const target of targets) {
      try {
        const came = await run.step(`to/${target.id}`, () => driver.send(target, vapidKeys(platform), push, signal));
        if (came === "gone")
          await run.write("inbox:write", (tx) => tx.db.delete(pushSubscriptions).where(eq(pushSubscriptions.id, target.id)));
      } catch (error) {
        // NOTE: one push service that is down does not keep the notice from the others.
        if (error instanceof AppError) ctx.log.warn({ err: error, subscription: target.id }, "a push service refuses a notice");
        else failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  },
});

/** The row itself; of what came in the same quiet hours the newest rings for all, and the others not at all. */
async function ringingNow(reader: Context, row: Row, { quietHours, push }: Preferences): Promise<Row[]> {
  const end = quietUntil(quietHours, row.createdAt)?.getTime();
  if (end === undefined) return [row];
  const since = new Date(row.createdAt.getTime() - DAY_SECONDS * 1_000);
  const unread = await reader.db
    .select()
    .from(notifications)
    .where(
      and(
        eq(notifications.memberId, row.memberId),
        isNull(notifications.readAt),
        gt(notifications.createdAt, since),
        inSeenChannel(reader, notifications.channelId),
      ),
    )
    .orderBy(desc(notifications.id))
    .limit(MOST_UNREAD);
  const waited = unread.filter(({ kind, createdAt }) => goesBy(push, kind) && quietUntil(quietHours, createdAt)?.getTime() === end);
  return waited[0]?.id === row.id ? waited : [];
}

function pushOf({ said, title, excerpt, path }: Notice, about: string, memberId: string, { push }: Preferences): PushNotice {
  const body = push.showText ? [title, excerpt].filter(Boolean).join("\n") : "";
  return {
    payload: JSON.stringify({ title: said, body, path, tag: about }),
    topic: createHash("sha256").update(`${memberId}/${about}`).digest("base64url").slice(0, 32),
    ttlSeconds: DAY_SECONDS,
  };
}

/** An agent's answer is shown when it is whole, or after a while as far as it came. */
async function untilWritten(run: Run, messageId: string | null, since: Date): Promise<void> {
  if (messageId === null) return;
  const [message] = await run.ctx.db.select({ state: messages.answerState }).from(messages).where(eq(messages.id, messageId));
  const waitedMs = run.ctx.platform.clock.now().getTime() - since.getTime();
  if (message?.state !== "writing" || waitedMs > LONGEST_ANSWER_MS) return;
  await run.sleep(`writing/${Math.floor(waitedMs / LOOK_AGAIN_MS)}`, LOOK_AGAIN_MS);
}
