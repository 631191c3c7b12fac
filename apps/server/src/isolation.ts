import { join } from "node:path";
import { AppError } from "@openvibe/core/platform";
import type { SandboxDriver } from "@openvibe/core/sandbox";
import { reachableCopy } from "@openvibe/drivers/machine";
import { createBubblewrapSandbox, createProcessSandbox } from "@openvibe/drivers/sandbox";
import type { Settings } from "./config.ts";

/** Bubblewrap where it runs. Plain processes only when the operator asked for them, because then an app can reach the machine. */
export async function chooseSandbox(settings: Settings, data: string): Promise<{ driver: SandboxDriver; warning: string | undefined }> {
  // Apps run as users of their own, who must be able to come to the program.
  const nodePath = await reachableCopy(process.execPath, join(data, "runtime"), `node-${process.versions.node}`);
  const isolated = createBubblewrapSandbox({ nodePath });
  const found = await isolated.check();
  if (found.ok) return { driver: isolated, warning: undefined };
  if (!settings.allowUnisolated) {
    throw new AppError(
      "unavailable",
      `OpenVibe does not start: ${found.problem} To run without isolation, for code that you trust, start with --allow-unisolated.`,
    );
  }
  const driver = createProcessSandbox({ allowUnisolated: true, nodePath });
  const plain = await driver.check();
  if (!plain.ok) throw new AppError("unavailable", plain.problem);
  return { driver, warning: `Apps run WITHOUT isolation: they can read what you can read. ${found.problem}` };
}
