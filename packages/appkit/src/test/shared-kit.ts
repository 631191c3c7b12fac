import { mkdir, stat } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/** One prepared set of app dependencies for all test runs of this account. */
export async function sharedKit(): Promise<string> {
  const { uid } = userInfo();
  const folder = join(tmpdir(), `openvibe-kit-${uid}`);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  if ((await stat(folder)).uid !== uid && uid !== -1) throw new Error(`${folder} belongs to somebody else`);
  return folder;
}
