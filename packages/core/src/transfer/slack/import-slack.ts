import { z } from "zod";
import { oneLine, type ChannelKind } from "../../chat/index.ts";
import { messageOf } from "../../platform/index.ts";
import { type Archive, readText } from "../../archives/index.ts";
import { importedIds, storable } from "../imported-ids.ts";
import { fillChannel, openChannel, type Landing } from "../landing.ts";
import { isOfArchive } from "../records-of.ts";
import { SlackChannel, SlackMessage, SlackUser } from "./slack-format.ts";
import { bringPeople, type SlackPeople } from "./slack-people.ts";
import { talkOf } from "./slack-talk.ts";

const LISTS = [
  ["channels.json", "public"],
  ["groups.json", "private"],
  ["mpims.json", "direct"],
  ["dms.json", "direct"],
] as const;
/** A day of a channel, or a list, is read as a whole. */
const MOST_FILE_BYTES = 64_000_000;
const NOTICES =
  /^(channel|group)_(join|leave|topic|purpose|name|archive|unarchive|convert_to_private|posting_permissions|canvas_updated)$|^(pinned_item|unpinned_item|bot_add|bot_remove|bot_enable|bot_disable|reminder_add|sh_room_created|sh_room_shared|huddle_thread|document_comment_root)$/;

interface Place {
  slack: SlackChannel;
  kind: ChannelKind;
  name: string;
  days: string[];
}

/** The folder of the archive that the lists lie in: some tools put it one deeper. */
export function findSlackRoot({ entries }: Archive): string | undefined {
  const roots = [...entries.keys()]
    .filter((path) => path === "users.json" || path.endsWith("/users.json"))
    .map((path) => path.slice(0, -10));
  return roots.toSorted((a, b) => a.length - b.length).find((root) => LISTS.some(([list]) => entries.has(root + list)));
}

/** Brings the export of a Slack workspace in. */
export async function importSlack(reading: Omit<Landing, "ids">, root: string): Promise<void> {
  const landing: Landing = { ...reading, ids: importedIds(reading.run.ctx, "slack") };
  await landing.progress(0.01, "People");
  const people = await bringPeople(landing, await readList(landing, `${root}users.json`, SlackUser));
  const places = await readPlaces(landing, root);
  const all = places.reduce((count, { days }) => count + days.length, 0);
  const names = new Map(places.map(({ slack, name }) => [slack.id, name]));
  const named = { handle: people.handle, channel: (id: string) => names.get(id) };
  let done = 0;
  for (const place of places) {
    const channelId = await openPlace(landing, place, people);
    if (channelId === undefined) {
      done += place.days.length;
      continue;
    }
    const filler = fillChannel(landing, channelId, place.slack.id);
    const threads = new Set<string>();
    for (const day of place.days) {
      for (const message of await readDay(landing, day)) {
        const authorId = await people.author(message);
        const said = talkOf({ message, channelId, slackChannel: place.slack.id, authorId }, { ...landing, people, named });
        if (!said) continue;
        if (!threads.has(said.thread.id)) await filler.addThread(said.thread);
        threads.add(said.thread.id);
        for (const part of said.messages) await filler.addMessage(part);
      }
      done += 1;
      await landing.progress(0.02 + (0.97 * done) / all, `${done.toLocaleString("en")} of ${all.toLocaleString("en")} days read`);
    }
    await filler.flush();
  }
}

async function readPlaces(landing: Landing, root: string): Promise<Place[]> {
  const folders = Map.groupBy(landing.archive.entries.keys(), (path) => path.slice(0, path.lastIndexOf("/") + 1));
  const taken = new Set<string>();
  const places: Place[] = [];
  for (const [list, kind] of LISTS) {
    if (!landing.archive.entries.has(root + list)) continue;
    for (const slack of await readList(landing, root + list, SlackChannel)) {
      const folder = [slack.name, slack.id].find((name) => name && folders.has(`${root}${name}/`));
      const inside = folder ? (folders.get(`${root}${folder}/`) ?? []) : [];
      const days = inside.filter((path) => /\/\d{4}-\d\d-\d\d\.json$/.test(path)).toSorted();
      landing.reporting.leave(`files of the folder ${folder ?? ""}`, "Canvases and the like are not read.", inside.length - days.length);
      places.push({ slack, kind, days, name: kind === "direct" ? "" : channelName(slack, taken) });
    }
  }
  return places;
}

/** As our channels are called; two that would come out the same are told apart. */
function channelName({ name, id }: SlackChannel, taken: Set<string>): string {
  const plain = (name ?? "")
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  const base =
    plain.slice(0, 36).replace(/-+$/, "") ||
    `slack-${id
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, "")
      .slice(0, 20)}`;
  let free = base;
  for (let number = 2; taken.has(free); number += 1) free = `${base}-${number}`;
  taken.add(free);
  return free;
}

function openPlace(landing: Landing, { slack, kind, name }: Place, people: SlackPeople): Promise<string | undefined> {
  const createdAt = new Date((slack.created ?? 0) * 1_000);
  return openChannel(landing, slack.id, {
    id: landing.ids.make("chn", createdAt, slack.id),
    kind,
    name,
    topic: oneLine(storable(slack.topic?.value || slack.purpose?.value || ""))
      .slice(0, 200)
      .toWellFormed(),
    agentMode: "mentioned",
    memberIds: (slack.members ?? []).flatMap((user) => people.member(user) ?? []),
    archivedAt: slack.is_archived ? createdAt : null,
    createdAt,
  });
}

/** In the order they were said. */
async function readDay(landing: Landing, path: string): Promise<SlackMessage[]> {
  const messages = await readList(landing, path, SlackMessage);
  const kept = messages.filter(({ type, subtype }) => type === "message" && !NOTICES.test(subtype ?? ""));
  landing.reporting.leave("notices of Slack", "Who joined, left or renamed something is not kept.", messages.length - kept.length);
  return kept.toSorted((a, b) => Number(a.ts) - Number(b.ts));
}

/** What cannot be read is told, and the rest goes on. */
async function readList<Schema extends z.ZodType>(
  { archive, reporting }: Landing,
  path: string,
  schema: Schema,
): Promise<z.infer<Schema>[]> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readText(await archive.open(path, MOST_FILE_BYTES)));
  } catch (error) {
    if (!(error instanceof SyntaxError) && !isOfArchive(error)) throw error;
    reporting.leave(path, error instanceof SyntaxError ? "It is not valid JSON." : `It cannot be read: ${messageOf(error)}`);
    return [];
  }
  if (!Array.isArray(parsed)) {
    reporting.leave(path, "It holds no list.");
    return [];
  }
  const read = parsed.map((record) => schema.safeParse(record));
  const good = read.flatMap((each) => (each.success ? [each.data] : []));
  reporting.leave(`records of ${path}`, "They are not as Slack writes them.", read.length - good.length);
  return good;
}
