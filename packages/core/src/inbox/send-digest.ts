import { and, count, desc, eq, isNull, min, notInArray } from "drizzle-orm";
import { z } from "zod";
import { inSeenChannel, oneLine } from "../chat/index.ts";
import { getMembers } from "../identity/index.ts";
import { workspaces } from "../identity/tables.ts";
import type { Context, Tx } from "../platform/index.ts";
import { defineTask, type Run } from "../runs/index.ts";
import { asReader } from "./act-as-reader.ts";
import { composeDigest } from "./compose-digest.ts";
import { mailDriver, type Mail } from "./mail-driver.ts";
import type { Preferences } from "./model.ts";
import { linkTo, noticesOf } from "./notice-text.ts";
import { digestDelayMs } from "./notify.ts";
import { preferencesOf } from "./preferences.ts";
import { quietUntil } from "./quiet-hours.ts";
import { showNotifications } from "./show-notifications.ts";
import { notifications, outboxMails } from "./tables.ts";

const MOST = 50;

/**
 * One mail for all that a person has not read for so long. What it says is looked up when it goes out: what was read meanwhile, or is of a
 * channel that they are not in any more, is not in it.
 */
export const digestTask = defineTask({
  kind: "inbox.digest",
  input: z.object({ memberId: z.string() }),
  timeoutMs: 2 * 60_000,
  async run(run, { memberId }) {
    // One mail for each task: an attempt that comes later sends what an earlier one took along.
    const mailId = run.taskId.replace("tsk_", "mail_");
    if (!(await isTime(run, memberId, mailId))) return;
    await run.writeStep("take", "inbox:write", async (tx) => {
      const preferences = await preferencesOf(tx, memberId);
      await tx.db.update(notifications).set({ mailId }).where(waiting(memberId, preferences));
    });
    const driver = run.ctx.platform.drivers.find(mailDriver);
    if (!driver) {
      await run.writeStep("keep", "inbox:write", async (tx) => {
        // Held, so that whoever takes a notification away finds the mail that tells of it.
        await tx.db.select({ id: notifications.id }).from(notifications).where(takenInto(mailId)).orderBy(notifications.id).for("update");
        const mail = await compose(tx, memberId, mailId);
        const row = { workspaceId: tx.workspaceId, memberId, createdAt: tx.clockNow };
        if (mail) await tx.db.insert(outboxMails).values({ ...row, ...mail });
        await settle(tx, mailId);
      });
      return;
    }
    await run.step("send", async () => {
      const mail = await compose(run.ctx, memberId, mailId);
      if (mail) await driver.send(mail, run.signal);
    });
    await run.writeStep("settle", "inbox:write", (tx) => settle(tx, mailId));
  },
});

/** Waits until something has waited long enough, and for the end of quiet hours; false when nothing does or no mail is wanted. */
async function isTime(run: Run, memberId: string, mailId: string): Promise<boolean> {
  const preferences = await preferencesOf(run.ctx, memberId);
  if (!preferences.digest.on) return false;
  const now = run.ctx.platform.clock.now();
  const [taken] = await run.ctx.db.select({ id: notifications.id }).from(notifications).where(takenInto(mailId)).limit(1);
  if (!taken) {
    const [oldest] = await run.ctx.db
      .select({ at: min(notifications.createdAt) })
      .from(notifications)
      .where(waiting(memberId, preferences));
    if (!oldest?.at) return false;
    const due = new Date(oldest.at.getTime() + digestDelayMs(preferences));
    if (due > now) await run.sleep(`due/${due.getTime()}`, due.getTime() - now.getTime());
  }
  const quiet = quietUntil(preferences.quietHours, now);
  if (quiet) await run.sleep(`quiet/${quiet.getTime()}`, quiet.getTime() - now.getTime());
  return true;
}

const takenInto = (mailId: string) => and(eq(notifications.mailId, mailId), isNull(notifications.mailedAt));

/** What is to be mailed: as it was chosen by now, also for what came before. */
function waiting(memberId: string, { digest }: Preferences) {
  const isWanted = digest.without.length > 0 ? notInArray(notifications.kind, digest.without) : undefined;
  return and(eq(notifications.memberId, memberId), isNull(notifications.readAt), isNull(notifications.mailId), isWanted);
}

async function settle(tx: Tx, mailId: string): Promise<void> {
  await tx.db.update(notifications).set({ mailedAt: tx.clockNow }).where(takenInto(mailId));
}

/** Undefined when nothing is left to say, or nobody to say it to. */
async function compose(ctx: Context, memberId: string, mailId: string): Promise<Mail | undefined> {
  const reader = await asReader(ctx, memberId);
  if (!reader) return undefined;
  const left = and(eq(notifications.mailId, mailId), isNull(notifications.readAt), inSeenChannel(reader, notifications.channelId));
  const rows = await reader.db.select().from(notifications).where(left).orderBy(desc(notifications.id)).limit(MOST);
  const [all] = await reader.db.select({ count: count() }).from(notifications).where(left);
  const shown = await showNotifications(reader, rows);
  const to = (await getMembers(reader, [memberId])).get(memberId)?.email;
  const [workspace] = await reader.db.select({ name: workspaces.name }).from(workspaces).where(eq(workspaces.id, ctx.workspaceId));
  if (shown.length === 0 || !to || !workspace) return undefined;
  const notices = await noticesOf(reader, shown);
  const digest = composeDigest({
    workspace: oneLine(workspace.name),
    notices: notices.map((notice) => ({ ...notice, link: linkTo(ctx, notice.path) })),
    more: Math.max(0, (all?.count ?? 0) - rows.length),
    settingsLink: linkTo(ctx, `/w/${ctx.workspaceId}/settings`),
  });
  return { id: mailId, to, ...digest };
}
