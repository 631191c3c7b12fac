import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdir, readFile, rm, statfs } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { promisify } from "node:util";
import { AppError } from "../platform/index.ts";

const run = promisify(execFile);
const MAX_OUTPUT = 64 * 1024 * 1024;
const LEAST_BYTES = 64 * 1024;
const FILES_PER_TURN = 40;
const OBJECT_ID = /^[0-9a-f]{40}\s*$/;
/** No hook, filter or setting of the machine has a say in an app's repository. */
const SETTINGS = [
  "-c",
  "core.hooksPath=/dev/null",
  "-c",
  "user.name=OpenVibe",
  "-c",
  "user.email=agents@openvibe.invalid",
  "-c",
  "commit.gpgsign=false",
  "-c",
  "gc.auto=0",
  "-c",
  "core.autocrlf=false",
  "-c",
  "safe.directory=*",
];
const ENVIRONMENT = {
  PATH: process.platform === "win32" ? "" : "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  HOME: "/nonexistent",
  LANG: "C.UTF-8",
  NODE_ENV: "production" as const,
};

async function git(folder: string, arguments_: string[], input = "", encoding: BufferEncoding = "utf8"): Promise<string> {
  try {
    // A repository that is broken must not make git look for another one above it: the clone that the data may lie in.
    const env = { ...ENVIRONMENT, GIT_CEILING_DIRECTORIES: dirname(folder) };
    const running = run("git", [...SETTINGS, ...arguments_], { cwd: folder, env, encoding, maxBuffer: MAX_OUTPUT });
    // NOTE: a git that ends before it read everything says why by its code.
    running.child.stdin?.on("error", () => undefined).end(input);
    return (await running).stdout;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT")
      throw new AppError(
        "unavailable",
        "Git is not installed on the server. Install it (apt install git, dnf install git or brew install git) and try again.",
        { cause },
      );
    // Git says of a full disk at times only that it "cannot write".
    if (await isFull(folder)) throw Object.assign(new Error("no space left for git", { cause }), { code: "ENOSPC" });
    throw cause;
  }
}

async function isFull(folder: string): Promise<boolean> {
  const { bavail, bsize, ffree } = await statfs(folder);
  return bavail * bsize < LEAST_BYTES || ffree === 0;
}

/** What the last commit holds; both empty before the first one. */
export interface OpenRepository {
  head: string | undefined;
  files: ReadonlyMap<string, string>;
}

/** Makes the repository ready to be written: there, and as its last commit left it. */
export async function openRepository(folder: string): Promise<OpenRepository> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await removeLocks(folder);
  const head = await headOf(folder);
  if (!head) {
    makeRepository(folder);
    return { head, files: new Map() };
  }
  const blobs = await blobsOf(folder, head);
  const files = readIntact(folder, blobs);
  if (files) return { head, files };
  // An attempt that was cut short left files behind.
  await git(folder, ["reset", "--hard", "--quiet", head]);
  await git(folder, ["clean", "-fdq"]);
  const texts = [...blobs.keys()].map(async (path) => [path, await readFile(join(folder, path), "utf8")] as const);
  return { head, files: new Map(await Promise.all(texts)) };
}

/** The same without touching the folder, in which a build may be at work. */
export async function readHead(folder: string): Promise<OpenRepository> {
  const head = await headOf(folder);
  return { head, files: head === undefined ? new Map() : await readCommit(folder, head) };
}

/** Left by a git that was killed; builds of one app take turns, so nobody holds them. */
async function removeLocks(folder: string): Promise<void> {
  const locks = ["index.lock", "HEAD.lock", "config.lock", "refs/heads/main.lock", "refs/heads/candidate.lock"];
  await Promise.all(locks.map((name) => rm(join(folder, ".git", name), { force: true })));
}

async function headOf(folder: string, branch = MAIN): Promise<string | undefined> {
  // As git itself reads it; without a process of its own.
  const loose = await readFile(join(folder, ".git", "refs", "heads", branch), "utf8").catch(() => "");
  if (OBJECT_ID.test(loose) && existsSync(join(folder, ".git", "HEAD"))) return loose.trim();
  if (!existsSync(join(folder, ".git"))) return undefined;
  return git(folder, ["rev-parse", "--verify", "--quiet", `refs/heads/${branch}`]).then(
    (text) => text.trim(),
    (error: unknown) => {
      if (error instanceof AppError) throw error;
      return undefined;
    },
  );
}

/** Path to blob of every file of a commit. */
async function blobsOf(folder: string, commit: string): Promise<Map<string, string>> {
  const lines = (await git(folder, ["ls-tree", "-r", "-z", commit])).split("\0").filter((line) => line !== "");
  return new Map(
    lines.map((line) => {
      const tab = line.indexOf("\t");
      return [line.slice(tab + 1), line.slice(0, tab).split(" ")[2] ?? ""];
    }),
  );
}

