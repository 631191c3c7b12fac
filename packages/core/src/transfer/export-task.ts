import { z } from "zod";
import { fileStore } from "../files/index.ts";
import { defineTask } from "../runs/index.ts";
import { writeArchive } from "../archives/index.ts";
import { exportWorkspace } from "./export-workspace.ts";
import { ATTEMPT_MS, progressOf, saveTransfer } from "./internal.ts";
import { startReport } from "./report.ts";

/** Writes the archive into the storage of files, piece by piece as it comes to be. */
export const exportTask = defineTask({
  kind: "transfer.export",
  input: z.object({ transferId: z.string() }),
  timeoutMs: ATTEMPT_MS,
  async run(run, { transferId }) {
    const { ctx } = run;
    const reporting = startReport();
    await run.write("transfer:export", (tx) => saveTransfer(tx, transferId, { state: "running", fault: "", percent: 0 }));
    const progress = progressOf(run, "transfer:export", transferId);
    let sizeBytes = 0;
    const bytes = async function* () {
      for await (const chunk of writeArchive((archive) => exportWorkspace({ ctx, archive, reporting, progress }))) {
        run.signal.throwIfAborted();
        sizeBytes += chunk.byteLength;
        yield chunk;
      }
    };
    await ctx.platform.drivers.get(fileStore).storage.put(transferId, bytes());
    await run.write("transfer:export", (tx) => {
      const ended = { state: "done" as const, percent: 100, note: "", endedAt: tx.clockNow };
      return saveTransfer(tx, transferId, { ...ended, sizeBytes, storageKey: transferId, report: reporting.report() });
    });
  },
});
