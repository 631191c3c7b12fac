// Builds the web app where its sources have changed since, and puts the build in the place of the last one in a single step.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { findNode, root } from "./machine.mjs";

const web = path.join(root, "apps/web");
const builds = path.join(web, ".builds");
const current = path.join(builds, "current");
const SOURCES = [
  "apps/web/src",
  "apps/web/public",
  "apps/web/next.config.ts",
  "apps/web/postcss.config.mjs",
  "packages/ui/src",
  "packages/appspec/src",
  "packages/core/src",
  "package-lock.json",
];
const WAIT_MS = 600_000;
/** What a server needs to know of `next.config.ts`; the rest is in the build. */
const SERVED_CONFIG = "export default { poweredByHeader: false };\n";
/** What the build writes for itself, and what the development server keeps. */
const NOT_SERVED = new Set(["cache", "dev", "diagnostics", "lock", "trace", "trace-build", "turbopack", "types"]);

/** Of core, the browser gets the words alone: `model.ts`, and the files that it is made of. */
const isBuilt = (file) => !file.includes("packages/core/src") || /(\/(model|cards|event-definition|paging)|-model)\.ts$/.test(file);

function filesOf(entry) {
  if (path.extname(entry)) return [entry];
  return readdirSync(entry, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) => path.join(found.parentPath, found.name));
}

function fingerprint() {
  const hash = createHash("sha256");
  const files = SOURCES.flatMap((source) => filesOf(path.join(root, source))).filter(isBuilt);
  for (const file of files.sort((a, b) => (a < b ? -1 : 1)))
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex").slice(0, 16);
}

const nameOfCurrent = () => (existsSync(current) ? readlinkSync(current) : undefined);
const isFresh = () => nameOfCurrent()?.startsWith(`${fingerprint()}-`) ?? false;

function runNext() {
  const { promise, resolve } = Promise.withResolvers();
  const build = spawn(process.execPath, [path.join(root, "node_modules/next/dist/bin/next"), "build"], {
    cwd: web,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [build.stdout, build.stderr]) stream.on("data", (chunk) => (output += chunk));
  build.on("close", (code) => resolve({ code: code ?? 1, output }));
  return promise;
}

/** Moves what was built beside the last build, then points to it: a server that starts finds the one or the other, and one that runs keeps its own. */
function publish(name) {
  const draft = path.join(builds, `draft-${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(path.join(draft, ".next"), { recursive: true });
  for (const entry of readdirSync(path.join(web, ".next")))
    if (!NOT_SERVED.has(entry)) renameSync(path.join(web, ".next", entry), path.join(draft, ".next", entry));
  cpSync(path.join(web, "public"), path.join(draft, "public"), { recursive: true });
  writeFileSync(path.join(draft, "next.config.mjs"), SERVED_CONFIG);
  mkdirSync(path.join(draft, "users"), { mode: 0o755 });
  renameSync(draft, path.join(builds, name));
  const link = path.join(builds, `link-${process.pid}`);
  rmSync(link, { force: true });
  symlinkSync(name, link);
  renameSync(link, current);
}

/** The last two stay, and those that a server runs on. */
function removeOld(last) {
  const kept = new Set(["current", "lock", last, nameOfCurrent()]);
  for (const name of readdirSync(builds)) {
    const folder = path.join(builds, name);
    if (!kept.has(name) && !isUsed(folder)) rmSync(folder, { recursive: true, force: true });
  }
}

function isUsed(folder) {
  const users = path.join(folder, "users");
  return existsSync(users) && readdirSync(users).some((pid) => isRunning(Number(pid)));
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

async function buildWeb(force) {
  if (!force && isFresh()) return 0;
  const sources = fingerprint();
  process.stdout.write("Building the web app…\n");
  const { code, output } = await runNext();
  if (code !== 0) {
    process.stderr.write(`${output}\nThe web app could not be built. Mend what is said above, then start again.\n`);
    return code;
  }
  const last = nameOfCurrent();
  publish(`${sources}-${Date.now().toString(36)}`);
  removeOld(last);
  return 0;
}

const force = process.argv.includes("--force");
if (Number(process.versions.node.split(".")[0]) < 24) {
  const again = spawn(findNode(), process.argv.slice(1), { stdio: "inherit" });
  again.on("close", (code) => process.exit(code ?? 1));
} else if (force || !isFresh()) {
  mkdirSync(builds, { recursive: true });
  const { exclusively } = await import("../packages/appkit/src/exclusively.ts");
  process.exit(await exclusively(path.join(builds, "lock"), WAIT_MS, () => buildWeb(force)));
}