/** What `git init` makes, without a process. Again where an earlier attempt was cut short: it mends what is missing. */
function makeRepository(folder: string): void {
  const metadata = join(folder, ".git");
  for (const name of ["objects", "refs/heads"]) mkdirSync(join(metadata, name), { recursive: true, mode: 0o755 });
  writeFileSync(join(metadata, "HEAD"), "ref: refs/heads/main\n");
  writeFileSync(join(metadata, "config"), "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n");
}

/** The text of every file when the folder holds exactly these; no word of git's index is taken for it. */
function readIntact(folder: string, blobs: ReadonlyMap<string, string>): Map<string, string> | undefined {
  const metadata = join(folder, ".git");
  const isOwn = (parent: string) => parent !== metadata && !parent.startsWith(metadata + sep);
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (each) => !each.isDirectory() && isOwn(each.parentPath),
  );
  if (found.length !== blobs.size) return undefined;
  const files = new Map<string, string>();
  for (const [path, blob] of blobs) {
    const bytes = readIfThere(join(folder, path));
    if (!bytes || createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex") !== blob) return undefined;
    files.set(path, bytes.toString("utf8"));
  }
  return files;
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Every file of any commit, with its text. */
export async function readCommit(folder: string, commit: string): Promise<Map<string, string>> {
  const blobs = await blobsOf(folder, commit);
  // NOTE: sizes are told in bytes, and this encoding has one character for each.
  const said = await git(folder, ["cat-file", "--batch"], [...blobs.values()].map((blob) => `${blob}\n`).join(""), "latin1");
  const files = new Map<string, string>();
  let at = 0;
  for (const [path, blob] of blobs) {
    const head = /^[0-9a-f]+ blob (\d+)\n/.exec(said.slice(at, at + 80));
    if (!head) throw new Error(`the repository has no blob ${blob}`);
    const start = at + head[0].length;
    const end = start + Number(head[1]);
    files.set(path, Buffer.from(said.slice(start, end), "latin1").toString("utf8"));
    at = end + 1;
  }
  return files;
}

export interface Change {
  written: ReadonlyMap<string, string>;
  deleted: readonly string[];
}

/** Brings the folder to what the change says. */
export async function writeFiles(folder: string, { written, deleted }: Change): Promise<void> {
  const folders = new Set([...written.keys()].map((path) => dirname(join(folder, path))));
  for (const each of folders) mkdirSync(each, { recursive: true, mode: 0o755 });
  let count = 0;
  for (const [path, text] of written) {
    // NOTE: small files cost the thread pool three times what they cost here; the event loop has its turn in between.
    if (++count % FILES_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    writeFileSync(join(folder, path), text);
  }
  await Promise.all(deleted.map((path) => rm(join(folder, path), { force: true })));
}

export const MAIN = "main";
/** Holds the newest commit that is to be checked before it counts. */
export const CANDIDATE = "candidate";

/** From here on the app's code is that of the commit. */
export async function promote(folder: string, commit: string): Promise<void> {
  await git(folder, ["update-ref", `refs/heads/${MAIN}`, commit]);
}

/** Commits the change on top of `head`, by one process and without a look at the folder; without a change the last commit stands. Returns its hash. */
export async function commitChange(
  folder: string,
  head: string | undefined,
  { written, deleted }: Change,
  message: string,
  branch = MAIN,
): Promise<string> {
  if (head && written.size === 0 && deleted.length === 0) return head;
  const anew = branch === CANDIDATE ? ["--force"] : [];
  const name = (path: string) => (/^"|\n/.test(path) ? JSON.stringify(path) : path);
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const lines = [
    `commit refs/heads/${branch}\ncommitter OpenVibe <agents@openvibe.invalid> ${Math.floor(Date.now() / 1_000)} +0000\n${data(message)}`,
    head ? `from ${head}\n` : "",
    ...deleted.map((path) => `D ${name(path)}\n`),
    ...[...written].map(([path, text]) => `M 100644 inline ${name(path)}\n${data(text)}`),
    "\ndone\n",
  ];
  await git(folder, ["-c", "fastimport.unpackLimit=1", "fast-import", "--quiet", "--done", ...anew, "--date-format=raw"], lines.join(""));
  const commit = await headOf(folder, branch);
  if (!commit) throw new Error("a commit was made and is not there");
  return commit;
}

export async function listCommit(folder: string, commit: string): Promise<{ path: string; bytes: number }[]> {
  const lines = (await git(folder, ["ls-tree", "-r", "-z", "-l", commit])).split("\0").filter((line) => line !== "");
  return lines.map((line) => {
    const [about = "", path = ""] = line.split("\t");
    return { path, bytes: Number(about.split(/\s+/)[3]) };
  });
}

export async function readFromCommit(folder: string, commit: string, path: string): Promise<string> {
  const known = await listCommit(folder, commit);
  if (!known.some((file) => file.path === path)) throw new AppError("not_found", "This version has no such file.");
  return git(folder, ["show", `${commit}:${path}`]);
}
