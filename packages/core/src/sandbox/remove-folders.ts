import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Removes folders in which a program of whomever has written: by the system's own means, as such a program may leave folders that are locked, or
 * deeper than a path can tell and a process can hold open.
 */
export async function removeFolders(...paths: string[]): Promise<void> {
  const remove = () => run("rm", ["-rf", "--", ...paths]);
  await remove().catch(async () => {
    await run("chmod", ["-R", "u+rwX", "--", ...paths]).catch(() => undefined);
    await remove();
  });
}
