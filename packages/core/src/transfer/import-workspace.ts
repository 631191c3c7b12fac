import { AppError, readJson } from "../platform/index.ts";
import { AppRecord, FORMAT_VERSION, Manifest, PATHS } from "./format.ts";
import { bringAgents, bringBudgets, bringCorrections, bringHandoffs, bringPlans, bringSchedules } from "./bring-minds.ts";
import { bringMemories } from "./bring-memories.ts";
import { bringItems, bringProjects, bringSettings } from "./bring-knowledge.ts";
import { bringChannels, bringMembers, bringMessages, bringThreads } from "./bring-talk.ts";
import { importedIds } from "./imported-ids.ts";
import type { Landing } from "./landing.ts";
import { readText } from "../archives/index.ts";
import { recordsOf } from "./records-of.ts";

const MANIFEST_BYTES = 1_000_000;

/** Brings an export of ours in: into a new workspace, beside what is here, or back where it came from. */
export async function importWorkspace(reading: Omit<Landing, "ids">): Promise<void> {
  const manifest = await readManifest(reading);
  const { ctx } = reading.run;
  const landing: Landing = { ...reading, ids: importedIds(ctx, manifest.workspace.id) };
  const exact = new Map([[landing.ids.move(manifest.workspace.id), ctx.workspaceId]]);
  await landing.progress(0.01, "Members");
  await bringAgents(landing);
  await bringMembers(landing, exact);
  const channels = await bringChannels(landing, exact);
  await landing.progress(0.1, "Threads");
  await bringThreads(landing, exact, channels);
  await bringMessages(landing, exact, channels, manifest.counts["messages"] ?? 0);
  await landing.progress(0.9, "Context items and projects");
  await bringItems(landing, exact, channels);
  await bringProjects(landing, exact);
  await bringSettings(landing, exact);
  await bringMemories(landing, exact);
  await bringSchedules(landing, exact);
  await bringBudgets(landing, exact);
  await bringPlans(landing, exact);
  await bringHandoffs(landing, exact);
  await bringCorrections(landing, exact);
  let apps = 0;
  for await (const _ of recordsOf(landing, PATHS.apps, AppRecord, exact)) apps += 1;
  landing.reporting.leave(
    "apps",
    "Their specs came along: open the conversation of one and choose Build it again. Its data stayed where it was; its code lies in the archive.",
    apps,
  );
}

async function readManifest({ archive }: Omit<Landing, "ids">): Promise<Manifest> {
  const text = await readText(await archive.open(PATHS.manifest, MANIFEST_BYTES));
  const read = Manifest.safeParse(readJson(text));
  if (!read.success) throw new AppError("bad_request", "The file openvibe.json of this archive is not what an export has. Export again.");
  if (read.data.version > FORMAT_VERSION)
    throw new AppError("bad_request", "This archive comes from a newer OpenVibe. Bring this server up to date, then import it.");
  return read.data;
}
