import { and, desc, getTableColumns, gte, lte, sql } from "drizzle-orm";
import { deepFreeze, isTx, remember, toPage, type Context, type Platform } from "../platform/index.ts";
import { maySeeThreadPlaced, prepareSeen, toMessage, type Seen } from "./internal.ts";
import type { MessagePage } from "./model.ts";
import { messages } from "./tables.ts";

const MOST_KEPT = 200;
/** Characters of text: pages of long messages are read anew. */
const LARGEST_KEPT = 100_000;

interface Kept {
  /** Of each row the transaction that last changed it, from the newest: a change, or another row, is another version. */
  version: string;
  page: MessagePage;
}

const pagesOf = new WeakMap<Platform, Map<string, Kept>>();

const change = sql<string>`${messages}.xmin::text`;
const ofThread = (seen: Seen) =>
  and(maySeeThreadPlaced(seen), gte(messages.threadId, sql.placeholder("threadId")), lte(messages.threadId, sql.placeholder("threadId")));
const newestFirst = [desc(messages.threadId), desc(messages.id)] as const;

const newest = prepareSeen((db, seen) =>
  db
    .select({ ...getTableColumns(messages), change })
    .from(messages)
    .where(ofThread(seen))
    .orderBy(...newestFirst)
    .limit(sql.placeholder("limit")),
);

const newestVersion = prepareSeen((db, seen) => {
  const rows = db
    .select({ change: change.as("change") })
    .from(messages)
    .where(ofThread(seen))
    .orderBy(...newestFirst)
    .limit(sql.placeholder("limit"))
    .as("newest");
  return db.select({ version: sql<string | null>`string_agg(${rows.change}, ' ')` }).from(rows);
});

/**
 * The page that most readers of a thread open. What was read before is given again, the very same frozen object, as long as the database, asked
 * each time for who reads, says that no row of it has changed. Empty for who may not see the thread.
 */
export async function newestPage(ctx: Context, threadId: string, limit: number): Promise<MessagePage> {
  const asked = { threadId, limit: limit + 1 };
  const pages = pagesOf.get(ctx.platform) ?? new Map<string, Kept>();
  pagesOf.set(ctx.platform, pages);
  const key = `${ctx.workspaceId}/${threadId}/${limit}`;
  // NOTE: what a transaction has changed so far bears its id, as will what it changes later.
  const mayKeep = !isTx(ctx);
  const kept = mayKeep ? pages.get(key) : undefined;
  if (kept) {
    const [now] = await newestVersion(ctx, asked);
    if (now?.version === kept.version) return kept.page;
  }
  const rows = await newest(ctx, asked);
  const { items, ...place } = toPage(
    rows.map(({ change: _, ...row }) => toMessage(row)),
    limit,
    (message) => message.id,
  );
  const page: MessagePage = { ...place, items: items.toReversed() };
  if (mayKeep && rows.length > 0 && items.reduce((sum, { text }) => sum + text.length, 0) <= LARGEST_KEPT)
    remember(pages, key, { version: rows.map((row) => row.change).join(" "), page: deepFreeze(page) }, MOST_KEPT);
  return page;
}
