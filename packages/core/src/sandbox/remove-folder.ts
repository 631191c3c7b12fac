import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Removes a folder that a program of ours or somebody else's has written: by the system's own means, as such a program may leave folders deeper than
 * a path can tell, or locked ones.
 */
export async function removeFolder(path: string): Promise<void> {
  const remove = () => run("rm", ["-rf", "--", path]);
  await remove().catch(async () => {
    await run("chmod", ["-R", "u+rwX", "--", path]).catch(() => undefined);
    await remove();
  });
}
