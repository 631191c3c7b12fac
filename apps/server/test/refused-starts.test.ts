import { execFileSync } from "node:child_process";
import { chmod } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MINUTES, ownServer } from "./own-server.ts";
import { makeDataDirectory, MAY_MOUNT, refusalOf, removeDataDirectory, startServer, withoutBubblewrap } from "./running-server.ts";
import { operatorOf } from "./visitor.ts";

const own = ownServer();

test("a second start on the same data directory names the process that holds it", { timeout: MINUTES }, async () => {
  const { code, lines } = await refusalOf({ data: own.server.data });
  expect([code, lines.length]).toEqual([1, 1]);
  expect(lines[0]).toMatch(`The data directory ${own.server.data} is held by process ${own.server.pid} `);
  expect((await fetch(`${own.server.address}/ready`)).status).toBe(200);
});

test("a DATABASE_URL that leads nowhere or is none is told in one line", { timeout: MINUTES }, async () => {
  const data = await makeDataDirectory();
  const closed = await portOf(createServer());
  const refusals = {
    [`postgresql://nobody:secret-word@127.0.0.1:${closed}/none`]:
      /^DATABASE_URL does not lead to a database that answers .*ECONNREFUSED.*Check the host/,
    "mysql://localhost/shop": /^The settings are not complete: DATABASE_URL must be an address such as postgresql:/,
  };
  for (const [url, expected] of Object.entries(refusals)) {
    const { code, lines } = await refusalOf({ data, environment: { DATABASE_URL: url } });
    expect([code, lines]).toEqual([1, [expect.stringMatching(expected)]]);
    expect(lines.join()).not.toContain("secret-word");
  }
  await removeDataDirectory(data);
});

test(
  "a taken port and a key file that others may read each give one line and leave the data in order",
  {
    timeout: MINUTES,
  },
  async () => {
    const { data } = own.server;
    expect(await own.server.stop()).toBe(0);

    const other = createServer();
    const port = await listen(other);
    const taken = await refusalOf({ data, flags: ["--port", String(port)] });
    other.close();
    expect(taken).toEqual({
      code: 1,
      lines: [`Port ${port} is taken by another program. Start with --port ${port + 1}, or stop the other program.`],
    });

    const key = join(data, "master.key");
    await chmod(key, 0o644);
    expect(await refusalOf({ data })).toEqual({ code: 1, lines: [`Others on this machine may read the key file. Run: chmod 600 ${key}`] });
    await chmod(key, 0o600);

    own.server = await startServer({ data });
    expect(await operatorOf(own.server).identity.getMe()).toMatchObject({ workspaces: [{}] });
  },
);

test("a worker is not led astray by the note of a server that was killed", { timeout: MINUTES }, async () => {
  const { data } = own.server;
  await own.server.kill();
  expect(await refusalOf({ data, flags: ["--role", "worker"] })).toEqual({
    code: 1,
    lines: [`A worker needs a database: start the server on ${data} first, or set DATABASE_URL.`],
  });
  own.server = await startServer({ data });
  const worker = await startServer({ data, flags: ["--role", "worker"] });
  expect(await worker.stop()).toBe(0);
});

test.skipIf(!MAY_MOUNT)(
  "without bubblewrap the server says how to get it, and runs with a warning when told to",
  { timeout: MINUTES },
  async () => {
    const data = await makeDataDirectory();
    const { through, restore } = await withoutBubblewrap();
    try {
      expect(await refusalOf({ data, through })).toEqual({
        code: 1,
        lines: [
          "OpenVibe does not start: bubblewrap, which isolates apps from this machine, is missing: install it with " +
            "`sudo apt-get install bubblewrap` or `sudo dnf install bubblewrap`. " +
            "To run without isolation, for code that you trust, start with --allow-unisolated.",
        ],
      });
      const open = await startServer({ data, through, flags: ["--allow-unisolated"] });
      expect(open.output()).toMatch(/WARNING {2}Apps run WITHOUT isolation: .*apt-get install bubblewrap/);
      expect(await open.stop()).toBe(0);
    } finally {
      await restore();
      await removeDataDirectory(data);
    }
  },
);

test.skipIf(!MAY_MOUNT)("a disk without room for the database is told before anything is written", { timeout: MINUTES }, async () => {
  const data = await makeDataDirectory();
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=50m,mode=755", "tmpfs", data]);
  try {
    expect(await refusalOf({ data })).toEqual({
      code: 1,
      lines: [
        expect.stringMatching(
          /^The disk below .* is full: \d+ MB are free and the database needs 200 MB\. Free some space and start again\.$/,
        ),
      ],
    });
  } finally {
    execFileSync("umount", [data]);
    await removeDataDirectory(data);
  }
});

async function listen(on: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => on.listen(0, "127.0.0.1", resolve));
  return (on.address() as AddressInfo).port;
}

/** A port on which nothing listens any more. */
async function portOf(on: ReturnType<typeof createServer>): Promise<number> {
  const port = await listen(on);
  await new Promise((resolve) => on.close(resolve));
  return port;
}
