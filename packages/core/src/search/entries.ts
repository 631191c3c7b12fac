import { and, arrayContains, eq, inArray, not, or, sql, type SQL } from "drizzle-orm";
import { plainText } from "../cards/index.ts";
import type { Message, Thread } from "../chat/index.ts";
import { messages, threads } from "../chat/tables.ts";
import type { ContextItem } from "../knowledge/index.ts";
import { contextItems } from "../knowledge/tables.ts";
import { piecesOf } from "../memory/index.ts";
import type { Tx } from "../platform/index.ts";
import type { Decision, Project, SpecVersion } from "../projects/index.ts";
import { decisions, projects } from "../projects/tables.ts";
import { dropStale, embedLater } from "./embed-entries.ts";
import { searchLanguage } from "./language.ts";
import { marksOf, markOf } from "./marks.ts";
import { storedText } from "./parts.ts";
import { searchEntries } from "./tables.ts";

export type Entry = Omit<typeof searchEntries.$inferInsert, "workspaceId" | "language">;

/** Undefined for a message that says nothing: deleted, or not begun. */
export function messageEntry(message: Pick<Message, MessageWords>): Entry | undefined {
  const text = [plainText(message.text), ...message.attachments.map(({ name }) => name)].filter(Boolean).join("\n");
  if (message.deletedAt !== null || text === "") return undefined;
  const { id, channelId, threadId, authorId, createdAt } = message;
  return { refId: id, kind: "message", channelId, threadId, authorId, marks: marksOf(message), text, createdAt };
}
type MessageWords = "id" | "channelId" | "threadId" | "authorId" | "text" | "attachments" | "createdAt" | "deletedAt";

export function threadEntry(thread: Pick<Thread, "id" | "channelId" | "title" | "startedBy" | "createdAt">): Entry {
  const { id, channelId, title, startedBy, createdAt } = thread;
  return { refId: id, kind: "thread", channelId, threadId: id, authorId: startedBy, marks: [markOf("thread")], title, text: "", createdAt };
}

export function itemEntry(item: Omit<ContextItem, "origin" | "scope" | "scopeId">): Entry {
  const { id, channelId, sourceThreadId, sourceMessageId, authorId, createdAt } = item;
  const text = [plainText(item.text), ...item.tags.map((tag) => `#${tag}`)].join("\n");
  // What gave way to a newer item is still found, and is no decision any more.
  const marks = [markOf("item"), ...(item.supersededBy === null ? [markOf(item.kind)] : [])];
  return { refId: id, kind: "item", channelId, threadId: sourceThreadId, messageId: sourceMessageId, authorId, marks, text, createdAt };
}

/** An idea with the newest spec that was made of it, if there is one. */
export function documentEntry(project: Project, channelId: string, spec: SpecVersion["spec"] | undefined): Entry {
  const said = spec
    ? [
        spec.tagline,
        ...spec.capabilities.flatMap(({ title, acceptance }) => [title, ...acceptance]),
        ...spec.entities.map((entity) => `${entity.pluralLabel}: ${entity.fields.map((field) => field.label).join(", ")}`),
        ...spec.pages.flatMap((page) => [page.title, plainText(page.body)]),
        ...spec.nonGoals.map(({ text, reason }) => `${text} (${reason})`),
      ]
    : [];
  const text = [plainText(project.idea), ...said].join("\n");
  const { id, threadId, name, createdAt } = project;
  return { refId: id, kind: "document", channelId, threadId, authorId: null, marks: [markOf("document")], title: name, text, createdAt };
}

/** What was settled about a project, in its thread. */
export function decisionEntry(decision: Decision, threadId: string, channelId: string): Entry {
  const { id, messageId, authorId, createdAt } = decision;
  const marks = [markOf("decision")];
  return { refId: id, kind: "decision", channelId, threadId, messageId, authorId, marks, text: plainText(decision.text), createdAt };
}

const excluded = (column: string) => sql.raw(`excluded.${column}`);
const CHANGING = ["channel_id", "thread_id", "message_id", "marks", "title", "text", "language"] as const;
const CHANGED = sql.raw(
  `(${CHANGING.map((name) => `search_entries.${name}`).join(", ")}) is distinct from (${CHANGING.map((name) => `excluded.${name}`).join(", ")})`,
);

/** Adds entries or brings them up to date; one that is as it was costs no write. */
export async function putEntries(tx: Tx, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const language = await searchLanguage(tx);
  const put = await tx.db
    .insert(searchEntries)
    .values(
      entries.map((entry) => ({
        ...entry,
        marks: allMarks(entry),
        pieces: piecesOf(`${entry.title ?? ""}\n${entry.text}`.normalize("NFC")),
        title: storedText(entry.title ?? ""),
        text: storedText(entry.text),
        workspaceId: tx.workspaceId,
        language,
      })),
    )
    .onConflictDoUpdate({
      target: searchEntries.refId,
      set: {
        channelId: excluded("channel_id"),
        threadId: excluded("thread_id"),
        messageId: excluded("message_id"),
        marks: excluded("marks"),
        pieces: excluded("pieces"),
        title: excluded("title"),
        text: excluded("text"),
        language: excluded("language"),
      },
      setWhere: CHANGED,
    })
    .returning({ refId: searchEntries.refId, isChanged: sql<boolean>`xmax <> 0` });
  await dropStale(
    tx,
    put.flatMap(({ refId, isChanged }) => (isChanged ? [refId] : [])),
  );
  if (put.length > 0) await embedLater(tx);
}

const CLOSES = markOf("fork");

/** What stands in a side conversation, or in a thread that was resolved, is marked: among those is what is resolved now. */
function allMarks({ marks, threadId }: Entry): SQL<string[]> {
  const own = sql<string[]>`${sql.param(marks)}::text[]`;
  if (!threadId) return own;
  return sql<
    string[]
  >`${own} || (select array[${CLOSES}] from ${threads} where ${threads.id} = ${threadId} and (${threads.parentThreadId} is not null or ${threads.status} = 'resolved'))`;
}

/** What was indexed before its thread was resolved. */
export async function markResolved(tx: Tx, threadId: string): Promise<void> {
  const { refId, marks } = searchEntries;
  const said = tx.db.select({ id: messages.id }).from(messages).where(eq(messages.threadId, threadId));
  const kept = tx.db.select({ id: contextItems.id }).from(contextItems).where(eq(contextItems.sourceThreadId, threadId));
  const decided = tx.db
    .select({ id: decisions.id })
    .from(decisions)
    .innerJoin(projects, eq(projects.id, decisions.projectId))
    .where(eq(projects.threadId, threadId));
  const all = or(eq(refId, threadId), inArray(refId, said), inArray(refId, kept), inArray(refId, decided));
  await tx.db
    .update(searchEntries)
    .set({ marks: sql`${marks} || array[${CLOSES}]` })
    .where(and(all, not(arrayContains(marks, [CLOSES]))));
}

export async function removeEntries(tx: Tx, refIds: readonly string[]): Promise<void> {
  if (refIds.length > 0) await tx.db.delete(searchEntries).where(inArray(searchEntries.refId, [...refIds]));
}
