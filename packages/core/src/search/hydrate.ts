import { sql, type SQL } from "drizzle-orm";
import { getThreads, inSeenChannel, type Thread } from "../chat/index.ts";
import type { Context } from "../platform/index.ts";
import type { Place } from "./cursor.ts";
import { markOf } from "./marks.ts";
import type { HitKind, SearchHit } from "./model.ts";
import { excerptOf, HIT_END, HIT_START, markRuns, partsOf } from "./parts.ts";
import { searchEntries } from "./tables.ts";

const LONGEST_SOURCE = 20_000;
const LIT = `HighlightAll=true, StartSel=${HIT_START}, StopSel=${HIT_END}`;

interface Row {
  refId: string;
  kind: HitKind;
  channelId: string | null;
  threadId: string | null;
  messageId: string | null;
  authorId: string | null;
  marks: string[];
  title: string;
  excerpt: string;
}

/** What a page shows of its hits. Excerpts are made here alone: a naive headline over every hit takes seconds. */
export async function hydrate(
  ctx: Context,
  places: readonly Place[],
  words: SQL | undefined,
  runs: readonly string[] = [],
): Promise<SearchHit[]> {
  if (places.length === 0) return [];
  const rows = await readRows(ctx, places, words);
  const threads = await getThreads(
    ctx,
    [...rows.values()].flatMap(({ threadId }) => threadId ?? []),
  );
  return places.flatMap(({ refId, createdAt }) => {
    const row = rows.get(refId);
    const thread = row?.threadId ? threads.get(row.threadId) : undefined;
    // Gone since, or out of the actor's sight.
    if (!row || (row.threadId !== null && !thread)) return [];
    return toHit(row, createdAt, thread, runs);
  });
}

async function readRows(ctx: Context, places: readonly Place[], words: SQL | undefined): Promise<Map<string, Row>> {
  const { refId, kind, channelId, threadId, messageId, authorId, marks, title, text, language } = searchEntries;
  const source = sql<string>`left(${text}, ${LONGEST_SOURCE})`;
  const rows = await ctx.db
    .select({
      refId,
      kind,
      channelId,
      threadId,
      messageId,
      authorId,
      marks,
      title: words ? sql<string>`ts_headline(${language}, ${title}, ${words}, ${LIT})` : title,
      excerpt: words ? sql<string>`ts_headline(${language}, ${source}, ${words}, ${LIT})` : source,
    })
    .from(searchEntries)
    .where(sql`${refId} = any(${sql.param(places.map((place) => place.refId))}::text[]) and ${inSeenChannel(ctx, channelId)}`);
  return new Map(rows.map((row) => [row.refId, row]));
}

function toHit(row: Row, createdAt: Date, thread: Thread | undefined, runs: readonly string[]): SearchHit {
  const hasOwnTitle = row.kind === "thread" || row.kind === "document";
  return {
    id: row.refId,
    kind: row.kind,
    itemKind: (["decision", "fact", "action"] as const).find((each) => row.marks.includes(markOf(each))) ?? null,
    title: hasOwnTitle ? markRuns(partsOf(row.title), runs) : thread ? [{ text: thread.title, hit: false }] : [],
    excerpt: excerptOf(markRuns(partsOf(row.excerpt), runs)),
    channelId: row.channelId,
    thread: thread ? { id: thread.id, status: thread.status, parentThreadId: thread.fork?.parentThreadId ?? null } : null,
    messageId: row.kind === "message" ? row.refId : row.messageId,
    authorId: row.authorId,
    createdAt,
  };
}
