import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { AppError } from "@openvibe/core/platform";
import { userName } from "./service-user.ts";

/** Refuses a folder that this account may not write in, as one in which somebody else's server keeps its data; also where it has yet to be made. */
export async function requireOwnFolder(folder: string): Promise<void> {
  const fault = await access(folder, constants.W_OK | constants.X_OK).then(
    () => "",
    ({ code }: NodeJS.ErrnoException) => code,
  );
  if (fault === "ENOENT" && dirname(folder) !== folder) return requireOwnFolder(dirname(folder));
  if (fault !== "EACCES" && fault !== "EPERM") return;
  const found = await stat(folder).catch(() => undefined);
  // A folder above it is closed.
  if (!found) return requireOwnFolder(dirname(folder));
  if (found.uid !== process.getuid?.()) await refuse(`The folder ${folder}`, found.uid);
  throw new AppError("unavailable", `You may not write in the folder ${folder}. Run: chmod u+rwx ${folder}`);
}

/** Refuses a folder that another account made than this one, or the one that works in it for this one. */
export async function requireOwner(folder: string, workerUid: number | undefined, what: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found && found.uid !== process.getuid?.() && found.uid !== workerUid) await refuse(what, found.uid);
}

async function refuse(what: string, ownerUid: number): Promise<never> {
  const [owner, self] = await Promise.all([ownerUid, process.getuid?.() ?? 0].map(userName));
  throw new AppError(
    "unavailable",
    `${what} belongs to the user ${owner}, and you are ${self}. Start as ${owner}, or choose a folder of your own with --data.`,
  );
}
