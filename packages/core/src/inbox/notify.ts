import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { channelMembers, channels } from "../chat/tables.ts";
import type { Channel, Message } from "../chat/model.ts";
import { members } from "../identity/tables.ts";
import { emit, newId, prepareStatement, type Tx } from "../platform/index.ts";
import { addTasks, type NewTask } from "../runs/index.ts";
import { lockNotices } from "./lock-notices.ts";
import { InboxEvents, Preferences, type Notification, type NotificationKind } from "./model.ts";
import { channelStates, notifications, notificationSettings, pushSubscriptions, threadStates } from "./tables.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
/** So that whoever has the thread before them reads it first, and nothing rings. */
const PUSH_AFTER_MS = 4 * SECOND_MS;
const SOONEST_DIGEST_MS = 10 * SECOND_MS;

type ChannelKind = Channel["kind"];

export interface Sent {
  message: Message;
  /** Every member may read its channel. */
  isOpen: boolean;
}

/**
 * Tells people of messages that are for them: those who may read them, and whose levels and settings let them through. Never their author.
 * Whom they concern is looked up for all at once.
 */
export async function notifyOfMessages(tx: Tx, sent: readonly Sent[]): Promise<void> {
  const notices = await Promise.all(sent.map((each) => noticeOf(tx, each)));
  for (const notice of notices) if (notice) await notify(tx, notice);
}

interface Notice extends Sent {
  kind: ChannelKind;
  isOutcome: boolean;
  /** The values that `readersOf` asks for. */
  about: { named: readonly string[] } & Record<string, unknown>;
  concerned: string[];
}

async function noticeOf(tx: Tx, { message, isOpen }: Sent): Promise<Notice | undefined> {
  const { id: messageId, channelId, threadId, authorId } = message;
  const outcome = message.cards.find((card) => card.type === "outcome");
  if (message.quiet && !outcome) return undefined;
  const kind: ChannelKind = isOpen ? "public" : !outcome && (await isDirect(tx, channelId)) ? "direct" : "private";
  const named = outcome ? [] : message.mentions;
  const followedId = outcome ? outcome.threadId : threadId;
  const about = { threadId, channelId, followedId, named, authorId, messageId, createdAt: message.createdAt.toISOString() };
  const concerned = (await readersOf[kind](tx.db, about)).map(({ memberId }) => memberId);
  return concerned.length > 0 ? { message, isOpen, kind, isOutcome: outcome !== undefined, about, concerned } : undefined;
}

async function notify(tx: Tx, { message, isOpen, kind, isOutcome, about, concerned }: Notice): Promise<void> {
  // As it is once nobody else reads or tells at the same time.
  const [, readers] = await Promise.all([lockNotices(tx, concerned), readersOf[kind](tx.db, about)]);
  const told = readers.flatMap(({ waits, ...reader }) => {
    if (!concerned.includes(reader.memberId)) return [];
    const { named } = about;
    const why: NotificationKind = isOutcome
      ? "outcome"
      : kind === "direct"
        ? "direct"
        : named.includes(reader.memberId)
          ? "mention"
          : "reply";
    const preferences = Preferences.parse(reader.preferences ?? {});
    if (!preferences.kinds[why] || (why === "reply" && waits)) return [];
    return [{ ...reader, preferences, kind: why }];
  });
  const { channelId, threadId, id: messageId, authorId: actorId } = message;
  await tell(tx, told, { channelId, threadId, messageId, taskId: null, actorId }, isOpen ? {} : { channelId });
}

async function isDirect(tx: Tx, channelId: string): Promise<boolean> {
  const [channel] = await tx.db.select({ kind: channels.kind }).from(channels).where(eq(channels.id, channelId));
  return channel?.kind === "direct";
}

/** A task that somebody started asks them something; once it is answered nothing waits any more. */
export async function notifyOfQuestion(tx: Tx, task: { id: string; starter: string }): Promise<void> {
  const [known] = await tx.db
    .select({ id: notifications.id })
    .from(notifications)
    .where(and(eq(notifications.taskId, task.id), isNull(notifications.readAt)));
  if (known) return;
  const [person] = await tx.db
    .select({ memberId: members.id, preferences: notificationSettings.preferences, pushes: hasPush })
    .from(members)
    .leftJoin(notificationSettings, eq(notificationSettings.memberId, members.id))
    .where(and(eq(members.id, task.starter), eq(members.kind, "person"), isNull(members.removedAt)));
  const preferences = Preferences.parse(person?.preferences ?? {});
  if (!person || !preferences.kinds.question) return;
  const origin = { channelId: null, threadId: null, messageId: null, taskId: task.id, actorId: "system" };
  await tell(tx, [{ ...person, preferences, kind: "question" }], origin, {});
}

export interface Told {
  memberId: string;
  kind: NotificationKind;
  preferences: Preferences;
  pushes: boolean;
}
export type Origin = Pick<Notification, "channelId" | "threadId" | "messageId" | "taskId" | "actorId"> & { budgetId?: string };

