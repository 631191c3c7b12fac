import { spawn } from "node:child_process";
import { chmod, chown, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { expect, test } from "vitest";
import { sharedKit } from "../../../packages/appkit/src/test/shared-kit.ts";
import { MINUTES, ownServer } from "../../server/test/own-server.ts";
import { makeDataDirectory, pause, removeDataDirectory } from "../../server/test/running-server.ts";

const CLI = join(import.meta.dirname, "../bin/openvibe.mjs");

const own = ownServer();

/** Runs what follows as a user to whom all folders are open that are their own, and no others, even as root. */
const WITHOUT_PRIVILEGES = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"];

async function openvibe(data: string, arguments_: string[], environment: Record<string, string> = {}, runner: string[] = []) {
  const [command = process.execPath, ...line] = [...runner, process.execPath, CLI, "--data", data, ...arguments_];
  const child = spawn(command, line, {
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "/", NODE_ENV: "production", NO_COLOR: "1", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let complaints = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const code = await new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
  return { code, out, complaints };
}

test("an app is built, listed, read, stopped and started from the terminal", { timeout: MINUTES }, async () => {
  const { data, port } = own.server;
  expect((await openvibe(data, ["apps"])).out).toMatch(/^No apps yet\. Make one: npx openvibe build /);

  const built = await openvibe(data, ["build", "A list of books", "with a title and an author"]);
  expect([built.code, built.complaints]).toEqual([0, ""]);
  for (const part of [/\(offline model\)/, /✓ Spec/, /✓ Code .* files/, /✓ Start/, /✓ Tests/, /✓ Types/, /✓ Checks/])
    expect(built.out).toMatch(part);
  const url = /\nLive after [\d.]+ s: (\S+)\n$/.exec(built.out)?.[1] ?? built.out;
  expect(url).toMatch(`.localhost:${port}`);
  const slug = new URL(url).hostname.replace(".localhost", "");

  expect((await openvibe(data, ["apps"])).out).toBe(`${slug}  live      v1  ${url}\n`);
  const logs = await openvibe(data, ["logs", slug]);
  expect(logs).toMatchObject({ code: 0, out: expect.stringMatching(/Version 1 started in \d+ ms\./) });
  expect(await openvibe(data, ["stop", slug])).toEqual({ code: 0, out: `${slug} is stopped.\n`, complaints: "" });
  expect((await openvibe(data, ["apps"])).out).toMatch(/ stopped .*Stopped by a person\n$/);
  expect(await openvibe(data, ["start", slug])).toEqual({ code: 0, out: `${slug} is live at ${url}\n`, complaints: "" });
});

test("an assistant that starts a program works with the projects through it", { timeout: MINUTES }, async () => {
  const client = new Client({ name: "test", version: "1" });
  const args = [CLI, "--data", own.server.data, "mcp"];
  const env = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "/", NODE_ENV: "production" };
  await client.connect(new StdioClientTransport({ command: process.execPath, args, env }), { timeout: MINUTES });
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(["project_create", "remember_this", "memory_recall"]));
  const ask = (name: string, input: Record<string, unknown>) =>
    client.callTool({ name, arguments: input }, undefined, { timeout: MINUTES });
  const kept = await ask("remember_this", { text: "Covers are 300 pixels wide", scope: "workspace" });
  expect(kept).toMatchObject({ structuredContent: { byProgram: true } });
  const { structuredContent } = await ask("recall_context", { query: "how wide is a cover?" });
  expect(structuredContent).toMatchObject({
    items: [{ text: "Covers are 300 pixels wide", scope: "workspace" }],
    embedding: { model: "offline/lexical", offline: true },
  });
  await client.close();
});

test("what cannot be done is said in one line, with code 1", { timeout: MINUTES }, async () => {
  const { data } = own.server;
  expect(await openvibe(data, ["logs", "nowhere"])).toEqual({
    code: 1,
    out: "",
    complaints: expect.stringMatching(/^There is no app "nowhere"\. There are: \S+\n$/),
  });
  expect(await openvibe(data, ["build", "   "])).toEqual({
    code: 1,
    out: "",
    complaints: expect.stringMatching(/^Write in a sentence what you want to build, for example: .*\n$/),
  });
  expect(await openvibe(data, ["build"])).toMatchObject({
    code: 1,
    complaints: expect.stringMatching(/^error: missing required argument 'idea'/),
  });
  const empty = await makeDataDirectory();
  expect(await openvibe(empty, ["stop", "anything"])).toEqual({
    code: 1,
    out: "",
    complaints: "OpenVibe is not running. Start it with: npm start\n",
  });
  expect(await openvibe(empty, ["bild", "x"])).toMatchObject({
    code: 1,
    complaints: expect.stringMatching(/^error: unknown command 'bild'\n\(Did you mean build\?\)\n/),
  });
  const { version } = JSON.parse(await readFile(join(import.meta.dirname, "../package.json"), "utf8")) as { version: string };
  expect(await openvibe(empty, ["--version"])).toEqual({ code: 0, out: `${version}\n`, complaints: "" });
  await removeDataDirectory(empty);
});

test("where no server runs, a build starts one that goes on after the command", { timeout: MINUTES }, async () => {
  const data = await makeDataDirectory();
  const built = await openvibe(data, ["build", "A list of birds with a name and a colour"], { PORT: "0", OPENVIBE_KIT: await sharedKit() });
  expect(built).toMatchObject({
    code: 0,
    complaints: expect.stringMatching(/^Starting OpenVibe in the background …\n/),
    out: expect.stringMatching(/^[^]*\nLive after [^\n]*\n$/),
  });
  const note = JSON.parse(await readFile(join(data, "server.json"), "utf8")) as { pid: number; address: string };
  expect((await fetch(`${note.address}/ready`)).status).toBe(200);
  process.kill(note.pid, "SIGTERM");
  for (const deadline = Date.now() + 60_000; isRunning(note.pid); await pause(50))
    if (Date.now() > deadline) throw new Error(`the server ${note.pid} did not end`);
  await removeDataDirectory(data);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test.skipIf(process.getuid?.() !== 0 || process.platform !== "linux")(
  "a folder of somebody else is told as that, and what to do, by every command",
  { timeout: MINUTES },
  async () => {
    const closed = await makeDataDirectory();
    await chown(closed, 54_321, 54_321);
    await chmod(closed, 0o700);
    const complaints = `The folder ${closed} belongs to the user number 54321, and you are root. Start as number 54321, or choose a folder of your own with --data.\n`;
    const commands = [["build", "A list of books"], ["apps"], ["start", "books"]];
    for (const [folder, command] of [...commands.map((each) => [closed, each] as const), [join(closed, "below"), ["apps"]] as const])
      expect(await openvibe(folder, [...command], {}, WITHOUT_PRIVILEGES)).toEqual({ code: 1, out: "", complaints });
    await removeDataDirectory(closed);
  },
);
