import { z } from "zod";
import { ThreadStatus } from "../chat/model.ts";
import { Time } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";

export const QUERY_LIMIT = 500;

/** A `decision` was recorded for a project; what was decided in a talk is an `item`. */
export const HitKind = z.enum(["message", "thread", "item", "document", "decision"]);
export type HitKind = z.infer<typeof HitKind>;

/** A stretch of text; `hit` where it is what was searched for. Plain text, never markup. */
export const TextPart = z.object({ text: z.string(), hit: z.boolean() });
export type TextPart = z.infer<typeof TextPart>;

export const SearchHit = z.object({
  /** Of the message, thread, context item, project or decision. */
  id: z.string(),
  kind: HitKind,
  /** "decision", "fact" or "action" for context items and decisions; null otherwise. */
  itemKind: z.enum(["decision", "fact", "action"]).nullable(),
  /** The title of the thread or document; empty for a context item that was said nowhere. */
  title: z.array(TextPart),
  excerpt: z.array(TextPart),
  channelId: z.string().nullable(),
  /** Where it was said. `parentThreadId` is set for a side conversation. */
  thread: z.object({ id: z.string(), status: ThreadStatus, parentThreadId: z.string().nullable() }).nullable(),
  /** The message to open the thread at. */
  messageId: z.string().nullable(),
  authorId: z.string().nullable(),
  createdAt: Time,
});
export type SearchHit = z.infer<typeof SearchHit>;

/**
 * Words, "phrases", -not, and filters: from:@handle in:#channel has:file|image|link|code before:/after:/on:2026-11-21
 * is:resolved|open|thread|message|decision|fact|action|document.
 */
export const Search = PageInput.extend({
  query: z.string().max(QUERY_LIMIT, `A search has at most ${QUERY_LIMIT} characters; leave some words out`),
  order: z.enum(["rank", "newest"]).default("rank"),
  /** The last word is still being written: it stands for all words that begin with it. */
  typing: z.boolean().default(true),
  /** Minutes that the asker's clock is ahead of UTC; days in the query are the asker's. */
  utcOffsetMinutes: z.number().int().min(-840).max(840).default(0),
  limit: z.number().int().min(1).max(50).default(20),
});
export type Search = z.input<typeof Search> & Pick<PageInput, "cursor">;

/** The same query; its words are compared by meaning, its filters hold as they are. */
export const SearchByMeaning = Search.pick({ query: true, utcOffsetMinutes: true }).extend({
  limit: z.number().int().min(1).max(20).default(6),
});
export type SearchByMeaning = z.input<typeof SearchByMeaning>;

export const CloseInMeaning = z.object({
  /** The closest first. */
  items: z.array(SearchHit),
  /** By which model, as "provider/model"; null where the workspace has none: then there are words alone. */
  model: z.string().nullable(),
  /**
   * Meaning is compared for what was written after this; of what is older the model has not seen the words, as it is shown the newest entries
   * alone. Null where nothing is left out that the query asks for and the actor may read.
   */
  comparedAfter: Time.nullable(),
});
export type CloseInMeaning = z.infer<typeof CloseInMeaning>;

export const SearchPage = z.object({
  items: z.array(SearchHit),
  nextCursor: z.string().optional(),
  /** What of the query could not be used, and how to write it; for the person to read. */
  problems: z.array(z.string()),
});
export type SearchPage = z.infer<typeof SearchPage>;
