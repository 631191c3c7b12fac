import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger } from "@openvibe/core/platform";
import { Client } from "pg";
import { expect, test } from "vitest";
import { startEmbeddedPostgres } from "./index.ts";

const log = createLogger({ level: "silent" });

test(
  "a killed server's database is ended and started again; another program with its old number is left alone",
  { timeout: 240_000 },
  async () => {
    const directory = await mkdtemp(join(tmpdir(), "openvibe-postgres-"));
    await chmod(directory, 0o755);
    const pidFile = join(directory, "postgres", "postmaster.pid");
    // A copy that an earlier version of the package left.
    await mkdir(join(directory, "runtime", "postgresql-0.0.1", "bin"), { recursive: true });
    const bystander = spawn("sleep", ["600"], { cwd: "/" });
    try {
      const left = await startEmbeddedPostgres({ directory, log });
      expect((await readdir(join(directory, "runtime"))).filter((name) => name.endsWith("0.0.1"))).toEqual([]);
      const next = await startEmbeddedPostgres({ directory, log });
      expect(next.pid).not.toBe(left.pid);
      const client = new Client({ connectionString: next.url });
      await client.connect();
      const { rows } = await client.query(
        "select name from pg_settings where name ~ 'fsync|^synchronous_commit|^full_page' and setting <> 'on'",
      );
      await client.end();
      expect(rows, "it is safe after a power cut").toEqual([]);
      const lines = (await readFile(pidFile, "utf8")).split("\n");
      await next.stop();
      await writeFile(pidFile, [String(bystander.pid), ...lines.slice(1)].join("\n"), { mode: 0o644 });
      const last = await startEmbeddedPostgres({ directory, log });
      expect([bystander.exitCode, bystander.signalCode]).toEqual([null, null]);
      await last.stop();
    } finally {
      bystander.kill("SIGKILL");
      await once(bystander, "exit");
      await rm(directory, { recursive: true, force: true });
    }
  },
);

test("a database ends with a server that is told to stop while it still starts", { timeout: 120_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), "openvibe-postgres-"));
  await chmod(directory, 0o755);
  const script = `
    import { createLogger } from "@openvibe/core/platform";
    import { startEmbeddedPostgres } from "./index.ts";
    const { pid } = await startEmbeddedPostgres({ directory: ${JSON.stringify(directory)}, log: createLogger({ level: "silent" }) });
    process.stdout.write(String(pid), () => process.exit(0));
  `;
  const server = spawn(process.execPath, ["--input-type=module", "-e", script], { cwd: import.meta.dirname });
  try {
    let pid = "";
    server.stdout.setEncoding("utf8").on("data", (text: string) => (pid += text));
    await once(server, "close");
    expect(Number(pid)).toBeGreaterThan(1);
    const isThere = () =>
      readFile(join(directory, "postgres", "postmaster.pid")).then(
        () => true,
        () => false,
      );
    await expect.poll(isThere, { timeout: 60_000 }).toBe(false);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});

test.skipIf(process.getuid?.() !== 0)("a database that somebody else made is left alone, and told whose it is", async () => {
  const directory = await mkdtemp(join(tmpdir(), "openvibe-postgres-"));
  await chmod(directory, 0o755);
  const cluster = join(directory, "postgres");
  await mkdir(cluster);
  await writeFile(join(cluster, "initialised"), "");
  await chown(cluster, 54_321, 54_321);
  await expect(startEmbeddedPostgres({ directory, log })).rejects.toMatchObject({
    code: "unavailable",
    message: `The database in ${directory} belongs to the user number 54321, and you are root. Start as number 54321, or choose a folder of your own with --data.`,
  });
  expect(await readdir(cluster)).toEqual(["initialised"]);
  await rm(directory, { recursive: true, force: true });
});
