import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { ALERT_PERCENTS, getBudgets } from "../billing/index.ts";
import { members } from "../identity/tables.ts";
import type { Tx } from "../platform/index.ts";
import { lockNotices } from "./lock-notices.ts";
import { Preferences } from "./model.ts";
import { hasPush, tell } from "./notify.ts";
import { readNotifications } from "./read-notifications.ts";
import { notifications, notificationSettings } from "./tables.ts";

/** Tells the workspace's admins, and the person whose budget it is; how much is used is looked up when they read it, so the newest takes the place of those before. */
export async function notifyOfBudget(tx: Tx, budgetId: string): Promise<void> {
  const budget = (await getBudgets(tx, [budgetId])).get(budgetId);
  if (!budget) return;
  const looksAfter = inArray(members.role, ["owner", "admin"]);
  const people = await tx.db
    .select({ memberId: members.id, preferences: notificationSettings.preferences, pushes: hasPush })
    .from(members)
    .leftJoin(notificationSettings, eq(notificationSettings.memberId, members.id))
    .where(
      and(
        eq(members.workspaceId, tx.workspaceId),
        eq(members.kind, "person"),
        isNull(members.removedAt),
        budget.scope === "person" ? or(looksAfter, eq(members.id, budget.subjectId)) : looksAfter,
      ),
    );
  const told = people.flatMap((person) => {
    const preferences = Preferences.parse(person.preferences ?? {});
    return preferences.kinds.budget ? [{ ...person, preferences, kind: "budget" as const }] : [];
  });
  await lockNotices(
    tx,
    told.map(({ memberId }) => memberId),
  );
  for (const { memberId } of told) await readNotifications(tx, memberId, eq(notifications.budgetId, budgetId), null);
  await tell(tx, told, { channelId: null, threadId: null, messageId: null, taskId: null, actorId: "system", budgetId }, {});
}

/** More may be spent than when somebody was told: where hardly any of it is used now, that is no news any more. */
export async function noteRaised(tx: Tx, budgetId: string): Promise<void> {
  const budget = (await getBudgets(tx, [budgetId])).get(budgetId);
  if (!budget || budget.spentMicros * 100 >= budget.limitMicros * ALERT_PERCENTS[0]) return;
  const told = await tx.db
    .selectDistinct({ memberId: notifications.memberId })
    .from(notifications)
    .where(and(eq(notifications.workspaceId, tx.workspaceId), eq(notifications.budgetId, budgetId), isNull(notifications.readAt)))
    .orderBy(notifications.memberId);
  for (const { memberId } of told) await readNotifications(tx, memberId, eq(notifications.budgetId, budgetId), null);
}
