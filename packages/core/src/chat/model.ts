import { z } from "zod";
import { defineEvent, Redaction, Time, type Quotes } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";
import { Attachment, Card, Outcome, Written } from "../cards/model.ts";
import { aboutThread, ofFork, ofMessage, ofPin, ofResolution, ofThread } from "./quotes-model.ts";

export * from "../cards/model.ts";

export const MESSAGE_LIMIT = 20_000;

/** Public: every member may read and join. Private: only those in it know of it. Direct: the two to nine people of a talk, for good. */
export const ChannelKind = z.enum(["public", "private", "direct"]);
export type ChannelKind = z.infer<typeof ChannelKind>;

/** When agents answer in a channel. */
export const AgentMode = z.enum(["never", "mentioned", "always"]);
export type AgentMode = z.infer<typeof AgentMode>;

export const Channel = z.object({
  id: z.string(),
  kind: ChannelKind,
  /** Empty for direct talk, which is named by its people. */
  name: z.string(),
  topic: z.string(),
  agentMode: AgentMode,
  /** The people of a direct talk; empty for the other kinds. */
  memberIds: z.array(z.string()),
  archivedAt: Time.nullable(),
  createdAt: Time,
});
export type Channel = z.infer<typeof Channel>;

/** A channel as one member sees it. */
export const ListedChannel = Channel.extend({ joined: z.boolean() });
export type ListedChannel = z.infer<typeof ListedChannel>;

export const ThreadStatus = z.enum(["active", "resolved", "abandoned", "archived"]);
export type ThreadStatus = z.infer<typeof ThreadStatus>;

/** Where a side conversation comes from. */
export const ForkOrigin = z.object({
  parentThreadId: z.string(),
  messageId: z.string(),
  rootThreadId: z.string(),
  /** 1 for a fork of a plain thread. */
  depth: z.number().int(),
});
export type ForkOrigin = z.infer<typeof ForkOrigin>;

/** How a thread ended. */
export const Closing = z.object({
  by: z.string(),
  at: Time,
  /** Why it was abandoned; empty otherwise. */
  reason: z.string(),
  /** The message in the parent that carries the outcome. */
  outcomeMessageId: z.string().nullable(),
});
export type Closing = z.infer<typeof Closing>;

export const Thread = z.object({
  id: z.string(),
  channelId: z.string(),
  title: z.string(),
  /** "opening": the first words; an agent may still give a better title. */
  titledBy: z.enum(["opening", "agent", "person"]),
  startedBy: z.string(),
  status: ThreadStatus,
  fork: ForkOrigin.nullable(),
  closing: Closing.nullable(),
  messageCount: z.number().int(),
  lastMessageAt: Time,
  pinnedAt: Time.nullable(),
  createdAt: Time,
});
export type Thread = z.infer<typeof Thread>;

export const Reaction = z.object({ emoji: z.string(), memberIds: z.array(z.string()) });
export type Reaction = z.infer<typeof Reaction>;

/** Why an agent's answer is not whole: it is being written, a person stopped it, or it broke off. */
export const AnswerState = z.enum(["writing", "stopped", "interrupted"]);
export type AnswerState = z.infer<typeof AnswerState>;

export const Message = z.object({
  id: z.string(),
  threadId: z.string(),
  channelId: z.string(),
  /** A member's id. */
  authorId: z.string(),
  /** The API key or connected tool through which a program wrote it in the author's name. Shown wherever the author is. */
  keyId: z.string().nullable().default(null),
  /** Markdown. Empty once deleted. */
  text: z.string(),
  cards: z.array(Card),
  attachments: z.array(Attachment),
  reactions: z.array(Reaction),
  /** Ids of the members it names and who can read it. */
  mentions: z.array(z.string()),
  /** The model that wrote it, such as "offline"; null for people. Shown wherever a message is shown. */
  writtenBy: z.string().nullable(),
  /** The model that was asked first and did not answer, where another one took over. Shown as plainly as who wrote it. */
  insteadOf: z.string().nullable().default(null),
  /** Null for what is whole. While it is "writing", the text trails what live signals carry. */
  answerState: AnswerState.nullable(),
  /** The sender's own id for the message; sending it twice makes one message. */
  clientKey: z.string().nullable(),
  /** Does not raise its thread, and is unread only for those who took part. */
  quiet: z.boolean(),
  createdAt: Time,
  editedAt: Time.nullable(),
  deletedAt: Time.nullable(),
  pinnedAt: Time.nullable(),
});
export type Message = z.infer<typeof Message>;

