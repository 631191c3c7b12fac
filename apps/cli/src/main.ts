import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ORPCError } from "@orpc/client";
import { Command, InvalidArgumentError } from "commander";
import colors from "picocolors";
import { AppError } from "@openvibe/core/platform";
import { defaultDataDirectory } from "@openvibe/drivers/machine";
import { findApp, listApps, showLogs } from "./apps.ts";
import { build } from "./build.ts";
import { CliError, connect, type Client, type Connection } from "./connect.ts";
import { proxyMcp } from "./mcp.ts";

const ROOT = join(import.meta.dirname, "../../..");
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8")) as { version: string };
const EXAMPLES = `
Examples:
  openvibe build "A recipe app with ingredients, categories and comments"
  openvibe apps
  openvibe logs keto-recipes --follow

It works with the server of this machine, and \`build\`, \`start\` and \`mcp\` start one where none runs. It ends with 0 only
if all went well; what went wrong goes to stderr, in plain text where NO_COLOR is set or no terminal reads it.`;
const APP = "its name, as `openvibe apps` lists it";

const toStderr = (line: string) => void process.stderr.write(`${line}\n`);
const complaint = colors.createColors(colors.isColorSupported && process.stderr.isTTY);
const print = (line: string) => void process.stdout.write(`${line}\n`);
// Who reads no further, as `head` does, has what it wanted.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

const program = new Command("openvibe")
  .description("From one sentence to a running app, in the terminal.")
  .version(version, "-v, --version", "show the version")
  .option("--data <folder>", "the data directory of the server (OPENVIBE_DATA); .openvibe beside the code", process.env["OPENVIBE_DATA"])
  .showHelpAfterError("(openvibe --help tells what there is)")
  .addHelpText("after", EXAMPLES);

async function connectionOf(start: boolean, tell: (line: string) => void): Promise<Connection> {
  const given = program.opts<{ data?: string }>().data;
  const data = resolve(given ?? (await defaultDataDirectory(ROOT)));
  return connect(data, start ? (line) => tell(complaint.dim(line)) : undefined);
}
const clientOf = async (start: boolean): Promise<Client> => (await connectionOf(start, toStderr)).client;

const positive = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 1000) throw new InvalidArgumentError("a number from 1 to 1000");
  return number;
};

program
  .command("build")
  .argument("<idea...>", "what to build, in a sentence")
  .description("build an app; exit code 0 only if it answers and its checks pass")
  .action(async (idea: string[]) => {
    process.exitCode = await build(await clientOf(true), idea.join(" "), print);
  });
program
  .command("mcp")
  .description(
    "speak the Model Context Protocol on stdin and stdout, for assistants; with OPENVIBE_API_KEY as that key, else as whoever runs the server",
  )
  .action(async () => {
    // What goes to stdout is read by a program.
    const { address, token } = await connectionOf(true, toStderr);
    await proxyMcp({ address, token: process.env["OPENVIBE_API_KEY"] ?? token });
  });
program
  .command("apps")
  .description("list the apps: name, state, version, address")
  .action(async () => listApps(await clientOf(false), print));
program
  .command("logs")
  .argument("<app>", APP)
  .option("-f, --follow", "go on with new lines")
  .option("-n, --lines <count>", "how many lines", positive, 200)
  .description("show what an app wrote")
  .action(async (name: string, options: { follow?: boolean; lines: number }) => {
    const client = await clientOf(false);
    await showLogs(client, await findApp(client, name), { follow: false, ...options }, print);
  });
program
  .command("stop")
  .argument("<app>", APP)
  .description("stop an app; it stays stopped until it is started")
  .action(async (name: string) => {
    const client = await clientOf(false);
    const app = await findApp(client, name);
    await client.hosting.stopApp({ appId: app.id });
    print(`${app.slug} is stopped.`);
  });
program
  .command("start")
  .argument("<app>", APP)
  .description("start a stopped app")
  .action(async (name: string) => {
    const client = await clientOf(true);
    const app = await client.hosting.startApp({ appId: (await findApp(client, name)).id });
    print(`${app.slug} is live at ${app.url}`);
  });

try {
  await program.parseAsync();
} catch (error) {
  toStderr(complaint.red(whyNot(error)));
  process.exitCode = 1;
}

/** In a line where a person can mend it; in full where it is a fault of ours. */
function whyNot(error: unknown): string {
  if (error instanceof CliError || error instanceof AppError || error instanceof ORPCError) return error.message;
  if (error instanceof TypeError && error.message === "fetch failed") return "OpenVibe stopped answering. Start it again: npm start";
  return String(error instanceof Error ? error.stack : error);
}
