import { z } from "zod";
import { fileStore } from "../files/index.ts";
import { AppError } from "../platform/index.ts";
import { defineTask, type Run } from "../runs/index.ts";
import { openArchive, type Archive } from "../archives/index.ts";
import { PATHS } from "./format.ts";
import { importWorkspace } from "./import-workspace.ts";
import { ATTEMPT_MS, fetchTransfer, progressOf, saveTransfer } from "./internal.ts";
import { startReport, type Reporting } from "./report.ts";
import { findSlackRoot, importSlack } from "./slack/import-slack.ts";

/** Reads an archive and writes what it holds; started again it goes on after the last batch. */
export const importTask = defineTask({
  kind: "transfer.import",
  input: z.object({ transferId: z.string() }),
  timeoutMs: ATTEMPT_MS,
  async run(run, { transferId }) {
    const { storage } = run.ctx.platform.drivers.get(fileStore);
    const { storageKey, sizeBytes } = await fetchTransfer(run.ctx, transferId);
    if (storageKey === null) throw new AppError("not_found", "The archive is not there any more. Send it again.");
    await run.write("transfer:import", (tx) => saveTransfer(tx, transferId, { state: "running", fault: "", percent: 0 }));
    const archive = await openArchive(storage, storageKey, sizeBytes);
    const reporting = startReport();
    try {
      for (const path of archive.refused) reporting.leave(path, "Its name leads out of the archive, or it is locked with a password.");
      await readAll(run, transferId, archive, reporting);
    } finally {
      archive.close();
      // What was taken up to here, also where it broke off.
      if (!run.signal.aborted) await run.write("transfer:import", (tx) => saveTransfer(tx, transferId, { report: reporting.report() }));
    }
    await run.write("transfer:import", (tx) =>
      saveTransfer(tx, transferId, { state: "done", percent: 100, note: "", endedAt: tx.clockNow, storageKey: null }),
    );
    await storage.remove(storageKey);
  },
});

function readAll(run: Run, transferId: string, archive: Archive, reporting: Reporting): Promise<void> {
  const reading = { run, transferId, archive, reporting, progress: progressOf(run, "transfer:import", transferId) };
  if (archive.entries.has(PATHS.manifest)) return importWorkspace(reading);
  const root = findSlackRoot(archive);
  if (root !== undefined) return importSlack(reading, root);
  throw new AppError(
    "bad_request",
    "This is neither an export of OpenVibe nor of Slack: it has no openvibe.json, and no users.json beside a channels.json.",
  );
}
