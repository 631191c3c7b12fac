import { z } from "zod";
import { AppError, defineTool, type Context, type Tool } from "../platform/index.ts";
import { runInSandbox, SANDBOX_NODE } from "./run.ts";
import { sandboxDriver } from "./slot.ts";

const MB = 1024 * 1024;
const LIMITS = { memoryBytes: 256 * MB, cpus: 1, processes: 32, fileBytes: 16 * MB, tmpBytes: 32 * MB, timeMs: 20_000 };
const MOST_OUTPUT = 16 * 1024;

const RunCode = z.object({ code: z.string().min(1).max(100_000), language: z.enum(["javascript", "typescript"]).default("javascript") });

async function runCode(ctx: Context, { code, language }: z.infer<typeof RunCode>, signal: AbortSignal) {
  const driver = ctx.platform.drivers.get(sandboxDriver);
  if (!driver.isolates) throw new AppError("forbidden", "This machine cannot isolate code, so agents run none here.");
  const type = language === "typescript" ? "module-typescript" : "module";
  const {
    code: exitCode,
    why,
    stdout,
    stderr,
    durationMs,
  } = await runInSandbox(
    driver,
    {
      argv: [SANDBOX_NODE, "--no-warnings", `--input-type=${type}`, "-"],
      cwd: "/tmp",
      env: { HOME: "/tmp" },
      mounts: [],
      limits: LIMITS,
      stdin: { text: code },
    },
    { signal, maxOutputBytes: MOST_OUTPUT },
  );
  return { exitCode, ended: why, stdout, stderr, durationMs: Math.round(durationMs) };
}

export const sandboxTools: readonly Tool[] = [
  defineTool({
    name: "run_code",
    title: "Run code",
    description:
      "Runs a JavaScript or TypeScript module by Node 24 and gives back what it prints. It has no network, no files of ours, and 20 seconds.",
    input: RunCode,
    permission: "sandbox:run",
    // NOTE: it leaves nothing behind and reaches nobody.
    effect: "read",
    code: true,
    says: ({ code, language }) => `Runs this ${language} in a sandbox without network:\n${code}`,
    run: (ctx, input, { signal }) => runCode(ctx, input, signal),
  }),
];
