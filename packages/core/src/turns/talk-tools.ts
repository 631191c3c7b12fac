import { text as readText } from "node:stream/consumers";
import { ByFile, getFile, openFile } from "../files/index.ts";
import { getMembers } from "../identity/index.ts";
import { AppError, defineTool, named, said, type Context, type Tool } from "../platform/index.ts";
import { z } from "zod";
import {
  ForkMessage,
  forkMessage,
  getChannel,
  getMessage,
  listChannels,
  ListMessages,
  listMessages,
  ListThreads,
  listThreads,
  maySeeChannel,
  SendMessage,
  sendMessage,
  StartThread,
  startThread,
  type Message,
} from "../chat/index.ts";
import { isShown } from "./show-files.ts";
import { threadNamed } from "./thread-name.ts";

const MOST_READ = 200_000;
const SHOWN = "It has no words to read. An agent is shown it, where its model can see it.";
const TEXTS = /^(?:text\/|application\/(?:json|xml|yaml|toml|javascript|x-ndjson))/;

type Names = ReadonlyMap<string, { name: string }>;
const brief = ({ id, authorId, text, createdAt, attachments, deletedAt, cards }: Message, names?: Names) => ({
  id,
  authorId,
  ...(names?.has(authorId) ? { author: names.get(authorId)?.name } : {}),
  at: createdAt,
  text: deletedAt ? "(deleted)" : text,
  // What it shows in place of words.
  ...(text === "" && cards.length > 0 ? { shows: cards.map(({ type }) => type) } : {}),
  files: attachments.map((file) => ({ fileId: file.fileId, name: file.name })),
});

async function readFile(ctx: Context, { fileId }: z.infer<typeof ByFile>) {
  const file = await getFile(ctx, { fileId }, maySeeChannel);
  const { name, mediaType } = file;
  if (isShown(mediaType)) return { name, whole: false, text: SHOWN, shown: { fileId, name, mediaType } };
  if (!TEXTS.test(file.mediaType)) throw new AppError("bad_request", `${name} is ${mediaType}; only texts, pictures and PDFs can be read.`);
  const text = await readText(await openFile(ctx, file, { start: 0, end: Math.max(0, Math.min(file.sizeBytes, MOST_READ) - 1) }));
  return { name, whole: file.sizeBytes <= MOST_READ, text: text.replaceAll("\u0000", "").toWellFormed() };
}

const channelOf = (ctx: Context, channelId: string) =>
  named(channelId, async () => {
    const { kind, name } = await getChannel(ctx, { channelId });
    return { name: kind === "direct" ? "a direct talk" : `#${name}` };
  });
const messageOf = (ctx: Context, messageId: string) =>
  named(messageId, async () => ({ name: (await getMessage(ctx, { messageId })).text, quotes: [messageId] }));

/** The verbs of talk as tools. */
export const talkTools: readonly Tool[] = [
  defineTool({
    name: "chat_list_channels",
    title: "List channels",
    description: "The channels that can be read, with their ids and names.",
    input: z.object({}),
    permission: "chat:read",
    effect: "read",
    says: () => "Lists the channels",
    run: async (ctx) => (await listChannels(ctx)).map(({ id, kind, name }) => ({ id, kind, name })),
  }),
  defineTool({
    name: "chat_list_threads",
    title: "List threads",
    description: "Threads of a channel, the latest talk first.",
    input: ListThreads,
    permission: "chat:read",
    effect: "read",
    taints: true,
    says: async ({ channelId }, ctx) => said`Lists the threads of ${await channelOf(ctx, channelId)}`,
    run: (ctx, input) => listThreads(ctx, input),
  }),
  defineTool({
    name: "chat_read_thread",
    title: "Read a thread",
    description: "Messages of a thread, the newest page first; go back with the cursor.",
    input: ListMessages,
    permission: "chat:read",
    effect: "read",
    taints: true,
    says: async ({ threadId }, ctx) => said`Reads the thread ${await threadNamed(ctx, threadId)}`,
    async run(ctx, input) {
      const { items, ...page } = await listMessages(ctx, input);
      const ids = items.map(({ authorId }) => authorId);
      const names = await getMembers(ctx, ids);
      return { ...page, items: items.map((message) => brief(message, names)) };
    },
  }),
  defineTool({
    name: "files_read",
    title: "Read an attached file",
    description: "The text of a file that a message carries; a picture or a PDF is shown to you.",
    input: ByFile,
    permission: "files:read",
    effect: "read",
    taints: true,
    says: async ({ fileId }, ctx) => said`Reads the file ${await named(fileId, () => getFile(ctx, { fileId }, maySeeChannel))}`,
    shows: ({ shown }) => (shown ? [shown] : []),
    run: readFile,
  }),
  defineTool({
    name: "chat_send_message",
    title: "Write into a thread",
    description: "Writes a message (Markdown) into another thread. Your answer in this one needs no tool.",
    input: SendMessage,
    permission: "chat:write",
    effect: "write",
    says: async ({ threadId, text }, ctx) => said`Writes into the thread ${await threadNamed(ctx, threadId)}: “${text}”`,
    run: async (ctx, input) => brief(await sendMessage(ctx, input)),
  }),
  defineTool({
    name: "chat_start_thread",
    title: "Start a thread",
    description: "Starts a thread in a channel with its first message (Markdown).",
    input: StartThread,
    permission: "chat:write",
    effect: "write",
    says: async ({ channelId, text }, ctx) => said`Starts a thread in ${await channelOf(ctx, channelId)}: “${text}”`,
    async run(ctx, input) {
      const { thread, message } = await startThread(ctx, input);
      return { threadId: thread.id, title: thread.title, messageId: message.id };
    },
  }),
  defineTool({
    name: "chat_fork_message",
    title: "Fork a message",
    description: "Opens a side conversation at a message, to be resolved or abandoned later.",
    input: ForkMessage,
    permission: "chat:write",
    effect: "write",
    says: async ({ messageId }, ctx) => said`Opens a side conversation at ${await messageOf(ctx, messageId)}`,
    run: (ctx, input) => forkMessage(ctx, input),
  }),
];
