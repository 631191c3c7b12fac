import { z } from "zod";
import { asAgent } from "../agents/index.ts";
import { changeMessage, Finding, postMessage, type CheckResult, type ChecksCard } from "../chat/index.ts";
import { changeVersion, uidOf } from "../hosting/index.ts";
import { AppError, readJson, write, type Context } from "../platform/index.ts";
import { defineTask, type Run } from "../runs/index.ts";
import { linesOf } from "../sandbox/index.ts";
import { endChecks } from "./end-checks.ts";
import { warmBundler } from "./bundler.ts";
import type { BuildRow } from "./internal.ts";
import { CHECK_TASK_MS } from "./limits.ts";
import { openBuild } from "./open-build.ts";
import { followProgress } from "./progress.ts";
import { checkResults } from "./tables.ts";
import { workbenchFor } from "./workbench.ts";

const CHECK_MS = 120_000;
/** Far above what seven answers need; the app's own tests run there and could write without end. */
const MOST_OUTPUT_BYTES = 8 * 1024 * 1024;

/** Every version passes these; the order is the one they are shown in. */
export const CHECKS: readonly { name: string; label: string }[] = [
  { name: "format", label: "Format" },
  { name: "lint", label: "Lint" },
  { name: "types", label: "Types" },
  { name: "tests", label: "Tests" },
  { name: "isolation", label: "Feature isolation" },
  { name: "secrets", label: "No secrets" },
  { name: "build", label: "Build" },
];

/** Built it was already, and what was built is what serves: a second build would say the same. */
const BUILT: CheckResult = { name: "build", label: "Build", state: "passed", summary: "Builds", findings: [] };
const CHECKED_HERE = CHECKS.map((check) => check.name).filter((name) => name !== BUILT.name);

/** One line of the kit's check tool. */
const Report = z.object({
  name: z.string(),
  ok: z.boolean(),
  durationMs: z.number(),
  summary: z.string(),
  findings: z.array(Finding).max(1_000),
});

/** Runs all checks of a version in the sandbox and shows each as it answers. */
export const checkTask = defineTask({
  kind: "builder.check",
  timeoutMs: CHECK_TASK_MS,
  input: z.object({ buildId: z.string() }),
  output: z.object({ passed: z.boolean() }),
  async run(run, { buildId }) {
    const build = await openBuild(run, buildId);
    const qa = await asAgent(run.ctx, "qa");
    const startedAt = performance.now();
    const progress = followProgress(await asAgent(run.ctx, "developer"), build.progressMessageId);
    progress.move("checks", "running");
    const card: ChecksCard = {
      type: "checks",
      appId: build.appId,
      version: build.version,
      state: "running",
      checks: CHECKS.map((check) => ({ ...check, state: "running", summary: "", findings: [] })),
    };
    const message = await postMessage(qa, { threadId: build.threadId, text: "", cards: [card], clientKey: `${build.id}/checks` });
    const checking = run.step("check", () => runChecks(run, build, (checks) => show(qa, message.id, checks)));
    const results = await checking.catch(async (error: unknown) => {
      await endChecks(qa, build);
      throw error;
    });
    const passed = results.every((result) => result.state === "passed");
    progress.move("checks", passed ? "done" : "failed", { durationMs: Math.round(performance.now() - startedAt) });
    await Promise.all([
      store(qa, build, results),
      show(qa, message.id, results),
      changeVersion(qa, { appId: build.appId, number: build.version, checks: passed ? "passed" : "failed" }),
      progress.settled(),
    ]);
    // For the next build: this machine has its hands free now.
    warmBundler(run.ctx);
    return { passed };
  },
});

async function runChecks(run: Run, build: BuildRow, show: (checks: CheckResult[]) => Promise<void>): Promise<CheckResult[]> {
  const bench = await workbenchFor(run.ctx, build.appId);
  const child = await bench.driver.spawn(
    bench.tool("check.mjs", CHECKED_HERE, { uid: await uidOf(run.ctx, build.appId), timeMs: CHECK_MS }),
  );
  const stop = () => void child.kill();
  run.signal.addEventListener("abort", stop, { once: true });
  if (run.signal.aborted) stop();
  const answered = new Map([[BUILT.name, BUILT]]);
  const complaints: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    if (complaints.length < 50) complaints.push(text);
  });
  let shown: Promise<void> = Promise.resolve();
  for await (const line of linesOf(child, MOST_OUTPUT_BYTES)) {
    const result = resultOf(line);
    if (!result || answered.has(result.name)) continue;
    answered.set(result.name, result);
    shown = shown.then(() => show(merge(answered, "running", "")));
  }
  const { why } = await child.exit;
  run.signal.removeEventListener("abort", stop);
  await shown;
  run.signal.throwIfAborted();
  if (answered.size === 1)
    throw new AppError(
      "unavailable",
      `The checks could not run (${why}): ${complaints.join("").trim().slice(-400) || "they gave no reason"}`,
    );
  return merge(answered, "broken", `It gave no answer (${why})`);
}

function resultOf(line: string): CheckResult | undefined {
  const check = line.startsWith("{") ? Report.safeParse(readJson(line)).data : undefined;
  const known = CHECKS.find((each) => each.name === check?.name);
  if (!check || !known) return undefined;
  return {
    ...known,
    state: check.ok ? "passed" : "failed",
    durationMs: check.durationMs,
    summary: check.summary,
    findings: check.findings.slice(0, 100),
  };
}

const merge = (answered: Map<string, CheckResult>, otherwise: CheckResult["state"], summary: string): CheckResult[] =>
  CHECKS.map((check) => answered.get(check.name) ?? { ...check, state: otherwise, summary, findings: [] });

async function show(qa: Context, messageId: string, checks: CheckResult[]): Promise<void> {
  const running = checks.some((check) => check.state === "running");
  const state = running ? "running" : checks.every((check) => check.state === "passed") ? "passed" : "failed";
  await changeMessage(qa, messageId, ({ cards }) => ({
    cards: cards.map((card) => (card.type === "checks" ? { ...card, state, checks } : card)),
  }));
}

async function store(qa: Context, build: BuildRow, results: CheckResult[]): Promise<void> {
  await write(qa, "builder:write", async (tx) => {
    for (const result of results) {
      const row = {
        workspaceId: tx.workspaceId,
        appId: build.appId,
        version: build.version,
        name: result.name,
        result,
        checkedAt: tx.clockNow,
      };
      await tx.db
        .insert(checkResults)
        .values(row)
        .onConflictDoUpdate({
          target: [checkResults.appId, checkResults.version, checkResults.name],
          set: { result, checkedAt: tx.clockNow },
        });
    }
  });
}