export async function tell(tx: Tx, told: readonly Told[], origin: Origin, seenIn: { channelId?: string }): Promise<void> {
  if (told.length === 0) return;
  const now = tx.clockNow;
  const rows = told.map(({ memberId, kind }) => {
    return { id: newId("ntf", now.getTime()), workspaceId: tx.workspaceId, memberId, kind, ...origin, createdAt: now };
  });
  const made = await tx.db.insert(notifications).values(rows).onConflictDoNothing().returning();
  const byMember = new Map(told.map((each) => [each.memberId, each]));
  const tasks: NewTask[] = [];
  for (const row of made) {
    await emit(tx, InboxEvents.Notified, toNotification(row), { memberId: row.memberId, ...seenIn });
    const reader = byMember.get(row.memberId);
    if (reader) tasks.push(...errandsOf(reader, row.id, now));
  }
  if (tasks.length > 0) await addTasks(tx, tasks);
}

/**
 * The digest is planned for the end of a step of time, so that many notifications make one task; each has one that comes well after it was
 * committed, so that none is left out by a digest that is put together at the same moment.
 */
function errandsOf({ memberId, kind, preferences, pushes }: Told, notificationId: string, now: Date): NewTask[] {
  const tasks: NewTask[] = [];
  const quiet = { announce: false, priority: "low" as const, memberId };
  if (goesBy(preferences.digest, kind)) {
    const delayMs = digestDelayMs(preferences);
    const stepMs = Math.min(delayMs, MINUTE_MS);
    const runAt = new Date(Math.ceil((now.getTime() + delayMs) / stepMs) * stepMs);
    const uniqueKey = `digest/${memberId}/${runAt.getTime()}`;
    tasks.push({ ...quiet, kind: "inbox.digest", input: { memberId }, runAt, uniqueKey, maxAttempts: 1_000, backoffMs: 5 * SECOND_MS });
  }
  if (goesBy(preferences.push, kind) && pushes) {
    const runAt = new Date(now.getTime() + PUSH_AFTER_MS);
    tasks.push({
      ...quiet,
      priority: "normal",
      kind: "inbox.push",
      input: { notificationId },
      runAt,
      maxAttempts: 5,
      backoffMs: 2 * SECOND_MS,
    });
  }
  return tasks;
}

/** Whether what is of this kind goes out this way. */
export const goesBy = ({ on, without }: Preferences["digest"] | Preferences["push"], kind: NotificationKind) =>
  on && !without.includes(kind);

export const digestDelayMs = ({ digest }: Preferences) => Math.max(SOONEST_DIGEST_MS, digest.minutes * MINUTE_MS);

export function toNotification({
  workspaceId: _,
  memberId: __,
  mailId: ___,
  mailedAt: ____,
  ...shown
}: typeof notifications.$inferSelect): Notification {
  return shown;
}

export const hasPush = sql<boolean>`exists (select 1 from ${pushSubscriptions} where ${pushSubscriptions.memberId} = ${members.id})`;

/** One for each kind of channel, as the database keeps its plan only for a statement whose parts do not depend on what it is asked. */
const readersOf = { direct: prepareReaders("direct"), private: prepareReaders("private"), public: prepareReaders("public") };

/** People of the workspace whom it concerns, and who have neither silenced it nor read it already. */
function prepareReaders(kind: ChannelKind) {
  const place = (name: string) => sql.placeholder(name);
  const followed = threadStates;
  const all =
    kind === "direct"
      ? sql`select ${channelMembers.memberId} from ${channelMembers} where ${channelMembers.channelId} = ${place("channelId")}`
      : sql`select ${threadStates.memberId} from ${threadStates} where ${threadStates.threadId} = ${place("followedId")} and ${threadStates.following}`;
  // As an array, so that the database looks these people up and not the whole workspace through.
  const concerned = sql`array(${all} union all select unnest(${place("named")}::text[]))`;
  const isIn = sql`exists (select 1 from ${channelMembers}
    where ${channelMembers.channelId} = ${place("channelId")} and ${channelMembers.memberId} = ${members.id})`;
  const own = sql`select 1 from ${threadStates} own where own.member_id = ${members.id} and own.thread_id = ${place("threadId")}`;
  // Has unread replies of the thread: one notification stands for all until it is read.
  const waits = sql<boolean>`exists (select 1 from ${notifications} where ${notifications.memberId} = ${members.id}
    and ${notifications.threadId} = ${place("threadId")} and ${notifications.kind} = 'reply' and ${notifications.readAt} is null)`;
  return prepareStatement((db) =>
    db
      .select({ memberId: members.id, preferences: notificationSettings.preferences, waits, pushes: hasPush })
      .from(members)
      .leftJoin(followed, and(eq(followed.memberId, members.id), eq(followed.threadId, place("followedId"))))
      .leftJoin(channelStates, and(eq(channelStates.memberId, members.id), eq(channelStates.channelId, place("channelId"))))
      .leftJoin(notificationSettings, eq(notificationSettings.memberId, members.id))
      .where(
        and(
          eq(members.kind, "person"),
          isNull(members.removedAt),
          ne(members.id, place("authorId")),
          sql`${members.id} = any(${concerned})`,
          kind === "public" ? undefined : isIn,
          sql`not coalesce(${followed.muted}, false)`,
          sql`coalesce(${channelStates.level}, 'all') <> 'none'`,
          sql`coalesce(${channelStates.readUpTo} < ${place("createdAt")}::timestamptz, true)`,
          sql`not exists (${own} and (own.muted or own.last_read_message_id >= ${place("messageId")}))`,
        ),
      ),
  );
}
