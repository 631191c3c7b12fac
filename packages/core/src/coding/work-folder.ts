import { lstat, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { removeFolders } from "../sandbox/index.ts";
import type { GivenFile } from "./given-files.ts";

/** Nobody's code: what is made by running it, and what the generator keeps for itself. */
const LEFT_OUT = new Set(["node_modules", ".git", "openvibe.json"]);
const PATH = /^(?:[\w@+.()-]+\/)*[\w@+.()-]+$/;
const MOST_FILES = 2_000;
const MOST_FILE_BYTES = 512 * 1024;
const MOST_BYTES = 4 * 1024 * 1024;

export interface FolderChange {
  written: Map<string, string>;
  deleted: string[];
  /** Changed files that cannot be taken: too large, no text, a strange name, locked. */
  leftOut: string[];
}

/** A folder for one run of an agent: what it finds there, and what it leaves. */
export interface WorkFolder {
  /** What it may write: the work and its home. */
  readonly work: string;
  readonly home: string;
  /** What it may read: files that came with the question. */
  readonly given: string;
  /** Once nothing runs in it any more. */
  changes(): Promise<FolderChange>;
}

/** Of one task, which has one at most: so that what a server that died left can be found. */
const placeOf = (taskId: string) => join(tmpdir(), `openvibe-work-${taskId}`);

export async function makeWorkFolder(
  taskId: string,
  files: ReadonlyMap<string, string>,
  settings: Readonly<Record<string, string>>,
  came: readonly GivenFile[] = [],
): Promise<WorkFolder> {
  const root = placeOf(taskId);
  await mkdir(root, { mode: 0o700 });
  const [work, home, given] = [join(root, "work"), join(root, "home"), join(root, "given")];
  await Promise.all([work, home, given].map((each) => mkdir(each)));
  await put(work, files);
  await put(home, new Map(Object.entries(settings)));
  await put(given, new Map(came.map(({ path, bytes }) => [path, bytes])));
  return {
    work,
    home,
    given,
    changes: () => changesIn(work, files),
  };
}

export const removeWorkFolder = (taskId: string): Promise<void> => removeFolders(placeOf(taskId));

async function put(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** Plain files below a folder; a link is nobody's file and leads nowhere. */
async function* filesIn(folder: string, skip: ReadonlySet<string>): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    if (skip.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path, skip);
    else if (entry.isFile()) yield path;
  }
}

async function changesIn(work: string, before: ReadonlyMap<string, string>): Promise<FolderChange> {
  const change: FolderChange = { written: new Map(), deleted: [], leftOut: [] };
  const there = new Set<string>();
  let bytes = 0;
  for await (const file of filesIn(work, LEFT_OUT)) {
    const path = relative(work, file);
    there.add(path);
    const { size } = await lstat(file);
    const text = PATH.test(path) && size <= MOST_FILE_BYTES ? await textOf(file) : undefined;
    if (text !== undefined && before.get(path) === text) continue;
    if (text === undefined || change.written.size >= MOST_FILES || bytes + size > MOST_BYTES) {
      change.leftOut.push(path.slice(0, 200));
      continue;
    }
    bytes += size;
    change.written.set(path, text);
  }
  change.deleted = [...before.keys()].filter((path) => !there.has(path) && !path.split("/").some((part) => LEFT_OUT.has(part)));
  return change;
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readFile(file));
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
