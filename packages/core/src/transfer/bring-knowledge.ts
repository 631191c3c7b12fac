import { importContextItems, type ImportedItem } from "../knowledge/index.ts";
import { importProject } from "../projects/index.ts";
import { KeyOfSetting, listSettings, setSetting } from "../settings/index.ts";
import { oncePlainly } from "./bring-minds.ts";
import type { Exact } from "./bring-talk.ts";
import { ItemRecord, PATHS, ProjectRecord, SettingRecord } from "./format.ts";
import { landBatch } from "./land-batch.ts";
import type { Landing } from "./landing.ts";
import { recordsOf } from "./records-of.ts";

const BATCH = 200;

export async function bringItems(landing: Landing, exact: Exact, channels: ReadonlySet<string>): Promise<void> {
  const { reporting } = landing;
  let items: ImportedItem[] = [];
  let batch = 0;
  const land = async () => {
    const landed = items;
    items = [];
    const step = { name: `items/${batch}`, what: "context items" };
    batch += 1;
    const parts = await landBatch(landing, step, landed, async (tx, part) => ({
      added: await importContextItems(tx, part),
      all: part.length,
    }));
    for (const { added, all } of parts) {
      reporting.take("context items", added);
      reporting.take("context items that were here", all - added);
    }
  };
  for await (const item of recordsOf(landing, PATHS.items, ItemRecord, exact)) {
    if (item.channelId === null || channels.has(item.channelId)) items.push(item);
    else reporting.leave("context items", "Their channel did not come along.");
    if (items.length >= BATCH) await land();
  }
  if (items.length > 0) await land();
}

export async function bringProjects(landing: Landing, exact: Exact): Promise<void> {
  const { reporting } = landing;
  for await (const record of recordsOf(landing, PATHS.projects, ProjectRecord, exact)) {
    const step = { name: `project/${record.project.id}`, what: "projects" };
    const [added] = await landBatch(landing, step, [record], (tx) => importProject(tx, record));
    if (added) reporting.take("projects");
    else if (added === false) reporting.leave("projects", "They are here already, or their thread is not in a public channel.");
  }
}

/** What this workspace set for itself stays. */
export async function bringSettings(landing: Landing, exact: Exact): Promise<void> {
  const { run, reporting } = landing;
  for await (const { key, value, locked } of recordsOf(landing, PATHS.settings, SettingRecord, exact)) {
    const read = KeyOfSetting.safeParse(key);
    if (!read.success) {
      reporting.leave(`setting ${key}`, "This server does not know it.");
      continue;
    }
    const outcome = await oncePlainly(run, `setting/${key}`, async (ctx) => {
      const before = (await listSettings(ctx)).find((each) => each.key === read.data);
      if (before?.layers.workspace !== undefined) return "This workspace has its own.";
      await setSetting(ctx, { key: read.data, layer: "workspace", value, locked });
      return "";
    });
    if (outcome === "") reporting.take("settings");
    else reporting.leave(`setting ${key}`, outcome);
  }
}
