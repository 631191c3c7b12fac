import { getMembers } from "../identity/index.ts";
import { oneLine } from "../chat/index.ts";
import type { Context } from "../platform/index.ts";
import { noticeLinks } from "./mail-driver.ts";
import { MOST_UNREAD, type ShownNotification } from "./model.ts";

/** A notification as people read it outside of the app. */
export interface Notice {
  /** Such as "Ada named you". */
  said: string;
  title: string;
  excerpt: string;
  /** Path of the place inside the platform. */
  path: string;
}

const SAID: Record<ShownNotification["kind"], (who: string) => string> = {
  mention: (who) => `${who} named you`,
  reply: (who) => `${who} wrote in a thread that you follow`,
  direct: (who) => `${who} wrote to you`,
  outcome: (who) => `${who} resolved a conversation that you took part in`,
  question: () => "A task that you started asks you something",
  budget: () => "A budget is half used or more",
};

export async function noticesOf(ctx: Context, shown: readonly ShownNotification[]): Promise<Notice[]> {
  const names = await getMembers(
    ctx,
    shown.map(({ actorId }) => actorId),
  );
  return shown.map((each) => ({
    said: SAID[each.kind](oneLine(names.get(each.actorId)?.name ?? "Somebody")),
    title: oneLine(each.title),
    excerpt: oneLine(each.excerpt),
    path: pathOf(ctx.workspaceId, each),
  }));
}

const LINES = 4;

/** What waited for the end of quiet hours, as one notice. */
export function waitedNotice({ workspaceId }: Context, notices: readonly Notice[]): Notice {
  const count = notices.length < MOST_UNREAD ? String(notices.length) : `${MOST_UNREAD - 1}+`;
  const lines = notices.slice(0, LINES).map(({ said, excerpt }) => (excerpt ? `${said}: ${excerpt}` : said));
  return { said: `${count} notices came while it was quiet`, title: "", excerpt: lines.join("\n"), path: inboxOf(workspaceId) };
}

export const linkTo = (ctx: Context, path: string) => new URL(path, ctx.platform.drivers.get(noticeLinks).origin()).href;

const inboxOf = (workspaceId: string) => `/w/${workspaceId}/inbox`;

function pathOf(workspaceId: string, { kind, threadId, parentThreadId, messageId }: ShownNotification): string {
  if (kind === "budget") return `/w/${workspaceId}/settings?tab=usage&at=Budgets`;
  if (threadId === null) return inboxOf(workspaceId);
  const thread = parentThreadId ? `${parentThreadId}/f/${threadId}` : threadId;
  return `/w/${workspaceId}/t/${thread}${messageId && !parentThreadId ? `?m=${messageId}` : ""}`;
}
