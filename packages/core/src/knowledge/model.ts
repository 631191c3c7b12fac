import { z } from "zod";
import { oneLine, Written } from "../chat/model.ts";
import { defineEvent, Time, type Quotes } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";

export const ItemKind = z.enum(["decision", "fact", "action"]);
export type ItemKind = z.infer<typeof ItemKind>;

/** Where an item holds, the nearest first. */
export const ItemScope = z.enum(["thread", "channel", "project", "workspace"]);
export type ItemScope = z.infer<typeof ItemScope>;

/** One thing worth knowing, distilled from talk: a decision, a fact, something to do. */
export const ContextItem = z.object({
  id: z.string(),
  kind: ItemKind,
  text: z.string(),
  scope: ItemScope,
  /** Of the thread, channel or project that it holds in; null for the workspace. */
  scopeId: z.string().nullable(),
  /** Lower case. */
  tags: z.array(z.string()),
  /** The channel it comes from: only those who may read that see the item. Null for what comes from no talk. */
  channelId: z.string().nullable(),
  /** The conversation that it was said in. */
  sourceThreadId: z.string().nullable(),
  sourceMessageId: z.string().nullable(),
  /** How it came to be: a fork was resolved, a message was pinned, or somebody wrote it down. */
  origin: z.enum(["resolution", "pin", "written"]),
  authorId: z.string(),
  /** A program wrote its words, with the author's key: nobody may have read them. */
  byProgram: z.boolean().default(false),
  /** The newer item that holds instead of this one. */
  supersededBy: z.string().nullable(),
  createdAt: Time,
  updatedAt: Time,
});
export type ContextItem = z.infer<typeof ContextItem>;

const MOST_TAGS = 10;
const text = Written.trim().min(1, "Write what is to be kept").max(2_000, "An item holds at most 2,000 characters");
const tag = Written.overwrite((given) => oneLine(given).replace(/^#+/, "").toLowerCase())
  .min(1, "A tag needs a letter")
  .max(40, "A tag has at most 40 characters");
const tags = z
  .array(tag)
  .max(MOST_TAGS, `An item has at most ${MOST_TAGS} tags`)
  .overwrite((given) => [...new Set(given)]);

export const AddContextItem = z.object({
  kind: ItemKind,
  text,
  scope: ItemScope,
  /** Left out for the workspace. */
  scopeId: z.string().nullable().default(null),
  tags: tags.default([]),
  /** The message it is taken from. */
  messageId: z.string().nullable().default(null),
});
export type AddContextItem = z.input<typeof AddContextItem>;
export const EditContextItem = z.object({
  itemId: z.string(),
  kind: ItemKind.optional(),
  text: text.optional(),
  tags: tags.optional(),
  /** With `scopeId`: where it holds from now on. */
  scope: ItemScope.optional(),
  scopeId: z.string().nullable().optional(),
});
export type EditContextItem = z.input<typeof EditContextItem>;
/** What holds instead: an item that is there, or a new text. */
export const SupersedeContextItem = z
  .object({ itemId: z.string(), byItemId: z.string().optional(), text: text.optional() })
  .refine((input) => (input.byItemId === undefined) !== (input.text === undefined), {
    error: "Name the newer item, or write it",
    path: ["text"],
  });
export type SupersedeContextItem = z.input<typeof SupersedeContextItem>;
export const ByContextItem = z.object({ itemId: z.string() });
export type ByContextItem = z.infer<typeof ByContextItem>;
/** Newest first. With `threadId`: all that holds in that thread, or was said in it; `projectId` adds what holds in the project. */
export const ListContextItems = PageInput.extend({
  threadId: z.string().optional(),
  projectId: z.string().optional(),
  scope: ItemScope.optional(),
  scopeId: z.string().optional(),
  kind: ItemKind.optional(),
  tag: z.string().trim().toLowerCase().max(40).optional(),
  superseded: z.boolean().default(false),
});
export type ListContextItems = z.input<typeof ListContextItems> & PageInput;

/** An item as an agent is given it; `from` is the title of the conversation it was said in. */
export const ContextLine = z.object({ kind: ItemKind, text: z.string(), from: z.string().nullable() });
export type ContextLine = z.infer<typeof ContextLine>;

/** What an item said goes with the item. */
const ofItem: Quotes<ContextItem> = {
  subjectOf: (item) => item.id,
  without: (item, { id }) => (item.id === id ? { ...item, text: "", tags: [] } : item),
};

export const KnowledgeEvents = {
  ContextItemAdded: defineEvent("knowledge.context_item_added", ContextItem, ofItem),
  ContextItemChanged: defineEvent("knowledge.context_item_changed", ContextItem, ofItem),
  ContextItemRemoved: defineEvent("knowledge.context_item_removed", ContextItem, ofItem),
};
