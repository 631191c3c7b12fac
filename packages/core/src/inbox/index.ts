/** What each member has read and follows, and how they are told: in the app, by mail, by push. */
import type { TaskDefinition } from "../runs/index.ts";
import { digestTask } from "./send-digest.ts";
import { pushTask } from "./send-push.ts";

export * from "./model.ts";
export { getUnread } from "./get-unread.ts";
export { listInbox } from "./list-inbox.ts";
export { markChannelRead, markRead, markUnreadFrom } from "./mark-read.ts";
export { getThreadState, setChannelLevel, setThreadState } from "./set-state.ts";
export { listNotifications } from "./list-notifications.ts";
export { markNotificationsRead } from "./mark-notifications-read.ts";
export { getPreferences, setPreferences } from "./preferences.ts";
export { addPushSubscription, removePushSubscription } from "./push-subscriptions.ts";
export { getPushKey } from "./vapid.ts";
export { listOutbox, readOutboxMail } from "./outbox.ts";
export { linkTo } from "./notice-text.ts";
export { mailDriver, noticeLinks, type Mail, type MailDriver } from "./mail-driver.ts";
export { pushDriver, type PushDriver, type PushKeys, type PushNotice, type PushTarget } from "./push-driver.ts";
export { emptyMailsOf } from "./empty-mails.ts";
export { inboxFollower } from "./follow.ts";

/** Tasks that any worker can take. */
export const noticeTasks = [digestTask, pushTask] as readonly TaskDefinition[];