/** Plans and schedules post in a person's name what that person set up; their messages are known by their keys. */
export const postedBy = ({ clientKey }: Message) => (/^(plan|schedule)\//.exec(clientKey ?? "")?.[1] ?? null) as "plan" | "schedule" | null;
/** Whose words they are: a message's, or without an id what somebody wrote down outside of talk. */
export type Voice = Pick<Message, "authorId"> & Partial<Pick<Message, "keyId">> & { id: string | null };

/** What a message said before it was edited. */
export const MessageEdit = z.object({ text: z.string(), editedAt: Time });
export type MessageEdit = z.infer<typeof MessageEdit>;

/** Written on one line, without characters that turn the direction of what stands beside it. */
export const WrittenLine = Written.overwrite(oneLine);

export function oneLine(text: string): string {
  return text
    .replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, "")
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

/** Whether a reader would see anything of it: spaces, joiners and direction marks alone say nothing. */
export function isVisible(text: string): boolean {
  return /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}\u2800]/u.test(text);
}

const tooLong = `A message holds at most ${MESSAGE_LIMIT.toLocaleString("en")} characters; shorten it or attach a file`;
const text = Written.trim().max(MESSAGE_LIMIT, tooLong).refine(isVisible, "Write something first");
const title = WrittenLine.max(80, "A title has at most 80 characters").refine(isVisible, "Give it a title");
export const ClientKey = z
  .string()
  .regex(/^[!-~]{8,64}$/, "A client key is 8 to 64 plain characters")
  .optional();
export const FileIds = z.array(z.string()).max(10, "A message carries at most 10 files").default([]);
const content = {
  text: Written.trim().max(MESSAGE_LIMIT, tooLong),
  fileIds: FileIds,
  clientKey: ClientKey,
};
const somethingSaid = (said: { text: string; fileIds: string[] }) => isVisible(said.text) || said.fileIds.length > 0;
const nothingSaid = { error: "Write something first", path: ["text"] };

const channelName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "Use lower-case letters, digits and dashes, 40 at most");
const topic = WrittenLine.max(200, "A topic has at most 200 characters");

export const CreateChannel = z.object({
  name: channelName,
  topic: topic.default(""),
  kind: ChannelKind.exclude(["direct"]).default("public"),
  agentMode: AgentMode.default("mentioned"),
});
export type CreateChannel = z.input<typeof CreateChannel>;
export const ChangeChannel = z.object({
  channelId: z.string(),
  name: channelName.optional(),
  topic: topic.optional(),
  agentMode: AgentMode.optional(),
  archived: z.boolean().optional(),
});
export type ChangeChannel = z.infer<typeof ChangeChannel>;
export const OpenDirect = z.object({
  memberIds: z.array(z.string()).min(1, "Choose whom to talk to").max(8, "A direct talk has at most 9 people"),
});
export type OpenDirect = z.infer<typeof OpenDirect>;
export const ByChannel = z.object({ channelId: z.string() });
export type ByChannel = z.infer<typeof ByChannel>;
export const ChannelMembers = z.object({ channelId: z.string(), memberIds: z.array(z.string()).min(1).max(100) });
export type ChannelMembers = z.infer<typeof ChannelMembers>;
export const RemoveFromChannel = z.object({ channelId: z.string(), memberId: z.string() });
export type RemoveFromChannel = z.infer<typeof RemoveFromChannel>;
export const ListChannelMembers = PageInput.extend({ channelId: z.string() });
export type ListChannelMembers = z.infer<typeof ListChannelMembers>;
export const ChannelMember = z.object({ memberId: z.string(), joinedAt: Time });
export type ChannelMember = z.infer<typeof ChannelMember>;

export const StartThread = z
  .object({ channelId: z.string(), title: WrittenLine.max(80, "A title has at most 80 characters").optional(), ...content })
  .refine(somethingSaid, nothingSaid);
export type StartThread = z.input<typeof StartThread>;
export const RenameThread = z.object({ threadId: z.string(), title });
export type RenameThread = z.infer<typeof RenameThread>;
export const PinThread = z.object({ threadId: z.string(), pinned: z.boolean() });
export type PinThread = z.infer<typeof PinThread>;
/** Latest talk first, pinned ones before all; forks stand under their parents and are not listed unless asked for. */
export const ListThreads = PageInput.extend({ channelId: z.string(), status: ThreadStatus.optional(), forks: z.boolean().default(false) });
export type ListThreads = z.input<typeof ListThreads> & PageInput;
export const ByThread = z.object({ threadId: z.string() });
export type ByThread = z.infer<typeof ByThread>;

export const SendMessage = z.object({ threadId: z.string(), ...content }).refine(somethingSaid, nothingSaid);
export type SendMessage = z.input<typeof SendMessage>;
export const EditMessage = z.object({ messageId: z.string(), text });
export type EditMessage = z.infer<typeof EditMessage>;
export const ByMessage = z.object({ messageId: z.string() });
export type ByMessage = z.infer<typeof ByMessage>;
export const React = z.object({
  messageId: z.string(),
  emoji: z
    .string()
    .min(1)
    .max(32)
    .regex(/^\p{RGI_Emoji}$/v, "Choose an emoji"),
  on: z.boolean(),
});
export type React = z.infer<typeof React>;
export const PinMessage = z.object({ messageId: z.string(), pinned: z.boolean() });
export type PinMessage = z.infer<typeof PinMessage>;
/**
 * Newest page first; items inside a page are oldest first. `around` opens at a message, `at` at the first message from a time on, both with
 * half a page before it; `direction` says which way `cursor` goes on.
 */
