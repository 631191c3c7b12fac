import { and, eq, isNull } from "drizzle-orm";
import { BillingEvents, CREDIT } from "../billing/model.ts";
import { ChatEvents } from "../chat/index.ts";
import { IdentityEvents } from "../identity/model.ts";
import { defineFollower, emit, on, onMany } from "../platform/index.ts";
import { RunEvents } from "../runs/index.ts";
import { tasks } from "../runs/tables.ts";
import { emptyMails, emptyMailsAbout } from "./empty-mails.ts";
import { takePart, type Part } from "./internal.ts";
import { InboxEvents } from "./model.ts";
import { noteRaised, notifyOfBudget } from "./notify-of-budget.ts";
import { notifyOfMessages, notifyOfQuestion } from "./notify.ts";
import { readAllUpTo } from "./read-notifications.ts";
import { notifications, pushSubscriptions } from "./tables.ts";

/**
 * Who writes in a thread, starts it or is named in it follows it from then on; what one wrote oneself is read. Whom a message concerns is
 * told of it.
 */
export const inboxFollower = defineFollower({ name: "inbox", gatherMs: 100 }, [
  on(ChatEvents.ThreadForked, (tx, { payload: { thread } }) => takePart(tx, [{ memberId: thread.startedBy, threadId: thread.id }])),
  onMany(ChatEvents.MessageSent, async (tx, sent) => {
    const parts = sent.flatMap(({ payload: { authorId, mentions, threadId, id, quiet }, actor }): Part[] => {
      const named = mentions.filter((memberId) => memberId !== authorId).map((memberId) => ({ memberId, threadId }));
      return actor.kind === "system" || quiet ? named : [{ memberId: authorId, threadId, readMessageId: id }, ...named];
    });
    const last = new Map(
      sent.flatMap(({ payload: { authorId: memberId, threadId, id: messageId, quiet }, actor }) =>
        actor.kind === "person" && !quiet ? [[`${memberId}/${threadId}`, { memberId, threadId, messageId }]] : [],
      ),
    );
    const told = sent.map(({ payload: message, channelId }) => ({ message, isOpen: channelId === null }));
    // NOTE: in this order, and sent together: most messages concern nobody else, and are done with the first answer.
    await Promise.all([takePart(tx, parts), readAllUpTo(tx, [...last.values()]), notifyOfMessages(tx, told)]);
  }),
  on(ChatEvents.MessageDeleted, async (tx, { payload: message }) => {
    const gone = await tx.db
      .delete(notifications)
      .where(and(eq(notifications.threadId, message.threadId), eq(notifications.messageId, message.id)))
      .returning({ memberId: notifications.memberId, mailId: notifications.mailId });
    await emptyMails(
      tx,
      gone.flatMap(({ mailId }) => mailId ?? []),
    );
    for (const { memberId } of gone) await emit(tx, InboxEvents.NotificationsRead, { threadId: message.threadId }, { memberId });
  }),
  on(ChatEvents.WordsTakenBack, (tx, { payload: { titles } }) => emptyMailsAbout(tx, Object.keys(titles))),
  on(BillingEvents.BudgetAlert, (tx, { payload }) => notifyOfBudget(tx, payload.budgetId)),
  on(BillingEvents.BudgetSet, (tx, { payload }) => noteRaised(tx, payload.id)),
  on(BillingEvents.CreditGranted, (tx) => noteRaised(tx, CREDIT)),
  on(RunEvents.TaskChanged, async (tx, { payload: task }) => {
    if (task.state === "waiting" && task.question !== null) {
      const [row] = await tx.db.select({ kind: tasks.actorKind, id: tasks.actorId }).from(tasks).where(eq(tasks.id, task.id));
      if (row?.kind === "person") await notifyOfQuestion(tx, { id: task.id, starter: row.id });
      return;
    }
    const answered = await tx.db
      .update(notifications)
      .set({ readAt: tx.clockNow })
      .where(and(eq(notifications.taskId, task.id), isNull(notifications.readAt)))
      .returning({ memberId: notifications.memberId });
    for (const { memberId } of answered) await emit(tx, InboxEvents.NotificationsRead, { threadId: null }, { memberId });
  }),
  on(IdentityEvents.MemberRemoved, async (tx, { payload }) => {
    await tx.db.delete(pushSubscriptions).where(eq(pushSubscriptions.memberId, payload.memberId));
  }),
]);
