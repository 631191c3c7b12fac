import { join, resolve } from "node:path";
import { AppError } from "@openvibe/core/platform";
import { defaultDataDirectory } from "@openvibe/drivers/machine";
import { createApp, type RunningApp } from "./app.ts";
import { readSettings } from "./config.ts";
import { tidyWhenQuiet } from "./quiet.ts";

const ROOT = join(import.meta.dirname, "../../..");
const STOP_MS = 30_000;

/** The only reader of the environment: settings in, a running server out, one clear line when it cannot be. */
async function main(): Promise<void> {
  process.umask(0o022);
  // Whoever set it meant this process: builds keep compile caches of their own.
  delete process.env["NODE_COMPILE_CACHE"];
  const settings = readSettings(process.argv.slice(2), process.env);
  const data = resolve(settings.data ?? (await defaultDataDirectory(ROOT)));
  let running: RunningApp | undefined;
  const tidying = tidyWhenQuiet();
  const stop = (code: number) => {
    tidying.close();
    setTimeout(() => process.exit(code || 1), STOP_MS).unref();
    void (running?.close() ?? Promise.resolve()).then(() => process.exit(code));
  };
  process.once("SIGTERM", () => stop(0));
  process.once("SIGINT", () => stop(0));
  // The terminal was closed.
  process.once("SIGHUP", () => stop(0));
  const startedAt = performance.now();
  running = await createApp(settings, data, (reason) => {
    say(`OpenVibe stops: ${reason}`);
    stop(1);
  });
  if (running.sandbox.warning) say(`\n  WARNING  ${running.sandbox.warning}\n`);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(
    running.address
      ? `\n  OpenVibe is ready at ${running.address}  (${seconds} s)\n  Data: ${data}   Stop: Ctrl-C\n`
      : `OpenVibe worker is ready (${seconds} s)`,
  );
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  const known = error instanceof AppError || (error as NodeJS.ErrnoException).syscall === "listen" ? explain(error) : undefined;
  process.stderr.write(`${known ?? (error instanceof Error ? error.stack : String(error))}\n`);
  process.exit(1);
});

function explain(error: unknown): string {
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE")
    return `Port ${port} is taken by another program. Start with --port ${(port ?? 3000) + 1}, or stop the other program.`;
  if (code === "EACCES") return `This account may not use port ${port}. Start with --port 3000.`;
  return message;
}