export const ListMessages = PageInput.extend({
  threadId: z.string(),
  direction: z.enum(["older", "newer"]).default("older"),
  around: z.string().optional(),
  at: z.coerce.date().optional(),
});
export type ListMessages = z.input<typeof ListMessages> & PageInput;
/** `nextCursor` goes on in the direction that was asked for; `newerCursor` goes on with direction "newer", and is there when newer messages are. */
export const MessagePage = z.object({ items: z.array(Message), nextCursor: z.string().optional(), newerCursor: z.string().optional() });
export type MessagePage = z.infer<typeof MessagePage>;

export const ForkMessage = z.object({ messageId: z.string(), title: title.optional() });
export type ForkMessage = z.infer<typeof ForkMessage>;
export const ResolveFork = z.object({ threadId: z.string(), outcome: Outcome });
export type ResolveFork = z.infer<typeof ResolveFork>;
/** Without an outcome the thread is marked as settled, and nothing is posted. */
export const ResolveThread = z.object({ threadId: z.string(), outcome: Outcome.optional() });
export type ResolveThread = z.infer<typeof ResolveThread>;
export const AbandonFork = z.object({ threadId: z.string(), reason: Written.trim().max(300).default("") });
export type AbandonFork = z.input<typeof AbandonFork>;
/** Side conversations of a thread, oldest first. */
export const ListForks = PageInput.extend({ threadId: z.string() });
export type ListForks = z.infer<typeof ListForks>;
/** Who reads what is posted: those in the channel, the first of them by id. A public channel can be read by every member beside them. */
export const Readers = z.object({ channelId: z.string(), kind: ChannelKind, count: z.number().int(), memberIds: z.array(z.string()) });
export type Readers = z.infer<typeof Readers>;
/** How long a resolution can be taken back, in ms. */
export const UNDO_MS = 60_000;

/** What a member does in a thread at this moment, such as "typing" or "thinking"; null when it has ended. */
export const Activity = z.object({ threadId: z.string(), memberId: z.string(), doing: z.string().max(40).nullable() });
export type Activity = z.infer<typeof Activity>;

/** A message with how its thread stands then. Counts and times only grow: of two events the larger values hold, in whatever order they come. */
const SentMessage = Message.extend({ thread: z.object({ messageCount: z.number().int(), lastMessageAt: Time }).optional() });

export const ChatEvents = {
  ChannelCreated: defineEvent("chat.channel_created", Channel),
  ChannelChanged: defineEvent("chat.channel_changed", Channel),
  ChannelJoined: defineEvent("chat.channel_joined", z.object({ channel: Channel, memberId: z.string() })),
  ChannelLeft: defineEvent("chat.channel_left", z.object({ channelId: z.string(), memberId: z.string() })),
  ThreadStarted: defineEvent("chat.thread_started", Thread, ofThread),
  ThreadChanged: defineEvent("chat.thread_changed", Thread, ofThread),
  /** The fork, and the message it branched from; `thread_started` is said before it. */
  ThreadForked: defineEvent("chat.thread_forked", z.object({ thread: Thread, message: Message }), ofFork),
  /** The fork as it is closed, and the message that carries the outcome in the parent. */
  ForkResolved: defineEvent("chat.fork_resolved", z.object({ thread: Thread, outcome: Outcome, message: Message }), ofResolution()),
  /** A thread that is no fork; the message that carries its outcome, where there is one, stands at its end. */
  ThreadResolved: defineEvent(
    "chat.thread_resolved",
    z.object({ thread: Thread, outcome: Outcome.nullable(), message: Message.nullable() }),
    ofResolution(),
  ),
  ResolutionUndone: defineEvent("chat.resolution_undone", z.object({ thread: Thread, messageId: z.string() }), aboutThread()),
  ForkAbandoned: defineEvent("chat.fork_abandoned", z.object({ thread: Thread, reason: z.string() }), aboutThread()),
  ThreadReopened: defineEvent("chat.thread_reopened", Thread, ofThread),
  MessageSent: defineEvent("chat.message_sent", SentMessage, ofMessage as Quotes<z.infer<typeof SentMessage>>),
  MessageChanged: defineEvent("chat.message_changed", Message, ofMessage),
  MessageDeleted: defineEvent("chat.message_deleted", Message),
  /** After a message was deleted: whoever keeps a copy of what it said takes that away. */
  WordsTakenBack: defineEvent("chat.words_taken_back", Redaction),
  MessagePinned: defineEvent("chat.message_pinned", z.object({ message: Message, pinned: z.boolean() }), ofPin),
  /** Talk of earlier days came in. It is nothing new: nobody answers it, nobody is told. */
  TalkImported: defineEvent(
    "chat.talk_imported",
    z.object({ channelId: z.string(), threadIds: z.array(z.string()), messageIds: z.array(z.string()) }),
  ),
};
