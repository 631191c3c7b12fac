// What `npm test` runs: installs what the tests need, then every test, then one line that says how many passed.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { ensureBubblewrap, ensureDependencies, findNode, has, installPackages, LINGERED, root, run, runToEnd, say } from "./machine.mjs";

/** More failed files than this are no accident of a busy machine. */
const MOST_RERUN = 4;

await ensureDependencies();
ensureBubblewrap();
if (!has("chromium") && !has("google-chrome") && !has("chromium-browser"))
  installPackages(["chromium"], "Chromium, in which the browser tests run");
const node = findNode();
const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
await runToEnd(node, [join(root, "tools/build-web.mjs")], environment);

const asked = process.argv.slice(2);
const first = await runTests(asked);
// A file that failed beside others is run once more, alone, and named: it passes for the moment, and is to be mended.
const again = first.failedFiles.length > 0 && first.failedFiles.length <= MOST_RERUN ? first.failedFiles : [];
if (again.length > 0) say(`\nOnce more, alone: ${again.join(", ")}`);
const second = again.length > 0 ? await runTests([...again, "--maxWorkers=1", ...asked.filter((each) => each.startsWith("-"))]) : undefined;

const failed = second ? second.failed : first.failed;
const passed = first.passed + (second ? first.failed - Math.min(first.failed, second.failed) : 0);
if (second?.ok) say(`\nPassed only when run alone: ${again.join(", ")}`);
say(`\n${passed} passed, ${failed} failed${first.skipped ? `, ${first.skipped} skipped` : ""}`);
const isGood = (second ?? first).ok && passed > 0;
if (!isGood && failed === 0) say("It failed all the same: see the errors above, which no test was waiting for.");
process.exit(isGood ? 0 : 1);

async function runTests(options) {
  const folder = mkdtempSync(join(tmpdir(), "openvibe-report-"));
  const report = join(folder, "report.json");
  const code = await run(
    node,
    [
      join(root, "node_modules/vitest/vitest.mjs"),
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...options,
    ],
    environment,
    () => existsSync(report),
  );
  const told = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : {};
  rmSync(folder, { recursive: true, force: true });
  const { success = false, numPassedTests: passed = 0, numFailedTests: failed = 0, numPendingTests: skipped = 0, testResults = [] } = told;
  const lingered = code === LINGERED && success;
  if (lingered) say("The test runner did not end by itself and was ended; every test had passed.");
  const failedFiles = testResults.filter(({ status }) => status === "failed").map(({ name }) => relative(root, name));
  return { ok: code === 0 || lingered, passed, failed, skipped, failedFiles };
}
