import { getThreads, maySeeChannel, type Channel, type Thread } from "../chat/index.ts";
import { listFiles, readFile } from "../builder/index.ts";
import { getFile, openFile, type Attachment } from "../files/index.ts";
import { listApps, listVersions, type App } from "../hosting/index.ts";
import { workspaces } from "../identity/tables.ts";
import { AppError, type Context } from "../platform/index.ts";
import { jsonLines, type ArchiveWriter } from "../archives/index.ts";
import { folderOf, threadMarkdown, threadPath } from "./export-markdown.ts";
import {
  channelRecords,
  itemRecords,
  memberRecords,
  messageRecords,
  projectRecords,
  settingRecords,
  threadRecords,
} from "./export-records.ts";
import { mindLists } from "./export-minds.ts";
import { filePath, FORMAT, FORMAT_VERSION, PATHS, type Manifest, type MemberRecord } from "./format.ts";
import { mindFiles } from "./minds-markdown.ts";
import type { Reporting } from "./report.ts";

export interface Exporting {
  ctx: Context;
  archive: ArchiveWriter;
  reporting: Reporting;
  /** How far it is, from 0 to 1, and what it does now. */
  progress: (share: number, note: string) => Promise<void>;
}

/** Everything that the actor may read. What goes and comes meanwhile may be in it or not. */
export async function exportWorkspace(exporting: Exporting): Promise<void> {
  const { ctx, archive, reporting } = exporting;
  const counts: Record<string, number> = {};
  const counted = async function* <Row>(what: string, rows: AsyncIterable<Row>): AsyncGenerator<Row> {
    for await (const row of rows) {
      counts[what] = (counts[what] ?? 0) + 1;
      reporting.take(what);
      yield row;
    }
  };
  const put = <Row>(path: string, what: string, rows: AsyncIterable<Row>) => archive.add(path, jsonLines(counted(what, rows)));
  const names = new Map<string, string>();
  await exporting.progress(0, "Members and channels");
  await put(PATHS.members, "members", noting(memberRecords(ctx), names));
  const channels: Channel[] = [];
  await put(PATHS.channels, "channels", collecting(channelRecords(ctx), channels));
  await exporting.progress(0.05, "Threads");
  await put(PATHS.threads, "threads", threadsOf(ctx, channels));
  await exporting.progress(0.1, "Messages");
  const files = new Map<string, Attachment>();
  await put(PATHS.messages, "messages", messagesOf(exporting, channels, files));
  await put(PATHS.items, "context items", itemRecords(ctx));
  await put(PATHS.projects, "projects", projectRecords(ctx));
  await put(PATHS.settings, "settings", settingRecords(ctx));
  for (const { path, what, records } of mindLists(ctx)) await put(path, what, records);
  await exporting.progress(0.5, "Talk as Markdown");
  await addMarkdown(exporting, channels, names);
  for await (const { path, text } of mindFiles(ctx, names)) await archive.add(path, text);
  await exporting.progress(0.65, "Files");
  for (const file of files.values()) await addFile(exporting, file);
  await exporting.progress(0.9, "Apps");
  await addApps(exporting);
  const [workspace] = await ctx.db.select({ id: workspaces.id, name: workspaces.name }).from(workspaces).limit(1);
  const manifest: Manifest = {
    format: FORMAT,
    version: FORMAT_VERSION,
    workspace: workspace ?? { id: ctx.workspaceId, name: "" },
    exportedBy: ctx.actor.id,
    exportedAt: ctx.platform.clock.now(),
    counts,
  };
  await archive.add(PATHS.manifest, one(JSON.stringify(manifest, null, 2)));
}

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}

async function* noting(members: AsyncIterable<MemberRecord>, names: Map<string, string>): AsyncGenerator<MemberRecord> {
  for await (const member of members) {
    names.set(member.id, member.name);
    yield member;
  }
}

async function* collecting<Row>(rows: AsyncIterable<Row>, list: Row[]): AsyncGenerator<Row> {
  for await (const row of rows) {
    list.push(row);
    yield row;
  }
}

async function* threadsOf(ctx: Context, channels: readonly Channel[]): AsyncGenerator<Thread> {
  for (const channel of channels) yield* threadRecords(ctx, channel.id);
}

async function* messagesOf({ ctx, progress }: Exporting, channels: readonly Channel[], files: Map<string, Attachment>) {
  for (const [index, channel] of channels.entries()) {
    for await (const thread of threadRecords(ctx, channel.id)) {
      for await (const message of messageRecords(ctx, thread.id)) {
        for (const file of message.attachments) files.set(file.fileId, file);
        yield message;
      }
      await progress(0.1 + (0.4 * index) / channels.length, "Messages");
    }
  }
}

async function addMarkdown({ ctx, archive, progress }: Exporting, channels: readonly Channel[], names: ReadonlyMap<string, string>) {
  const folders = new Set<string>();
  for (const [index, channel] of channels.entries()) {
    const folder = folderOf(channel, names, folders);
    for await (const thread of threadRecords(ctx, channel.id)) {
      const parent = thread.fork ? (await getThreads(ctx, [thread.fork.parentThreadId])).get(thread.fork.parentThreadId) : undefined;
      const path = threadPath(folder, thread);
      await archive.add(path, threadMarkdown({ thread, channel, parent, path }, messageRecords(ctx, thread.id), names));
      await progress(0.5 + (0.15 * index) / channels.length, "Talk as Markdown");
    }
  }
}

/** One that was deleted meanwhile, or whose bytes are lost, does not stop the rest. */
async function addFile({ ctx, archive, reporting, progress }: Exporting, attachment: Attachment): Promise<void> {
  try {
    const file = await getFile(ctx, attachment, maySeeChannel);
    await archive.add(filePath(attachment), await openFile(ctx, file), { isPacked: /^(image|audio|video)\/|zip|pdf/.test(file.mediaType) });
    reporting.take("files");
    await progress(0.65, "Files");
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not_found") throw error;
    reporting.leave("files", "Their bytes are not in the storage any more.");
  }
}

async function addApps(exporting: Exporting): Promise<void> {
  const { ctx, archive, reporting } = exporting;
  const apps: App[] = [];
  const records = async function* () {
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
      const page: Awaited<ReturnType<typeof listApps>> = await listApps(ctx, { cursor, limit: 100 });
      for (const app of page.items) {
        apps.push(app);
        reporting.take("apps");
        yield { ...app, versions: await listVersions(ctx, { appId: app.id }) };
      }
      cursor = page.nextCursor;
    }
  };
  await archive.add(PATHS.apps, jsonLines(records()));
  for (const app of apps) await addCode(exporting, app);
}

/** The code of the version that runs, as plain files. */
async function addCode({ ctx, archive, reporting, progress }: Exporting, app: App): Promise<void> {
  if (app.version === 0) return;
  try {
    const at = { appId: app.id, version: app.version };
    for (const { path } of await listFiles(ctx, at)) {
      const { text } = await readFile(ctx, { ...at, path });
      await archive.add(`apps/${app.slug}/${path}`, one(text));
    }
    await progress(0.9, "Apps");
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    reporting.leave(`code of the app ${app.slug}`, error.message);
  }
}
